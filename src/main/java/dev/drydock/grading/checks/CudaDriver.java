package dev.drydock.grading.checks;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A driver of NVIDIA's on Linux, and which CUDA runs on it. A driver runs the CUDA that it came with and every older one; of
 * a newer minor version of the same major one it runs what needs no new feature of the driver (NVIDIA's CUDA compatibility
 * guide, docs.nvidia.com/deploy/cuda-compatibility; the branches are those of the CUDA release notes).
 */
record CudaDriver(DottedVersion version) {

    /** The CUDA version that a branch of the driver came with. */
    private static final NavigableMap<Integer, String> BRANCHES = new TreeMap<>(Map.ofEntries(
            Map.entry(450, "11.0"),
            Map.entry(455, "11.1"),
            Map.entry(460, "11.2"),
            Map.entry(465, "11.3"),
            Map.entry(470, "11.4"),
            Map.entry(495, "11.5"),
            Map.entry(510, "11.6"),
            Map.entry(515, "11.7"),
            Map.entry(520, "11.8"),
            Map.entry(525, "12.0"),
            Map.entry(530, "12.1"),
            Map.entry(535, "12.2"),
            Map.entry(545, "12.3"),
            Map.entry(550, "12.4"),
            Map.entry(555, "12.5"),
            Map.entry(560, "12.6"),
            Map.entry(570, "12.8"),
            Map.entry(575, "12.9"),
            Map.entry(580, "13.0")));

    /** The least driver for any minor version of a major one. */
    private static final Map<Integer, String> LEAST = Map.of(11, "450.80.02", 12, "525.60.13", 13, "580");

    /** How well a CUDA version runs. */
    enum Fit {
        /** It does, with all that it can. */
        FULL,
        /** It does, without what is new in its minor version. */
        LIMITED,
        /** It does not. */
        NONE
    }

    /** The newest CUDA version that the driver fully runs, as nvidia-smi shows it. */
    DottedVersion cuda() {
        Map.Entry<Integer, String> branch = BRANCHES.floorEntry(version.at(0));
        return new DottedVersion(branch == null ? "0" : branch.getValue());
    }

    Fit fit(DottedVersion cuda) {
        if (cuda().isAtLeast(new DottedVersion(cuda.minor()))) {
            return Fit.FULL;
        }
        String least = LEAST.get(cuda.at(0));
        return least != null && version.isAtLeast(new DottedVersion(least)) ? Fit.LIMITED : Fit.NONE;
    }
}
