package dev.drydock.lint.rules;

import dev.drydock.dockerfile.Flag;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Mount;
import java.util.Set;
import java.util.stream.Stream;

/** What a RUN mounts to write to. */
final class Mounts {

    private static final Set<String> OUTSIDE_OF_THE_IMAGE = Set.of("cache", "tmpfs");

    private Mounts() {}

    /** The mounts whose files do not become part of the image. */
    static Stream<Flag> outsideOfTheImage(Instruction run) {
        return run.flagsNamed("mount").stream()
                .filter(flag -> OUTSIDE_OF_THE_IMAGE.contains(
                        Mount.of(flag.valueOrEmpty()).type()));
    }

    /** Where it is mounted, without slashes at the end. */
    static String target(Flag mount) {
        String target = Mount.of(mount.valueOrEmpty()).target();
        int end = target.length();
        while (end > 0 && target.charAt(end - 1) == '/') {
            end--;
        }
        return target.substring(0, end);
    }
}
