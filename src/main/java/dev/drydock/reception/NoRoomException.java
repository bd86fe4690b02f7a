package dev.drydock.reception;

/** There is no room to store anything more just now: the platform's fault, and nothing was lost. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super(
                "Drydock's disk is nearly full, so that it takes no submissions at the moment. Nothing of yours is lost; tell whoever"
                        + " runs it, and try again later.");
    }
}
