package dev.drydock.dockerfile;

import dev.drydock.dockerfile.Instruction.Form;
import java.util.ArrayList;
import java.util.List;

/** What follows the keyword and the flags, cut up as each keyword wants it. */
record Arguments(Form form, List<Word> words) {

    private static final Arguments NONE = shell(List.of());

    static Arguments of(CommandLine command, char escape) {
        SourceText text = command.arguments();
        if (text.isEmpty()) {
            return NONE;
        }
        return switch (command.keyword()) {
            case "RUN", "CMD", "ENTRYPOINT", "SHELL" -> jsonOrText(text);
            case "ADD", "COPY", "VOLUME" -> jsonOrWords(text);
            case "FROM", "EXPOSE" -> shell(Words.byBlanks(text));
            case "ARG" -> shell(Words.quoted(text, escape));
            case "ENV", "LABEL" -> shell(assignments(command.keyword(), text, escape));
            case "HEALTHCHECK" -> probe(text);
            // ONBUILD, USER, WORKDIR, STOPSIGNAL, MAINTAINER, and whatever is no instruction at all.
            default -> shell(List.of(Word.of(text)));
        };
    }

    private static Arguments shell(List<Word> words) {
        return new Arguments(Form.SHELL, words);
    }

    private static Arguments jsonOrText(SourceText text) {
        return JsonArray.strings(text)
                .map(words -> new Arguments(Form.EXEC, words))
                .orElseGet(() -> shell(List.of(Word.of(text))));
    }

    private static Arguments jsonOrWords(SourceText text) {
        return JsonArray.strings(text)
                .map(words -> new Arguments(Form.EXEC, words))
                .orElseGet(() -> shell(Words.byBlanks(text)));
    }

    /** {@code CMD} or {@code NONE}, then a command. */
    private static Arguments probe(SourceText text) {
        int end = 0;
        while (end < text.length() && !Text.isSpace(text.charAt(end))) {
            end++;
        }
        Word kind = Word.of(text.slice(0, end));
        SourceText command = text.slice(end).strip();
        if (command.isEmpty()) {
            return shell(List.of(kind));
        }
        Arguments rest = jsonOrText(command);
        var words = new ArrayList<Word>();
        words.add(kind);
        words.addAll(rest.words());
        return new Arguments(rest.form(), words);
    }

    /** {@code NAME=value …}, or the old {@code NAME value}, which the missing equals sign in the first word tells. */
    private static List<Word> assignments(String keyword, SourceText text, char escape) {
        List<Word> words = Words.quoted(text, escape);
        if (!words.isEmpty() && !words.getFirst().text().contains("=")) {
            return legacy(keyword, text);
        }
        for (Word word : words) {
            if (!word.text().contains("=")) {
                throw new Mistake(
                                "There is no equals sign in \"" + Printable.of(word.text()) + "\".",
                                "Write " + keyword + " NAME=value; a value with spaces goes into double quotes.")
                        .in(word.source());
            }
        }
        return words;
    }

    private static List<Word> legacy(String keyword, SourceText text) {
        int end = 0;
        while (end < text.length() && !Text.isBlank(text.charAt(end))) {
            end++;
        }
        int start = end;
        while (start < text.length() && Text.isBlank(text.charAt(start))) {
            start++;
        }
        if (start == end) {
            String name = Printable.of(text.toString());
            throw new Mistake(keyword + " " + name + " has no value.", "Write " + keyword + " " + name + "=value.")
                    .in(text);
        }
        return List.of(Word.of(text.slice(0, end)), Word.of(text.slice(start)));
    }
}
