package dev.drydock.grading.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image demands of the host in a variable {@code NVIDIA_REQUIRE_…}, such as
 * {@code cuda>=11.8 brand=tesla,driver>=450,driver<451}: alternatives stand apart by blanks, and all conditions of one, which
 * commas join, have to hold (NVIDIA container toolkit, "Constraints"). They are read from the front, and no further than to the
 * first alternative that holds: what cannot be read before that is refused, whatever comes after. Brands of GPUs are not known
 * here.
 */
record CudaRequirement(String text) {

    private static final Pattern CONDITION = Pattern.compile(
            "(?<what>cuda|driver|arch|brand)(?<operator>>=|<=|!=|=|>|<)(?<value>[^<>=!].*)", Pattern.CASE_INSENSITIVE);

    /** Whether a host meets it. */
    enum Met {
        YES,
        /** If its GPU is of a brand that is named. */
        DEPENDS,
        NO,
        /** It cannot be read, and the toolkit starts no container. */
        UNREADABLE
    }

    Met by(CudaDriver driver) {
        Met best = Met.NO;
        List<String> alternatives = words(text, " ");
        for (String alternative : alternatives) {
            Met met = alternative(alternative, driver);
            if (met == Met.YES || met == Met.UNREADABLE) {
                return best == Met.DEPENDS ? best : met;
            }
            best = met.compareTo(best) < 0 ? met : best;
        }
        return alternatives.isEmpty() ? Met.YES : best;
    }

    /** As far as to the first condition that does not hold. */
    private static Met alternative(String conditions, CudaDriver driver) {
        Met met = Met.YES;
        for (String condition : words(conditions, ",")) {
            Met next = condition(condition, driver);
            if (next == Met.NO || next == Met.UNREADABLE) {
                return met == Met.DEPENDS ? Met.NO : next;
            }
            met = next.compareTo(met) > 0 ? next : met;
        }
        return met;
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Met condition(String condition, CudaDriver driver) {
        Matcher parts = CONDITION.matcher(condition);
        if (!parts.matches()) {
            return Met.UNREADABLE;
        }
        String what = parts.group("what").toLowerCase(Locale.ROOT);
        if (what.equals("brand") || what.equals("arch")) {
            return Met.DEPENDS;
        }
        if (!DottedVersion.isOne(parts.group("value"))) {
            return Met.UNREADABLE;
        }
        DottedVersion have = what.equals("cuda") ? driver.cuda() : driver.version();
        int order = have.compareTo(new DottedVersion(parts.group("value")));
        return holds(order, parts.group("operator")) ? Met.YES : Met.NO;
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
