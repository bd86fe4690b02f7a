package dev.drydock.cli;

/** Drydock's own version. */
final class Version {

    /** As in pom.xml; a test keeps them equal. */
    static final String TEXT = "0.1.0";

    private Version() {}
}
