package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A change that a rebuild makes to one file of the context. */
public record Edit(
        @Key(value = "Name by which checks refer to the edit.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String name,

        @Key(value = "The file that is changed, relative to the context.", min = 1)
        String file,

        @Key("How it is changed: append-comment adds a comment with a random word at its end; append-lines adds lines;"
                + " prepend-lines writes them above all that is there; misspell spells Python's import otherwise, wherever it"
                + " begins a line, so that the file is no program and as long as before; add-requirement adds a line with one of the"
                + " requirements of add, drawn anew for each grading.")
        How how,

        @Key("What begins a comment in this file; \"# \" if left out.")
        Optional<String> prefix,

        @Key(
                min = 1,
                value =
                        "For append-lines and prepend-lines: what is written, in which {word} stands for a random word.",
                pattern = LINE,
                patternMeans = LINE_MEANS)
        Optional<List<String>> lines,

        @Key(
                value =
                        "For append-lines: one more line, with {word} in it, which is written where the first import is, if there is one.",
                pattern = LINE,
                patternMeans = LINE_MEANS)
        Optional<String> amongImports,

        @Key(
                value =
                        "For append-lines: a comment with {word} in it, which is also written at the top of a Python program, into the text that it"
                                + " begins with, and above each function and class that begins a line.",
                pattern = LINE,
                patternMeans = LINE_MEANS)
        Optional<String> between,

        @Key(
                value = "For append-comment: how long the comment is at least, as what is made anew has another size.",
                min = 1,
                max = 1_000)
        Optional<Integer> kilobytes,

        @Key(
                min = 1,
                value = "For append-lines: files that are added, whose paths have {word} in them.",
                pattern = LINE,
                patternMeans = "a path with {word} in it")
        Optional<List<String>> beside,

        @Key(
                min = 1,
                value = "For add-requirement: packages with versions, such as six==1.16.0, that the index has, that"
                        + " need no others, and that nothing in the exercise needs.",
                pattern = REQUIREMENT,
                patternMeans = "name==version")
        Optional<List<String>> add,

        @Key(
                min = 1,
                value =
                        "For add-requirement: packages of the list, each in the version that comes after the list's, such as"
                                + " joblib==1.2.1. One of them takes its place.",
                pattern = REQUIREMENT,
                patternMeans = "name==version")
        Optional<List<String>> raise) {

    static final String LINE = "[^\\r\\n]*\\{word\\}[^\\r\\n]*";
    static final String LINE_MEANS = "one line with {word} in it";
    static final String REQUIREMENT = "[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.+!]+";

    private static final Pattern IMPORTING = Pattern.compile("(?m)^(?<lead>\\h*(?:from\\h+\\S+\\h+)?)import(?=\\h)");
    private static final String KEYWORD = "import";
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|from)\\h+(?!__future__)");
    private static final int KILOBYTE = 1_000;
    private static final String EQUALS = "==";
    private static final String WORD = "{word}";
    private static final String USUAL_PREFIX = "# ";
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern ADDED = Pattern.compile(REQUIREMENT);

    public Edit {
        lines = lines.map(List::copyOf);
        beside = beside.map(List::copyOf);
        add = add.map(List::copyOf);
        raise = raise.map(List::copyOf);
    }

    /** Ways to change a file. */
    public enum How {
        APPEND_COMMENT,
        APPEND_LINES,
        PREPEND_LINES,
        MISSPELL,
        ADD_REQUIREMENT
    }

    /** An edit that adds a comment. */
    public static Edit comment(String name, String file, Optional<String> prefix) {
        return new Edit(
                name,
                file,
                How.APPEND_COMMENT,
                prefix,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Requirements of which one is added; none where the edit adds a comment. */
    public List<String> candidates() {
        return how == How.ADD_REQUIREMENT ? add.orElse(List.of()) : List.of();
    }

    /**
     * The file after the edit: what was there, byte for byte, and lines of their own at its end, for append-lines perhaps between what
     * was there as well, or, for prepend-lines, above it; for misspell, as many bytes, or a line above where nothing is imported.
     *
     * @param word a random word that no build has seen before, or the requirement to add
     */
    public byte[] apply(byte[] original, String word) {
        if (!(how == How.ADD_REQUIREMENT ? ADDED : NONCE).matcher(word).matches()) {
            throw new IllegalArgumentException("cannot be added to " + file + ": " + word);
        }
        if (how == How.MISSPELL) {
            return misspelled(original, word);
        }
        String newline = lineBreak(original);
        // Lists may lack their last line break, and a loop that reads line by line may miss what stands there.
        String end = how == How.ADD_REQUIREMENT ? "" : newline;
        byte[] added = lines(word).stream()
                .collect(Collectors.joining(newline, "", end))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream edited = new ByteArrayOutputStream(original.length + added.length);
        if (how == How.PREPEND_LINES) {
            edited.writeBytes(added);
            edited.writeBytes(original);
        } else {
            edited.writeBytes(scattered(importing(original, word, newline), word, newline));
            edited.writeBytes(ending(original, newline).getBytes(StandardCharsets.UTF_8));
            edited.writeBytes(added);
        }
        return edited.toByteArray();
    }

    /**
     * A file that an edit adds.
     *
     * @param path relative to the context
     * @param content that nothing else holds; do not change it
     */
    public record Added(String path, byte[] content) {}

    /**
     * The files that the edit adds, each with other content.
     *
     * @param word as of {@link #apply}
     */
    public List<Added> additions(String word) {
        return beside.orElse(List.of()).stream()
                .map(path -> path.replace(WORD, word))
                .map(path -> new Added(path, added(path).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private String added(String path) {
        return (path.endsWith(".json") ? "" : "ADDED = ") + "{\"added\": \"" + path + " " + name + "\"}\n";
    }

    /** Another letter each time, so that nobody knows the word. */
    private static byte[] misspelled(byte[] original, String word) {
        int letter = Math.floorMod(word.hashCode(), KEYWORD.length());
        String spelled = KEYWORD.substring(0, letter) + "0" + KEYWORD.substring(letter + 1);
        String text = text(original);
        String edited = IMPORTING.matcher(text).replaceAll("${lead}" + spelled);
        return (edited.equals(text) ? spelled + " x\n" + text : edited).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Requirements of which one takes the place of an older version: those of {@code raise} that the list names with a version. */
    public List<String> raisable(byte[] list) {
        return raise.orElse(List.of()).stream()
                .filter(newer -> pinned(newer).matcher(text(list)).find())
                .toList();
    }

    /**
     * The list with another version of a package in it.
     *
     * @param newer one of {@link #raisable}
     */
    public static byte[] raised(byte[] list, String newer) {
        String version = Matcher.quoteReplacement(newer.substring(newer.indexOf(EQUALS) + EQUALS.length()));
        return pinned(newer).matcher(text(list)).replaceAll("$1" + version).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The name, which is kept, and the version of a line of a list. */
    private static Pattern pinned(String requirement) {
        String name = Arrays.stream(
                        requirement.substring(0, requirement.indexOf(EQUALS)).split("[-_.]+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("[-_.]+"));
        return Pattern.compile("(?im)^(\\h*" + name + "\\h*==\\h*)[a-z0-9.+!_-]+(?=\\h*(?:[;#\\r]|$))");
    }

    /** Its bytes, as {@link #text} reads them. */
    private static String bytes(String line) {
        return text(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] list) {
        return new String(list, StandardCharsets.ISO_8859_1);
    }

    private List<String> lines(String word) {
        return switch (how) {
            case APPEND_COMMENT -> List.of(prefix.orElse(USUAL_PREFIX) + "drydock " + word + filler(word));
            case APPEND_LINES, PREPEND_LINES ->
                lines.orElseThrow().stream()
                        .map(line -> line.replace(WORD, word))
                        .toList();
            case ADD_REQUIREMENT -> List.of(spelled(word));
            case MISSPELL -> throw new IllegalStateException("nothing is added");
        };
    }

    /** Of another length each time, up to half as much again. */
    private String filler(String word) {
        return kilobytes
                .map(least -> least * KILOBYTE)
                .map(least -> " " + "x".repeat(least + Math.floorMod(word.hashCode(), least / 2)))
                .orElse("");
    }

    /** As a list may have it: whoever takes lists apart in place of pip learns that there is more than name and version. */
    private static String spelled(String requirement) {
        return requirement.replace(EQUALS, " == ") + "; python_version >= \"3\"  # added";
    }

    /** The lines with one more above the first that imports something. */
    private byte[] importing(byte[] original, String word, String newline) {
        return amongImports
                .map(line -> IMPORT.matcher(text(original))
                        .replaceFirst(Matcher.quoteReplacement(bytes(line.replace(WORD, word)) + newline) + "$0"))
                .map(edited -> edited.getBytes(StandardCharsets.ISO_8859_1))
                .orElse(original);
    }

    private byte[] scattered(byte[] program, String word, String newline) {
        return between.map(line -> PythonComments.scattered(text(program), bytes(line.replace(WORD, word)) + newline))
                .map(edited -> edited.getBytes(StandardCharsets.ISO_8859_1))
                .orElse(program);
    }

    /** What ends the last line, which may lack its line break, or go on in the next line behind a backslash. */
    private static String ending(byte[] original, String newline) {
        String text = text(original);
        boolean open = !text.isEmpty() && !text.endsWith("\n");
        boolean continued = text.stripTrailing().endsWith("\\");
        return (open ? newline : "") + (continued ? newline : "");
    }

    /** Files from Windows keep their line breaks, as a mixture would be a second change. */
    private static String lineBreak(byte[] original) {
        for (int i = 1; i < original.length; i++) {
            if (original[i] == '\n') {
                return original[i - 1] == '\r' ? "\r\n" : "\n";
            }
        }
        return "\n";
    }
}
