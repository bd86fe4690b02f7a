package dev.drydock.content.interactive;

import dev.drydock.content.lesson.LessonSettings.Source;
import dev.drydock.yaml.Key;
import java.util.List;

/** {@code cuda-drivers.yaml}: which driver runs programs made with which CUDA. */
public record CudaTable(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "What the table rests on.", min = 1) List<Source> sources,

        @Key(value = "What each branch of the driver ships with.", min = 1)
        List<Branch> branches,

        @Key(value = "From which driver on any CUDA of a major version runs, if with limits.", min = 1)
        List<Major> majors,

        @Key(value = "Pairs with what comes of them.", min = 1)
        List<Case> cases) {

    private static final String VERSION = "[0-9]{1,3}\\.[0-9]{1,2}";
    private static final String VERSION_MEANS = "major and minor version, such as 11.8";
    /** More than any major version had minor ones. */
    private static final int MINORS = 100;

    public CudaTable {
        sources = List.copyOf(sources);
        branches = List.copyOf(branches);
        majors = List.copyOf(majors);
        cases = List.copyOf(cases);
    }

    /** A branch of the driver. */
    public record Branch(
            @Key(value = "Number that its releases begin with.", min = 1)
            int driver,

            @Key(value = "The newest CUDA that it knows.", pattern = VERSION, patternMeans = VERSION_MEANS)
            String shipsWith) {}

    /** A major version of CUDA. */
    public record Major(
            @Key(value = "Such as 12.", min = 1) int cuda,

            @Key(
                    value = "The oldest driver that runs programs of this major version.",
                    pattern = "[0-9]{1,4}(?:\\.[0-9]{1,4})*",
                    patternMeans = "a driver's version, such as 525.60.13")
            String leastDriver) {}

    /** What GPUs are made for: only the first kind can use the compatibility package. */
    public enum GpuClass {
        DATACENTRE,
        CONSUMER
    }

    /** What comes of a driver and an image. */
    public enum Result {
        /** It runs. */
        RUNS,
        /** It runs, but what the newer CUDA brought may not. */
        LIMITED,
        /** It runs with the package cuda-compat in the image. */
        NEEDS_COMPAT,
        /** It does not run. */
        REFUSED
    }

    /** A pair. */
    public record Case(
            @Key(value = "Branch of the host's driver, at a recent release.", min = 1)
            int driver,

            @Key(
                    value = "CUDA that the image's program was made with.",
                    pattern = VERSION,
                    patternMeans = VERSION_MEANS)
            String imageCuda,

            @Key("What the GPU is made for.") GpuClass gpuClass,
            @Key("What comes of it, by the rule.") Result result,

            @Key(value = "Why, and what may happen all the same.", min = 1)
            String because) {}

    /**
     * What the rule says: a driver runs what is not newer than itself; within a major version it runs newer ones with limits;
     * an older driver needs the compatibility package, which is made for data centres' GPUs only (NVIDIA, CUDA
     * Compatibility).
     *
     * @param driver a branch of this table
     * @throws IllegalArgumentException if the table has no such branch
     */
    public Result result(int driver, String imageCuda, GpuClass gpuClass) {
        Branch branch = branches.stream()
                .filter(one -> one.driver() == driver)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table has no driver " + driver));
        if (number(branch.shipsWith()) >= number(imageCuda)) {
            return Result.RUNS;
        }
        boolean sameMajor = number(branch.shipsWith()) / MINORS == number(imageCuda) / MINORS;
        if (sameMajor && isEnough(driver, number(imageCuda) / MINORS)) {
            return Result.LIMITED;
        }
        return gpuClass == GpuClass.DATACENTRE ? Result.NEEDS_COMPAT : Result.REFUSED;
    }

    private static int number(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) * MINORS + Integer.parseInt(parts[1]);
    }

    private boolean isEnough(int driver, int major) {
        return majors.stream()
                .filter(one -> one.cuda() == major)
                .anyMatch(one -> driver >= Integer.parseInt(one.leastDriver().split("\\.")[0]));
    }
}
