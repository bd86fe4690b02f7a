package dev.drydock.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * Reads a Dockerfile to BuildKit's grammar. What BuildKit would build is accepted, odd as it may be; what it would not
 * build is refused with the line and with what to write instead.
 */
public final class DockerfileParser {

    /**
     * The longest file that is read, in characters. Time and memory grow linearly up to there; {@code bench/parser}
     * measures it.
     */
    public static final int LARGEST = 16 << 20;

    private DockerfileParser() {}

    /**
     * Reads a file for a build without build arguments.
     *
     * @throws DockerfileException when the file is no Dockerfile that can be built
     */
    public static Dockerfile parse(String file, String text) {
        return parse(file, text, Map.of());
    }

    /**
     * Reads a file.
     *
     * @param file its path relative to the submission's folder, used in messages
     * @param buildArgs values for ARG, as {@code docker build --build-arg} gives them
     * @throws DockerfileException when the file is no Dockerfile that can be built
     */
    public static Dockerfile parse(String file, String text, Map<String, String> buildArgs) {
        if (text.length() > LARGEST) {
            throw new DockerfileException(
                    file,
                    1,
                    "The file has " + text.length() + " characters; at most " + LARGEST + " are read.",
                    "Keep data in files of its own and COPY them.");
        }
        refuseBinary(file, text);
        Directives directives = DirectiveReader.read(file, text);
        var reader = new InstructionReader(file, text, directives);
        List<Instruction> instructions = reader.readAll();
        if (instructions.isEmpty()) {
            throw new DockerfileException(
                    file, 1, "The file holds no instructions.", "Begin with FROM and the image to build on.");
        }
        var assembler = new StageAssembler(file, directives.escape(), buildArgs);
        instructions.forEach(assembler::add);
        List<Stage> stages = assembler.stages();
        if (stages.isEmpty()) {
            throw new DockerfileException(
                    file,
                    instructions.getLast().span(),
                    "The file has no FROM, so there is nothing to build.",
                    "Add FROM and the image to build on after the last ARG.");
        }
        return new Dockerfile(file, directives, reader.comments(), assembler.globalArgs(), stages);
    }

    /** Windows editors save UTF-16 where they are not told otherwise; read as UTF-8, every other character is NUL. */
    private static void refuseBinary(String file, String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new DockerfileException(
                    file,
                    1
                            + (int) text.substring(0, nul)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    "The file is no text in UTF-8: it holds NUL characters.",
                    "Save it with the encoding UTF-8; Windows editors also offer UTF-16, which Docker cannot read.");
        }
    }
}
