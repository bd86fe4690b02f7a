package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes what processes of Drydock that are no longer alive left on the outer engine: containers, networks and
 * volumes that carry an owner. What a living process owns is never touched, and neither is what has no owner, such as
 * prepared images.
 */
public final class Sweeper {

    private final OuterEngine outer;

    public Sweeper(OuterEngine outer) {
        this.outer = outer;
    }

    /** @return how many things were removed */
    public int sweep() {
        List<Labelled> containers = orphans(outer.containers(Owner.LABEL)).toList();
        containers.forEach(container -> outer.removeContainer(container.id()));
        List<Labelled> networks = orphans(outer.networks(Owner.LABEL)).toList();
        networks.forEach(this::removeNetwork);
        List<Labelled> volumes = orphans(outer.volumes(Owner.LABEL)).toList();
        volumes.forEach(volume -> outer.removeVolume(volume.id()));
        return containers.size() + networks.size() + volumes.size();
    }

    /** Sweeps, and takes the mirror away as well unless a living process still has sandboxes. */
    public int sweepWithMirror() {
        int swept = sweep();
        if (!outer.containers(Owner.LABEL).isEmpty()) {
            return swept;
        }
        List<Labelled> mirrors = outer.containers(Mirror.LABELLED);
        mirrors.forEach(mirror -> outer.removeContainer(mirror.id()));
        return swept + mirrors.size();
    }

    /** How many things {@link #sweep} would remove. */
    long orphans() {
        return Stream.of(
                        orphans(outer.containers(Owner.LABEL)),
                        orphans(outer.networks(Owner.LABEL)),
                        orphans(outer.volumes(Owner.LABEL)))
                .mapToLong(Stream::count)
                .sum();
    }

    /** The mirror is still on the networks of sandboxes whose process was killed, and a network in use stays. */
    private void removeNetwork(Labelled network) {
        for (Labelled mirror : outer.containers(Mirror.LABELLED)) {
            outer.disconnect(network.id(), mirror.id());
        }
        outer.removeNetwork(network.id());
    }

    private static Stream<Labelled> orphans(List<Labelled> owned) {
        return owned.stream().filter(one -> isOrphan(one.labels()));
    }

    private static boolean isOrphan(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(Owner.LABEL))
                .flatMap(Owner::parse)
                .filter(owner -> !owner.isAlive())
                .isPresent();
    }
}
