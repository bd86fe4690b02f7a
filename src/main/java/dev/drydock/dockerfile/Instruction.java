package dev.drydock.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * One instruction, as written: variables are not substituted.
 *
 * @param keyword in upper case
 * @param flags such as {@code --from=build}, without the dashes; a flag without a value has an empty one
 * @param form how the arguments were written
 * @param arguments one per word or JSON element; a single string for the shell form of RUN, CMD and ENTRYPOINT
 * @param heredocs bodies of here-documents, in order
 * @param lines from the keyword's line to the last continuation or here-document line
 */
public record Instruction(
        String keyword,
        Map<String, List<String>> flags,
        Form form,
        List<String> arguments,
        List<String> heredocs,
        Lines lines) {

    public Instruction {
        flags = Map.copyOf(flags);
        arguments = List.copyOf(arguments);
        heredocs = List.copyOf(heredocs);
    }

    /** How arguments are written. */
    public enum Form {
        /** A JSON array: {@code CMD ["python", "app.py"]}. */
        EXEC,
        /** Anything else: {@code CMD python app.py}. */
        SHELL
    }
}
