package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import dev.drydock.engine.SandboxShell.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The volume that every sandbox reads its bases from. It is filled by a nested engine of its own, base after base. A
 * base counts as there once a small marker volume says so, which is made after the engine was shut down cleanly: a
 * label of the seed itself could not be changed any more.
 */
final class Seed {

    private static final String BASE_LABEL = "dev.drydock.base";
    private static final String SEED_LABEL = "dev.drydock.seed";
    private static final String FILLING = "filling";
    /** The largest base is 2.3 GB, which is compressed for the registry and unpacked again on whatever disk there is. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final OuterEngine outer;
    private final Home home;
    private final String volume;

    Seed(OuterEngine outer, Home home, String sandboxFingerprint) {
        this.outer = outer;
        this.home = home;
        this.volume = "drydock-seed-" + sandboxFingerprint;
    }

    String volume() {
        return volume;
    }

    /** The base as it lies in the seed, if it is there in this version. */
    Optional<PreparedBase> find(Base base, String fingerprint) {
        return outer.volumes(SEED_LABEL + "=" + volume).stream()
                .filter(marker -> marker.id().equals(markerOf(base, fingerprint)))
                .map(marker -> prepared(base, marker))
                .findFirst();
    }

    private static PreparedBase prepared(Base base, Labelled marker) {
        return new PreparedBase(
                base.ref(),
                marker.labels().getOrDefault("dev.drydock.image", ""),
                marker.labels().getOrDefault("dev.drydock.digest", ""),
                PreparedBase.Source.STAND_IN);
    }

    private String markerOf(Base base, String fingerprint) {
        return volume + "-" + base.ref().replace(':', '-').replace('/', '-') + "-" + fingerprint;
    }

    /** Whether a process was killed while it filled the seed: what it left may be half of something. */
    boolean isBroken() {
        return outer.volumes(SEED_LABEL + "=" + volume).stream()
                .anyMatch(marker -> marker.id().equals(volume + "-" + FILLING));
    }

    /** Starts over if the seed is broken, or if somebody removed it and left the markers. */
    void discardIfBroken() {
        List<Labelled> markers = outer.volumes(SEED_LABEL + "=" + volume);
        boolean there = outer.volumes(Mirror.ROLE_LABEL + "=seed").stream()
                .anyMatch(seed -> seed.id().equals(volume));
        if (isBroken() || (!markers.isEmpty() && !there)) {
            outer.removeVolume(volume);
            markers.forEach(marker -> outer.removeVolume(marker.id()));
        }
    }

    /**
     * Adds a base.
     *
     * @param rootfs tar of its root file system
     */
    PreparedBase add(
            Base base,
            String fingerprint,
            Recipe recipe,
            Path rootfs,
            Mirror mirror,
            String sandboxImage,
            Limits limits) {
        outer.createVolume(volume, Map.of(Mirror.ROLE_LABEL, "seed"));
        String filling = volume + "-" + FILLING;
        outer.createVolume(filling, Map.of(SEED_LABEL, volume));
        String[] idAndDigest;
        try (Sandbox sandbox = Sandbox.start(outer, mirror, sandboxImage, volume, SandboxContainer.Mode.SEED, limits)) {
            idAndDigest = fill(base, recipe, rootfs, mirror, sandbox);
            outer.stop(sandbox.containerId(), Duration.ofSeconds(30));
        }
        outer.createVolume(
                markerOf(base, fingerprint),
                Map.of(
                        SEED_LABEL,
                        volume,
                        BASE_LABEL,
                        base.ref(),
                        "dev.drydock.image",
                        idAndDigest[0],
                        "dev.drydock.digest",
                        idAndDigest[1]));
        outer.removeVolume(filling);
        return find(base, fingerprint).orElseThrow();
    }

    private String[] fill(Base base, Recipe recipe, Path rootfs, Mirror mirror, Sandbox sandbox) {
        String in = "/seed/incoming";
        String id = sandbox.containerId();
        outer.copyInto(id, rootfs, in + "/rootfs.tar");
        outer.copyInto(id, recipe.folder().resolve("changes"), in + "/changes");
        outer.copyInto(id, home.bases().resolve("layer"), in + "/layer");
        List<String> command = new ArrayList<>(List.of(
                "bash", "-s", "--", base.ref(), in + "/rootfs.tar", in + "/changes", in + "/layer", mirror.password()));
        command.addAll(base.aliases());
        Output output = outer.exec(id, command, script(), LIMIT);
        outer.exec(id, List.of("rm", "-rf", in), new byte[0], LIMIT);
        if (output.exitCode() != 0) {
            throw new PreparationException(
                    base.ref() + " could not be put into the seed: " + output.stderr(),
                    "Run ./drydock doctor; if it finds nothing, run ./drydock bases prepare again.");
        }
        String[] words =
                new String(output.stdout(), StandardCharsets.UTF_8).strip().split(" ", 2);
        String digest = words.length < 2 ? "" : words[1].substring(words[1].indexOf('@') + 1);
        return new String[] {words[0], digest};
    }

    private byte[] script() {
        try {
            return Files.readAllBytes(home.bases().resolve("seed").resolve("seed-base"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
