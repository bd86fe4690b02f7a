package dev.drydock.dockerfile;

/**
 * Something that a sandbox does not build, found before building.
 *
 * @param kind what it is
 * @param file path relative to the submission's folder
 * @param span the guilty part
 * @param reason why it is refused, one sentence
 * @param mend what to write instead
 */
public record Refusal(Kind kind, String file, Span span, String reason, String mend) {

    /** Where the guilty part begins, counted from 1. */
    public int line() {
        return span.start().line();
    }

    /** What is refused. */
    public enum Kind {
        /** A {@code # syntax=} directive for another frontend than Docker's. */
        FRONTEND("refused.frontend"),
        /** A base that the catalogue does not have. */
        BASE("refused.base"),
        /** A stage by a number that no stage has. */
        STAGE("refused.stage"),
        /** Another platform than that of sandboxes. */
        PLATFORM("refused.platform"),
        /** ADD or COPY of something that is not in the build context. */
        REMOTE_ADD("refused.remoteAdd"),
        /** RUN with {@code --security}. */
        SECURITY("refused.security"),
        /** RUN with another {@code --network} than the default one or none. */
        NETWORK("refused.network"),
        /** RUN with {@code --device}. */
        DEVICE("refused.device"),
        /** A mount of an SSH agent, or of a secret that the exercise does not offer. */
        MOUNT("refused.mount"),
        /** More text in variables, labels and paths than an image needs. */
        METADATA("refused.metadata"),
        /** A health probe that hardly pauses. */
        PROBE("refused.probe");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The kind's name in verdicts. */
        public String id() {
            return id;
        }
    }
}
