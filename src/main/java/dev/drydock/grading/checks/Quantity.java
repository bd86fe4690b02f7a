package dev.drydock.grading.checks;

import java.time.Duration;
import java.util.Locale;

/** Writes measured values with their units, the same everywhere. */
final class Quantity {

    private Quantity() {}

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** In megabytes, and below one in kilobytes or bytes. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        return bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3) : megabytes(bytes);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** In milliseconds below one second. */
    static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        String seconds = String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
        return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
    }
}
