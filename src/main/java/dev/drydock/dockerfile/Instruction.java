package dev.drydock.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instruction, as written: variables are not substituted.
 *
 * @param keyword in upper case
 * @param flags such as {@code --from=build}, without the dashes; a flag without a value has an empty one
 * @param form how the arguments were written
 * @param arguments one per word or JSON element; a single string for the shell form of RUN, CMD and ENTRYPOINT. The
 *     old form {@code ENV name value} has two, see {@link #assignments()}
 * @param heredocs bodies of here-documents, in order; without the leading tabs that {@code <<-} removes
 * @param lines from the keyword's line to the last continuation or here-document line
 * @param trigger what ONBUILD holds, with the lines of the whole
 */
public record Instruction(
        String keyword,
        Map<String, List<String>> flags,
        Form form,
        List<String> arguments,
        List<String> heredocs,
        Lines lines,
        Optional<Instruction> trigger) {

    public Instruction {
        var ordered = new LinkedHashMap<String, List<String>>();
        flags.forEach((name, values) -> ordered.put(name, List.copyOf(values)));
        flags = Collections.unmodifiableMap(ordered);
        arguments = List.copyOf(arguments);
        heredocs = List.copyOf(heredocs);
    }

    /** Any instruction but ONBUILD. */
    public Instruction(
            String keyword,
            Map<String, List<String>> flags,
            Form form,
            List<String> arguments,
            List<String> heredocs,
            Lines lines) {
        this(keyword, flags, form, arguments, heredocs, lines, Optional.empty());
    }

    /** The last value of a flag, without the dashes. */
    public Optional<String> flag(String name) {
        return Optional.ofNullable(flags.get(name)).map(List::getLast);
    }

    /** What ENV, LABEL and ARG assign, in either form; nothing for other instructions. */
    public List<Assignment> assignments() {
        return switch (keyword) {
            case "ENV", "LABEL" ->
                isLegacy()
                        ? List.of(new Assignment(arguments.getFirst(), Optional.of(arguments.getLast())))
                        : arguments.stream().map(Assignment::of).toList();
            case "ARG" -> arguments.stream().map(Assignment::of).toList();
            default -> List.of();
        };
    }

    /** Whether this is {@code ENV name value}, which Docker still reads and advises against. */
    public boolean isLegacy() {
        return (keyword.equals("ENV") || keyword.equals("LABEL"))
                && arguments.size() == 2
                && !arguments.getFirst().contains("=");
    }

    /** How arguments are written. */
    public enum Form {
        /** A JSON array: {@code CMD ["python", "app.py"]}. */
        EXEC,
        /** Anything else: {@code CMD python app.py}. */
        SHELL
    }
}
