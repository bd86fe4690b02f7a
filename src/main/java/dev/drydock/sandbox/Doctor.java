package dev.drydock.sandbox;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks at what Drydock needs of this machine, and changes nothing. */
public final class Doctor {

    private static final long GIB = 1L << 30;
    /** Images, bases, and two sandboxes that are filled to their limit. */
    private static final long DISK_WANTED = 20 * GIB;

    private final Home home;

    public Doctor(Home home) {
        this.home = home;
    }

    /**
     * One thing that was looked at.
     *
     * @param mend what to do about it; empty when all is well
     */
    public record Examined(String what, State state, String seen, Optional<String> mend) {

        public String mark() {
            return switch (state) {
                case WELL -> "✓";
                case CONCERN -> "!";
                case BROKEN -> "✗";
            };
        }

        public boolean isBroken() {
            return state == State.BROKEN;
        }

        public static Examined well(String what, String seen) {
            return new Examined(what, State.WELL, seen, Optional.empty());
        }

        public static Examined concern(String what, String seen, String mend) {
            return new Examined(what, State.CONCERN, seen, Optional.of(mend));
        }

        public static Examined broken(String what, String seen, String mend) {
            return new Examined(what, State.BROKEN, seen, Optional.of(mend));
        }
    }

    /** How it is. */
    public enum State {
        WELL,
        /** Works with less than there could be, or has yet to be prepared. */
        CONCERN,
        BROKEN
    }

    public List<Examined> examine() {
        List<Examined> all = new ArrayList<>();
        try (OuterEngine outer = OuterEngine.connect()) {
            outer.ping();
            OuterInfo info = outer.info();
            all.add(Examined.well("engine", "Docker " + info.version() + ", " + info.storageDriver()));
            all.add(Examined.well("cgroups", "version " + info.cgroupVersion()));
            all.add(disk(outer.freeDiskBytes()));
            all.addAll(prepared(outer));
            all.add(leftovers(outer));
            all.add(gpu(outer));
        } catch (EngineException noEngine) {
            all.add(Examined.broken(
                    "engine",
                    "none answers: " + noEngine.getMessage(),
                    "Run ./drydock up, which starts or installs one, or set DOCKER_HOST."));
        }
        all.add(tools());
        return all;
    }

    private static Examined disk(OptionalLong free) {
        if (free.isEmpty()) {
            return Examined.well("disk", "not on this machine, so not measured");
        }
        String seen = free.getAsLong() / GIB + " GiB free for the engine";
        return free.getAsLong() >= DISK_WANTED
                ? Examined.well("disk", seen)
                : Examined.concern("disk", seen, "Free some: " + DISK_WANTED / GIB + " GiB keep two sandboxes safe.");
    }

    private List<Examined> prepared(OuterEngine outer) {
        var preparation = new Preparation(outer, home, Limits.standard(), Progress.silent());
        List<Examined> all = new ArrayList<>();
        all.add(image(outer, "sandbox", preparation.sandboxImage()));
        all.add(image(outer, "mirror", preparation.mirrorImage()));
        for (Base base : BaseCatalogue.load(home).bases()) {
            Optional<PreparedBase> there = preparation.find(base);
            all.add(there.map(found -> Examined.well("base", base.ref() + " is prepared, " + found.digest()))
                    .orElseGet(() -> Examined.concern(
                            "base",
                            base.ref() + " is not prepared",
                            "It is prepared when first needed, or by ./drydock bases prepare " + base.ref() + ".")));
        }
        return all;
    }

    private static Examined image(OuterEngine outer, String what, String tag) {
        return outer.imageLabels(tag).isPresent()
                ? Examined.well(what, tag + " is prepared")
                : Examined.concern(what, "its image is not prepared", "Run ./drydock up.");
    }

    private static Examined leftovers(OuterEngine outer) {
        long orphans = new Sweeper(outer).orphans();
        return orphans == 0
                ? Examined.well("leftovers", "nothing of processes that were killed")
                : Examined.concern(
                        "leftovers",
                        orphans + " things of processes that were killed",
                        "The next command sweeps them.");
    }

    private static Examined gpu(OuterEngine outer) {
        if (GpuSource.isMachine(outer)) {
            return Examined.well("gpu", "the engine gives containers the machine's");
        }
        if (outer.givesGpus()) {
            return Examined.concern(
                    "gpu", "simulated, as " + GpuSource.VARIABLE + " says", "Unset it to use the machine's own.");
        }
        return Files.exists(Path.of("/dev/nvidiactl"))
                ? Examined.concern(
                        "gpu",
                        "an NVIDIA driver is loaded, but the engine cannot hand its GPUs on, so that they are simulated",
                        "Install NVIDIA's container toolkit, run nvidia-ctk runtime configure --runtime=docker, and restart "
                                + "the engine.")
                : Examined.concern(
                        "gpu",
                        "none, so that two are simulated",
                        "Checks that need a real GPU are reported as not verified.");
    }

    private static Examined tools() {
        boolean there = Stream.of("/usr/bin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mmdebstrap")));
        return there
                ? Examined.well("tools", "mmdebstrap makes bases from Debian's packages")
                : Examined.concern(
                        "tools",
                        "mmdebstrap is missing, so bases cannot be made here",
                        "Run ./drydock up, or install the package mmdebstrap.");
    }
}
