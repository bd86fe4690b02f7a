package dev.drydock.dockerfile;

import java.util.Locale;
import java.util.Optional;

/**
 * What an image is made for, without the variant.
 *
 * @param system such as linux
 * @param architecture as Go calls it, such as amd64
 */
record Platform(String system, String architecture) {

    /** Sandboxes run on the machine that Drydock runs on, so that its architecture is the build's. */
    static final Platform NATIVE = new Platform("linux", normal(System.getProperty("os.arch", "amd64")));

    /** Reads {@code linux/amd64}, {@code linux/arm64/v8}, or one of the two words alone; empty where it is neither. */
    static Optional<Platform> of(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("/", -1);
        return switch (parts.length) {
            case 1 ->
                isSystem(parts[0])
                        ? Optional.of(new Platform(parts[0], NATIVE.architecture()))
                        : Optional.of(new Platform(NATIVE.system(), normal(parts[0])));
            case 2, 3 -> Optional.of(new Platform(parts[0], normal(parts[1])));
            default -> Optional.empty();
        };
    }

    private static boolean isSystem(String word) {
        return switch (word) {
            case "linux", "windows", "darwin", "freebsd" -> true;
            default -> false;
        };
    }

    private static String normal(String architecture) {
        return switch (architecture) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    @Override
    public String toString() {
        return system + "/" + architecture;
    }
}
