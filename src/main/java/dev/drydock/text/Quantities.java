package dev.drydock.text;

import java.util.Locale;

/** Measures as people read them. */
public final class Quantities {

    private Quantities() {}

    /** Decimal units, as Docker prints them. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    public static String seconds(long millis) {
        return millis < 100_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1e3) : Math.round(millis / 1e3) + " s";
    }
}
