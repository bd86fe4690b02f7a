package dev.drydock.server;

/** An operator chose what cannot be. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String mend;

    SettingException(String message, String mend) {
        super(message);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
