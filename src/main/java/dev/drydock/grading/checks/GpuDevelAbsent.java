package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Nature;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The image has nothing of CUDA's that is only for making programs, by its content: no headers, static libraries, stubs and
 * bitcode, and none of the toolkit's programs with their libraries. What wheels bring is theirs.
 */
@AutoService(Check.class)
public final class GpuDevelAbsent implements Check<GpuDevelAbsent.Parameters> {

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "gpu.develAbsent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "They are for making programs, and come from NVIDIA's devel images. Compile in a stage of its own, and copy only the result.";
    }

    @Override
    public String defaultLesson() {
        return "05-multi-stage#stages";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Map<Entry, RecognisedFile> found = Recognised.left(seen, seen.files(), Nature.CUDA_DEVELOPMENT);
        List<Entry> above = found.keySet().stream()
                .filter(entry -> entry.layer() >= seen.baseLayers())
                .toList();
        List<Entry> copied = above.isEmpty() ? above : notOfWheels(above, seen);
        return new LeftFiles(
                        seen,
                        "no headers, libraries to link, bitcode and tools of CUDA in the image",
                        entry -> Objects.requireNonNull(found.get(entry)).detail())
                .judge(copied);
    }

    private static List<Entry> notOfWheels(List<Entry> found, Observations seen) {
        WheelFiles wheels = WheelFiles.of(seen);
        return found.stream().filter(entry -> !wheels.have(entry)).toList();
    }
}
