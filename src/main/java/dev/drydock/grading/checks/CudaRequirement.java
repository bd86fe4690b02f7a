package dev.drydock.grading.checks;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image demands of the host in a variable {@code NVIDIA_REQUIRE_…}, such as
 * {@code cuda>=11.8 brand=tesla,driver>=450,driver<451}: alternatives stand apart by blanks, and all conditions of one, which
 * commas join, have to hold (NVIDIA container toolkit, "Constraints"). Brands of GPUs are not known here.
 */
record CudaRequirement(String text) {

    private static final Pattern CONDITION = Pattern.compile("(cuda|driver|arch|brand)(>=|<=|!=|=|>|<)(.+)");

    /** Whether a host meets it. */
    enum Met {
        YES,
        /** If its GPU is of a brand that is named. */
        DEPENDS,
        NO
    }

    Met by(CudaDriver driver) {
        if (text.isBlank()) {
            return Met.YES;
        }
        return Arrays.stream(text.strip().split("\\s+"))
                .map(alternative -> alternative(alternative, driver))
                .min(Enum::compareTo)
                .orElse(Met.YES);
    }

    private static Met alternative(String conditions, CudaDriver driver) {
        return Arrays.stream(conditions.split(","))
                .map(condition -> condition(condition, driver))
                .max(Enum::compareTo)
                .orElse(Met.YES);
    }

    private static Met condition(String condition, CudaDriver driver) {
        Matcher parts = CONDITION.matcher(condition);
        if (!parts.matches()) {
            return Met.NO;
        }
        String what = parts.group(1);
        if (what.equals("brand") || what.equals("arch")) {
            return Met.DEPENDS;
        }
        if (!DottedVersion.isOne(parts.group(3))) {
            return Met.NO;
        }
        DottedVersion have = what.equals("cuda") ? driver.cuda() : driver.version();
        return holds(have.compareTo(new DottedVersion(parts.group(3))), parts.group(2)) ? Met.YES : Met.NO;
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            case "!=" -> order != 0;
            default -> order == 0;
        };
    }
}
