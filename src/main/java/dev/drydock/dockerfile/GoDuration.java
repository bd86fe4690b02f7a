package dev.drydock.dockerfile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 1m30s}; the options of HEALTHCHECK take them. */
final class GoDuration {

    private static final Pattern WHOLE =
            Pattern.compile("0|(?:(?:\\d{1,18}+(?:\\.\\d{0,18}+)?|\\.\\d{1,18}+)(?:ns|us|µs|μs|ms|s|m|h)){1,8}");
    private static final Pattern PART = Pattern.compile("([\\d.]++)([a-zµμ]++)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Empty where the text is no duration, or one that Go cannot hold. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String number = part.group(1).startsWith(".") ? "0" + part.group(1) : part.group(1);
            long unit = NANOS.getOrDefault(part.group(2), 0L);
            nanos = nanos.add(
                    new BigDecimal(number.endsWith(".") ? number + "0" : number).multiply(BigDecimal.valueOf(unit)));
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }
}
