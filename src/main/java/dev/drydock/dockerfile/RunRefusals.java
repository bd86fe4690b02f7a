package dev.drydock.dockerfile;

import java.util.Set;

/** Refuses what RUN may ask the engine for and a sandbox does not give. */
final class RunRefusals {

    private static final Set<String> NETWORKS = Set.of("default", "none");

    private final Set<String> secrets;
    private final RefusalList found;

    RunRefusals(Set<String> secrets, RefusalList found) {
        this.secrets = secrets;
        this.found = found;
    }

    void check(Instruction instruction) {
        if (!instruction.keyword().equals("RUN")) {
            return;
        }
        for (Flag flag : instruction.flags()) {
            switch (flag.name()) {
                case "network" -> checkNetwork(flag);
                case "security" ->
                    found.add(
                            Refusal.Kind.SECURITY,
                            flag.source(),
                            "RUN --security would take the sandbox's walls down and is not offered here.",
                            "Delete the flag.");
                case "device" ->
                    found.add(
                            Refusal.Kind.DEVICE,
                            flag.source(),
                            "RUN --device is not offered here: no device is there while an image is built.",
                            "Delete the flag. What needs a GPU runs when the container does, not in a RUN.");
                case "mount" -> checkMount(Mount.of(flag.valueOrEmpty()), flag.source());
                default -> {}
            }
        }
    }

    private void checkNetwork(Flag flag) {
        if (!NETWORKS.contains(flag.valueOrEmpty())) {
            found.add(
                    Refusal.Kind.NETWORK,
                    flag.source(),
                    "RUN --network=" + Printable.of(flag.valueOrEmpty()) + " would leave the sandbox's network.",
                    "Delete the flag: packages are reached without it. --network=none is fine.");
        }
    }

    private void checkMount(Mount mount, SourceText part) {
        String type = mount.type();
        if (type.contains("$")) {
            found.add(
                    Refusal.Kind.MOUNT,
                    part,
                    "The type of a mount is not known before the build when it is a variable.",
                    "Write the type itself, such as type=cache.");
        } else if (type.equals("ssh")) {
            found.add(
                    Refusal.Kind.MOUNT,
                    part,
                    "No SSH agent is offered here.",
                    "Delete --mount=type=ssh and COPY what you need from the build context.");
        } else if (type.equals("secret") && !secrets.contains(mount.secret())) {
            found.add(
                    Refusal.Kind.MOUNT,
                    part,
                    "The secret \"" + Printable.of(mount.secret()) + "\" is not offered here.",
                    secrets.isEmpty()
                            ? "Delete --mount=type=secret: this exercise needs no secret."
                            : "Offered here: " + String.join(", ", secrets) + ".");
        }
    }
}
