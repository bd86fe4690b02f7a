package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Assignment;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which GPUs a container uses is decided when it starts. */
@AutoService(Rule.class)
public final class GpuDevicesBaked implements Rule {

    private static final String NVIDIA = "NVIDIA_VISIBLE_DEVICES";
    private static final String CUDA = "CUDA_VISIBLE_DEVICES";

    /** Values that take no GPU. */
    private static final Set<String> NONE = Set.of("", "void", "none", "-1", "NoDevFiles");

    private record Setting(String name, Optional<String> value, SourceText place) {}

    @Override
    public String id() {
        return "gpu-devices-baked";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Leaves the choice of GPUs to whoever starts it";
    }

    @Override
    public String lesson() {
        return "09-gpu-containers#requesting";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        ImageName base = ImageName.of(file.dockerfile().finalChain().getLast().base());
        boolean cuda = base.is("nvidia/cuda") || base.is("pytorch/pytorch");
        for (String name : List.of(NVIDIA, CUDA)) {
            settings(finalImage(file), file).stream()
                    .filter(setting -> setting.name().equals(name))
                    .reduce((earlier, later) -> later)
                    .ifPresent(setting -> check(setting, cuda, findings));
            settings(waiting(file), file).stream()
                    .filter(setting -> setting.name().equals(name))
                    .forEach(setting -> check(setting, cuda, findings));
        }
    }

    /** What the final image is made of, from the bottom. */
    private static Stream<Instruction> finalImage(LintedDockerfile file) {
        return file.dockerfile().finalChain().reversed().stream().flatMap(stage -> stage.instructions().stream());
    }

    /** What ONBUILD does to images that are built on a stage. */
    private static Stream<Instruction> waiting(LintedDockerfile file) {
        return file.stages().stream()
                .map(Stage::instructions)
                .flatMap(List::stream)
                .flatMap(instruction -> instruction.trigger().stream());
    }

    private static List<Setting> settings(Stream<Instruction> instructions, LintedDockerfile file) {
        var settings = new ArrayList<Setting>();
        instructions.filter(instruction -> instruction.keyword().equals("ENV")).forEach(env -> {
            List<Optional<String>> values = file.resolved(env);
            List<Assignment> assignments = env.assignments();
            if (env.isLegacy()) {
                settings.add(new Setting(
                        assignments.getFirst().name(),
                        values.getLast(),
                        env.words()
                                .getFirst()
                                .source()
                                .upTo(env.words().getLast().source())));
                return;
            }
            for (int i = 0; i < assignments.size(); i++) {
                String name = assignments.get(i).name();
                Optional<String> value = values.get(i).map(text -> text.substring(text.indexOf('=') + 1));
                settings.add(new Setting(name, value, env.words().get(i).source()));
            }
        });
        return settings;
    }

    private static void check(Setting setting, boolean cuda, Findings findings) {
        if (setting.value().isEmpty() || NONE.contains(setting.value().get().strip())) {
            return;
        }
        String value = Printable.of(setting.value().get());
        if (setting.name().equals(NVIDIA)) {
            findings.add(
                    setting.place(),
                    "Where nvidia is Docker's default runtime, every container of this image takes the GPUs \"" + value
                            + "\" without being given any, past whatever shares them out among services.",
                    (cuda ? "Write " + NVIDIA + "=void, as this base asks for all by itself" : "Delete it")
                            + ", and give GPUs to the container: docker run --gpus all, or --gpus '\"device=0\"'.");
        } else {
            findings.add(
                    setting.place(),
                    "CUDA in this image sees no other GPUs than \"" + value
                            + "\", whichever a scheduler gives to the container, and none at all where these are not "
                            + "among them.",
                    "Delete it, and choose when you start the container: docker run --gpus '\"device=0\"'.");
        }
    }
}
