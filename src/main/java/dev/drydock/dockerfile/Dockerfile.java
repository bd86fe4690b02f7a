package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed Dockerfile.
 *
 * @param file its path relative to the submission's folder, used in messages
 * @param directives what the comments at its top ask for
 * @param comments in order
 * @param globalArgs ARG instructions before the first FROM
 * @param stages at least one
 */
public record Dockerfile(
        String file, Directives directives, List<Comment> comments, List<Instruction> globalArgs, List<Stage> stages) {

    public Dockerfile {
        comments = List.copyOf(comments);
        globalArgs = List.copyOf(globalArgs);
        stages = List.copyOf(stages);
    }

    /** The stage that becomes the image when no target is given. */
    public Stage finalStage() {
        return stages.getLast();
    }

    /**
     * The stage that BuildKit means in a step's name, {@code [name n/m]}.
     *
     * @param name a stage's name, {@code stage-N} for one without a name, or empty. It is empty in a file with a single
     *     stage, unless that stage also copies from an image or mounts something: these count as stages of their own
     */
    public Optional<Stage> stage(String name) {
        if (name.isEmpty()) {
            return Optional.of(finalStage());
        }
        return stages.reversed().stream()
                .filter(stage -> stage.name().map(name::equals).orElse(name.equals("stage-" + stage.index())))
                .findFirst();
    }

    /**
     * The stages from the final one down to the one whose base is an image: what the final image is made of.
     * A base that names an earlier stage is followed.
     */
    public List<Stage> finalChain() {
        var chain = new ArrayList<Stage>();
        chain.add(finalStage());
        while (chain.getLast().baseStage().isPresent()) {
            chain.add(stages.get(chain.getLast().baseStage().getAsInt()));
        }
        return chain;
    }

    /**
     * The instruction with this keyword that counts for the final image, which is the last one in the stages that it is
     * made of.
     */
    public Optional<Instruction> inForce(String keyword) {
        for (Stage stage : finalChain()) {
            Optional<Instruction> last = stage.inForce(keyword);
            // ENTRYPOINT takes back the CMD of what a stage is based on.
            if (last.isPresent()
                    || (keyword.equals("CMD") && stage.inForce("ENTRYPOINT").isPresent())) {
                return last;
            }
        }
        return Optional.empty();
    }
}
