package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Nature;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** No layer holds what package managers keep for themselves, whatever it is called and wherever it lies. */
@AutoService(Check.class)
public final class CachesAbsent implements Check<CachesAbsent.Parameters> {

    /**
     * Parameters.
     *
     * @param of whose caches
     */
    public record Parameters(
            @Key(
                    value =
                            "Whose: python (downloads of pip, uv, Poetry and conda: wheels, sdists, cache entries), apt-lists, "
                                    + "apt-archives (Debian packages, apt's index) or npm.",
                    min = 1)
            List<Owner> of) {
        public Parameters {
            of = List.copyOf(of);
        }
    }

    /** Whose caches there are. */
    public enum Owner {
        /** Downloads of Python's package managers. */
        PYTHON(
                "Python packages as they were downloaded",
                EnumSet.of(Nature.PIP_DOWNLOAD, Nature.WHEEL, Nature.SDIST, Nature.UV_CACHE, Nature.CONDA_PACKAGE)),
        /** Lists of what Debian's archive has. */
        APT_LISTS("apt's package lists", EnumSet.of(Nature.APT_LIST)),
        /** Downloads of apt. */
        APT_ARCHIVES("Debian packages as they were downloaded", EnumSet.of(Nature.APT_ARCHIVE)),
        /** Downloads of npm. */
        NPM("npm's cache", EnumSet.of(Nature.NPM_CACHE));

        private final String shown;
        private final Set<Nature> natures;

        Owner(String shown, Set<Nature> natures) {
            this.shown = shown;
            this.natures = natures;
        }
    }

    /**
     * With these Python equips new virtual environments: a Python has them, Debian's packages for it, and virtualenv. What
     * else lies there is no part of them.
     */
    private static final Pattern EQUIPMENT_FOLDER =
            Pattern.compile(".*/(?:ensurepip/_bundled|share/python-wheels|virtualenv/seed/wheels/embed)/[^/]+\\.whl");

    private static final Pattern EQUIPMENT = Pattern.compile("(?:pip|setuptools|wheel|distlib|pkg_resources)-.*");

    @Override
    public String kind() {
        return "caches.absent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "`pip install --no-cache-dir` keeps no downloads, and `rm -rf /var/lib/apt/lists/*` belongs in the RUN that fetched "
                + "them: what a later step deletes stays in the layer below.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#size";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String names = parameters.of().stream().map(owner -> owner.shown).collect(Collectors.joining(", "));
        Set<Nature> wanted = parameters.of().stream()
                .flatMap(owner -> owner.natures.stream())
                .collect(Collectors.toSet());
        Map<Entry, RecognisedFile> found =
                Recognised.above(seen, file -> wanted.contains(file.nature()) && !isEquipment(file));
        return new LeftFiles(
                        seen,
                        "in no layer above the base: " + names,
                        entry -> describe(Objects.requireNonNull(found.get(entry))))
                .judge(List.copyOf(found.keySet()));
    }

    private static boolean isEquipment(RecognisedFile file) {
        return file.nature() == Nature.WHEEL
                && EQUIPMENT.matcher(file.detail()).matches()
                && EQUIPMENT_FOLDER.matcher(file.path()).matches();
    }

    private static String describe(RecognisedFile file) {
        String detail = file.detail().isEmpty() ? "" : " (" + Printable.of(file.detail(), 60) + ")";
        return switch (file.nature()) {
            case PIP_DOWNLOAD -> "an entry of pip's cache";
            case WHEEL -> "a wheel" + detail;
            case SDIST -> "a package's sources" + detail;
            case UV_CACHE -> "the mark of uv's cache";
            case CONDA_PACKAGE -> "a conda package" + detail;
            case NPM_CACHE -> "an entry of npm's cache";
            case APT_LIST -> "a list of apt's" + detail;
            case APT_ARCHIVE -> "a download of apt's" + detail;
            case BUILD_TOOL, PYTHON, GPU_DRIVER, CUDA_DEVELOPMENT -> "";
        };
    }
}
