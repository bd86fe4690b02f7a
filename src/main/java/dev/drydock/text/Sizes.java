package dev.drydock.text;

import java.util.Locale;

/** Sizes as limits are written. */
public final class Sizes {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /** In the largest binary unit of which there is at least one, with at most two digits behind the point. */
    public static String binary(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
        return number + " " + UNITS[unit];
    }
}
