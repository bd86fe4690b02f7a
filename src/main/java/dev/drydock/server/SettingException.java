package dev.drydock.server;

import dev.drydock.text.MendableException;

/** An operator chose what cannot be. */
public final class SettingException extends MendableException {

    private static final long serialVersionUID = 1L;

    SettingException(String message, String mend) {
        super(message, mend);
    }
}
