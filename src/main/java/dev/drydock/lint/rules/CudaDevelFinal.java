package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.Stage;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;
import java.util.regex.Pattern;

/** CUDA's devel images are for compiling, and the final image is for running. */
@AutoService(Rule.class)
public final class CudaDevelFinal implements Rule {

    private static final List<String> IMAGES = List.of("nvidia/cuda", "pytorch/pytorch");
    private static final Pattern DEVEL = Pattern.compile("(?<![a-z0-9])devel(?![a-z0-9])");

    @Override
    public String id() {
        return "cuda-devel-final";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Ends on a CUDA runtime image, without compilers";
    }

    @Override
    public String lesson() {
        return "09-gpu-containers#flavours";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        Dockerfile dockerfile = file.dockerfile();
        Stage bottom = dockerfile.finalChain().getLast();
        ImageName image = ImageName.of(bottom.base());
        String tag = image.tag().orElse("");
        if (bottom.isOnImage()
                && IMAGES.stream().anyMatch(image::is)
                && DEVEL.matcher(tag).find()) {
            String runtime = image.repository() + ":" + DEVEL.matcher(tag).replaceFirst("runtime");
            findings.add(
                    bottom.from().words().getFirst().source(),
                    "The final image " + (bottom.equals(dockerfile.finalStage()) ? "is" : "is in the end")
                            + " built on a devel image: nvcc, compilers and headers are pulled by every GPU node and "
                            + "help whoever breaks in, while a service only needs CUDA's libraries.",
                    "Compile in a stage on this image, copy what it made, and begin the last stage with FROM "
                            + Printable.of(runtime));
        }
    }
}
