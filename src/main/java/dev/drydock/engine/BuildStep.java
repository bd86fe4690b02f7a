package dev.drydock.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vertex of BuildKit's graph.
 *
 * @param digest BuildKit's identity of the vertex
 * @param name as BuildKit prints it, such as {@code [build 2/5] RUN make}
 * @param position stage and number for a vertex that stands for an instruction, empty for internal work
 */
public record BuildStep(String digest, String name, Optional<Position> position) {

    /**
     * What BuildKit's dockerfile2llb puts in front of an instruction: platform, where it builds for several or for another
     * one, stage, where there are several, and the number with blanks in front, to be as wide as the total.
     */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "\\[(?:(?<platform>[^\\s\\]]+/[^\\s\\]]+) +)?(?:(?<stage>[^\\s/\\]]+) +)? *(?<number>\\d+)/(?<of>\\d+)] (?<text>.*)",
            Pattern.DOTALL);

    private static final Pattern BLANK = Pattern.compile("\\s");

    /**
     * @param stage name or number of the stage; empty for a Dockerfile with one stage
     * @param number 1 is FROM, but in a stage that is built on another stage: there it is what follows FROM, which has no
     *     step
     * @param of number of steps in the stage
     * @param text the instruction with its arguments, after substitution, as BuildKit prints it
     */
    public record Position(String stage, int number, int of, String text) {

        /** The instruction's keyword in upper case. */
        public String keyword() {
            return BLANK.split(text, 2)[0].toUpperCase(Locale.ROOT);
        }

        /**
         * Whether BuildKit's {@code cached} flag means anything here: it is set reliably only for steps that have an
         * input and do work.
         */
        public boolean cacheIsMeaningful() {
            return switch (keyword()) {
                case "RUN", "COPY", "ADD", "WORKDIR" -> true;
                default -> false;
            };
        }
    }

    /** Reads the position out of a vertex name. */
    public static BuildStep of(String digest, String name) {
        Matcher matcher = INSTRUCTION.matcher(name);
        if (!matcher.matches()) {
            return new BuildStep(digest, name, Optional.empty());
        }
        String stage = Optional.ofNullable(matcher.group("stage")).orElse("");
        Position position = new Position(
                stage,
                Integer.parseInt(matcher.group("number")),
                Integer.parseInt(matcher.group("of")),
                matcher.group("text"));
        return new BuildStep(digest, name, Optional.of(position));
    }
}
