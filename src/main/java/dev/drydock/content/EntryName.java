package dev.drydock.content;

import dev.drydock.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of files as strangers write them: told apart into those that mean the same everywhere, and all others. */
final class EntryName {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int LONGEST_SHOWN = 120;
    private static final String RENAME = "Rename it: letters, digits, dots, dashes and underscores always work.";
    private static final String RELATIVE =
            "Pack the folder that holds your Dockerfile from within, so that names start there.";

    /** Why a name is not taken, and what to do about it. */
    private enum Flaw {
        EMPTY("This entry has no name.", "Pack the archive again."),
        ABSOLUTE("This is an absolute name, which would leave the submission's folder.", RELATIVE),
        LEAVES("This name leads out of the submission's folder by \"..\".", RELATIVE),
        BACKSLASH(
                "This name has a backslash in it, which parts folders on Windows only.",
                "Use / between folders; some packing programs for Windows need to be replaced for that."),
        UNREADABLE("This name is not UTF-8 text.", RENAME),
        HIDDEN("This name has a control character or another invisible character in it.", RENAME),
        STEP("This name has an empty step or the step \".\" in it.", "Write the path in its shortest form."),
        LONG(
                "This path has a name of more than " + SubmissionLimits.MAX_STEP_BYTES + " bytes.",
                "Give the file or folder a shorter name.");

        private final String reason;
        private final String mend;

        Flaw(String reason, String mend) {
            this.reason = reason;
            this.mend = mend;
        }
    }

    private EntryName() {}

    /**
     * The name that bytes stand for, as UTF-8. No other encoding is guessed: programs would guess differently.
     *
     * @throws SubmissionException if they are not UTF-8
     */
    static String decode(byte[] raw) {
        return Utf8.text(raw).orElseThrow(() -> refusal(printable(raw), Flaw.UNREADABLE));
    }

    /**
     * @param path relative to the submission, with forward slashes
     * @throws SubmissionException if it could mean something else on another machine, or lead elsewhere
     */
    static void check(String path) {
        flaw(path).ifPresent(flaw -> {
            throw refusal(printable(path), flaw);
        });
    }

    /** Whether a path is relative, stays where it is and means the same on every machine. */
    static boolean isSafe(String path) {
        return flaw(path).isEmpty();
    }

    /** Whether it starts at a root or at a drive, on whatever system. */
    static boolean isAbsolute(String path) {
        return path.startsWith("/")
                || path.startsWith("\\")
                || DRIVE.matcher(path).matches();
    }

    private static Optional<Flaw> flaw(String path) {
        if (path.isEmpty()) {
            return Optional.of(Flaw.EMPTY);
        }
        if (isAbsolute(path)) {
            return Optional.of(Flaw.ABSOLUTE);
        }
        if (Arrays.asList(path.split("[/\\\\]", -1)).contains("..")) {
            return Optional.of(Flaw.LEAVES);
        }
        if (path.contains("\\")) {
            return Optional.of(Flaw.BACKSLASH);
        }
        if (path.contains("\uFFFD")) {
            return Optional.of(Flaw.UNREADABLE);
        }
        return path.codePoints().anyMatch(EntryName::isHidden) ? Optional.of(Flaw.HIDDEN) : flawOfSteps(path);
    }

    private static Optional<Flaw> flawOfSteps(String path) {
        for (String step : path.split("/", -1)) {
            if (step.isEmpty() || step.equals(".")) {
                return Optional.of(Flaw.STEP);
            }
            if (step.getBytes(StandardCharsets.UTF_8).length > SubmissionLimits.MAX_STEP_BYTES) {
                return Optional.of(Flaw.LONG);
            }
        }
        return Optional.empty();
    }

    /** Half a surrogate pair and what turns the direction of writing are among them. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static SubmissionException refusal(String shown, Flaw flaw) {
        return new SubmissionException(
                "submission.name", shown.isEmpty() ? Optional.empty() : Optional.of(shown), flaw.reason, flaw.mend);
    }

    /** A name as it can be shown to anybody: invisible characters as numbers, long names cut. */
    static String printable(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().limit(LONGEST_SHOWN).forEach(character -> {
            if (!isHidden(character)) {
                out.appendCodePoint(character);
            } else {
                out.append(character < 0x100 ? "\\x%02x".formatted(character) : "\\u%04x".formatted(character));
            }
        });
        return name.codePointCount(0, name.length()) > LONGEST_SHOWN ? out + "…" : out.toString();
    }

    /** A text of unknown encoding for messages: as UTF-8, or else with numbers for what is not ASCII. */
    static String readable(byte[] raw) {
        return Utf8.text(raw).orElseGet(() -> printable(raw));
    }

    /** A name of unknown encoding as it can be shown to anybody: what is not ASCII as numbers. */
    private static String printable(byte[] raw) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(raw.length, LONGEST_SHOWN); i++) {
            boolean plain = raw[i] >= ' ' && raw[i] < 0x7F;
            out.append(plain ? String.valueOf((char) raw[i]) : "\\x%02x".formatted(raw[i] & 0xFF));
        }
        return raw.length > LONGEST_SHOWN ? out + "…" : out.toString();
    }
}
