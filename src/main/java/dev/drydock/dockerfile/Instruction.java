package dev.drydock.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * One instruction, as written: variables are not substituted.
 *
 * @param keyword in upper case
 * @param flags such as {@code --from=build}, in order
 * @param form how the arguments were written
 * @param words the arguments: one per word or JSON element; a single one for the shell form of RUN, CMD and ENTRYPOINT.
 *     The old form {@code ENV name value} has two, see {@link #assignments()}
 * @param heredocs here-documents, in order
 * @param source the whole instruction without its here-documents
 * @param lines from the keyword's line to the last continuation or here-document line
 * @param trigger what ONBUILD holds, with the lines of the whole
 */
public record Instruction(
        String keyword,
        List<Flag> flags,
        Form form,
        List<Word> words,
        List<HereDocument> heredocs,
        SourceText source,
        Lines lines,
        Optional<Instruction> trigger) {

    public Instruction {
        flags = List.copyOf(flags);
        words = List.copyOf(words);
        heredocs = List.copyOf(heredocs);
    }

    /** What the arguments say, one text per word. */
    public List<String> arguments() {
        return words.stream().map(Word::text).toList();
    }

    /** The last value of a flag, without the dashes; empty text for a flag that is only named. */
    public Optional<String> flag(String name) {
        return flagsNamed(name).reversed().stream().findFirst().map(Flag::valueOrEmpty);
    }

    /** All flags of one name, in order. */
    public List<Flag> flagsNamed(String name) {
        return flags.stream().filter(flag -> flag.name().equals(name)).toList();
    }

    /** Where it stands in the file, from its keyword to behind its last here-document. */
    public Span span() {
        Span written = source.span();
        return heredocs.isEmpty()
                ? written
                : new Span(written.start(), heredocs.getLast().end());
    }

    /** Where its keyword stands. */
    public Span keywordSpan() {
        int end = 0;
        while (end < source.length() && !Text.isBlank(source.charAt(end))) {
            end++;
        }
        return source.slice(0, end).span();
    }

    /** What ENV, LABEL and ARG assign, in either form; nothing for other instructions. */
    public List<Assignment> assignments() {
        return switch (keyword) {
            case "ENV", "LABEL" ->
                isLegacy()
                        ? List.of(new Assignment(
                                words.getFirst().text(),
                                Optional.of(words.getLast().text())))
                        : words.stream().map(word -> Assignment.of(word.text())).toList();
            case "ARG" -> words.stream().map(word -> Assignment.of(word.text())).toList();
            default -> List.of();
        };
    }

    /** Whether this is {@code ENV name value}, which Docker still reads and advises against. */
    public boolean isLegacy() {
        return (keyword.equals("ENV") || keyword.equals("LABEL"))
                && words.size() == 2
                && !words.getFirst().text().contains("=");
    }

    /** How arguments are written. */
    public enum Form {
        /** A JSON array: {@code CMD ["python", "app.py"]}. */
        EXEC,
        /** Anything else: {@code CMD python app.py}. */
        SHELL
    }
}
