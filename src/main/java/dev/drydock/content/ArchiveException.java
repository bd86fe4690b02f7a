package dev.drydock.content;

import java.io.IOException;

/** An archive that breaks the rules of its format. The message completes "The archive is damaged: …". */
final class ArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }
}
