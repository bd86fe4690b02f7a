package dev.drydock.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * Reads a Dockerfile to BuildKit's grammar. What BuildKit would build is accepted, odd as it may be; what it would not
 * build is refused with the line and with what to write instead.
 */
public final class DockerfileParser {

    /** Enough for any Dockerfile that people write: the largest known ones have a twentieth of it. */
    public static final int LARGEST = 1 << 20;

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
                    "The file is larger than 1 MiB, which no Dockerfile needs to be.",
                    "Keep data in files of its own and COPY them.");
        }
        Directives directives = DirectiveReader.read(file, text);
        List<Instruction> instructions = new InstructionReader(file, text, directives).readAll();
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
                    instructions.getLast().lines().start(),
                    "The file has no FROM, so there is nothing to build.",
                    "Add FROM and the image to build on after the last ARG.");
        }
        return new Dockerfile(file, directives, assembler.globalArgs(), stages);
    }
}
