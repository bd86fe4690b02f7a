package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Nature;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The image brings no driver of NVIDIA's besides what its base has. */
@AutoService(Check.class)
public final class GpuDriverAbsent implements Check<GpuDriverAbsent.Parameters> {

    private static final Pattern NAMED = Pattern.compile(
            ".*/lib(?:cuda|nvidia-ml|nvidia-ptxjitcompiler)\\.so\\.[0-9][^/]*|.*/bin/nvidia-smi|/usr/local/nvidia/.*");

    /** Made for linkers and for NVIDIA's compatibility packages. */
    private static final Pattern MEANT_TO_BE = Pattern.compile("/usr/local/cuda[^/]*/(?:.*/)?(stubs|compat)/[^/]*");

    private static final String LOADER_FILES = "/etc/ld.so.conf";

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "gpu.driverAbsent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "libcuda and libnvidia-ml belong to the host's driver; the container toolkit puts them in when the container starts.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#bridge";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        ImageFiles files = seen.files();
        Stream<Entry> recognised = Recognised.left(seen, files, Nature.GPU_DRIVER).keySet().stream();
        Stream<Entry> named = files.matching(NAMED.asMatchPredicate())
                .filter(entry -> !FoundFiles.isDirectory(entry.file().kind()));
        Set<String> linked = folders(seen);
        List<Entry> found = Stream.concat(recognised, named)
                .filter(entry -> entry.layer() >= seen.baseLayers())
                .filter(entry -> !isMeantToBe(entry.path(), linked))
                .toList();
        return new LeftFiles(seen, "no driver of NVIDIA's in the image", entry -> "which belongs to the driver")
                .judge(found);
    }

    /** Stubs are harmless only where the loader does not find them before the driver. */
    private static boolean isMeantToBe(String path, Set<String> linked) {
        var match = MEANT_TO_BE.matcher(path);
        return match.matches() && (match.group(1).equals("compat") || !linked.contains(folder(path)));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Folders that the dynamic loader is told of besides its own, by the path that they really have. */
    private static Set<String> folders(Observations seen) {
        ImageFiles files = seen.files();
        Stream<String> configured = Stream.concat(
                        files.find(LOADER_FILES).stream(), files.below(LOADER_FILES + ".d").stream())
                .filter(Entry::isFile)
                .flatMap(entry -> new String(seen.content(entry), StandardCharsets.UTF_8).lines());
        Stream<String> variable = Arrays.stream(seen.image()
                .config()
                .environment()
                .getOrDefault("LD_LIBRARY_PATH", "")
                .split("[:;]"));
        Set<String> folders = new HashSet<>();
        Stream.concat(configured, variable)
                .map(String::strip)
                .filter(folder -> folder.startsWith("/"))
                .forEach(folder -> files.find(folder).ifPresent(entry -> folders.add(entry.path())));
        return folders;
    }
}
