package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The libraries for GPUs that an image has, wherever they came from: CUDA's base images, Debian's packages or wheels.
 *
 * @param runtimes files of CUDA's runtime, by path
 * @param drivers files of the driver that the image brings along
 * @param loadable what the image's own dynamic loader says of the runtime; empty where it cannot be asked
 */
record CudaLibraries(List<Entry> runtimes, List<Entry> drivers, Optional<CommandResult> loadable) {

    private static final Pattern RUNTIME = Pattern.compile(".*/libcudart(?:-[0-9a-f]+)?\\.so\\.([0-9][0-9.]*)");
    private static final Pattern DRIVER =
            Pattern.compile(".*/lib(?:cuda|nvidia-ml|nvidia-ptxjitcompiler)\\.so\\.[0-9][0-9.]*");

    /** Stubs only serve a linker; NVIDIA's compatibility package is meant to be in an image. */
    private static final Pattern NO_DRIVER = Pattern.compile(".*/(?:stubs|compat)/.*");

    private static final List<String> LOADERS = List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");

    static CudaLibraries of(Observations seen) {
        List<Entry> runtimes = files(seen, RUNTIME.asMatchPredicate());
        List<Entry> drivers = files(
                seen, DRIVER.asMatchPredicate().and(NO_DRIVER.asMatchPredicate().negate()));
        Optional<CommandResult> loadable = runtimes.isEmpty() ? Optional.empty() : load(seen, runtimes.getFirst());
        return new CudaLibraries(runtimes, drivers, loadable);
    }

    /** Real files; the links to them have shorter names of the same. */
    private static List<Entry> files(Observations seen, Predicate<String> path) {
        return seen.files().matching(path).filter(Entry::isFile).toList();
    }

    /** The loader itself is started, so that nothing else of the image has a say. */
    private static Optional<CommandResult> load(Observations seen, Entry runtime) {
        return LOADERS.stream()
                .filter(loader -> seen.files().find(loader).isPresent())
                .findFirst()
                .map(loader -> seen.command(Command.program(List.of(loader, "--list", runtime.path()))));
    }

    /** Versions that the files' names tell, such as 11.8.89. */
    SortedSet<DottedVersion> versions() {
        return runtimes.stream()
                .map(runtime -> RUNTIME.matcher(runtime.path()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .filter(DottedVersion::isOne)
                .map(DottedVersion::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String describe(CudaDriver driver) {
        if (runtimes.isEmpty()) {
            return "no CUDA runtime (libcudart) in the image";
        }
        String versions = versions().stream()
                .map(version -> "CUDA " + version.text() + " (" + words(driver.fit(version)) + ")")
                .collect(Collectors.joining(", "));
        return versions + "; driver " + driver.version().text() + " came with CUDA "
                + driver.cuda().text();
    }

    private static String words(CudaDriver.Fit fit) {
        return switch (fit) {
            case FULL -> "runs on the driver";
            case LIMITED -> "runs on the driver without what is new in it";
            case NONE -> "does not run on the driver";
        };
    }

    /** Of the steps that brought these files, the last one first, and of the FROM that did, where a base has them. */
    List<Lines> lines(Observations seen, List<Entry> files) {
        return files.stream()
                .map(Entry::layer)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .flatMap(layer -> LayerSteps.line(seen, layer).stream())
                .distinct()
                .limit(3)
                .toList();
    }
}
