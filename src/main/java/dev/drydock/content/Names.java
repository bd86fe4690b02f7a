package dev.drydock.content;

/** What names in content files look like. */
public final class Names {

    public static final String ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
    public static final String ID_MEANS = "lower-case letters, digits and single dashes, such as first-ml-container";

    private Names() {}
}
