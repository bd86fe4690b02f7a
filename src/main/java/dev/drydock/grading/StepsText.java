package dev.drydock.grading;

import dev.drydock.grading.BuildReport.Step;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.text.Quantities;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.List;
import java.util.Optional;

/** The steps of the first build and of rebuilds side by side. */
public final class StepsText {

    private static final int LINE = 5;
    private static final int TIME = 12;
    private static final int WIDE = 34;
    private static final int NARROW = 24;

    private final TextStyle style;
    private final StringBuilder out;

    /**
     * @param out written to
     */
    public StepsText(TextStyle style, StringBuilder out) {
        this.style = style;
        this.out = out;
    }

    /**
     * Writes the table; nothing when no step was begun.
     *
     * @param problem that ended the first build, if one did
     */
    public void write(BuildReport build, List<RebuildReport> rebuilds, Optional<Problem> problem) {
        List<Step> steps = build.steps().stream().filter(StepsText::isWork).toList();
        if (steps.isEmpty()) {
            return;
        }
        List<String> again = rebuilds.stream()
                .map(report -> heading(report, rebuilds.size() > 1))
                .toList();
        int columns = again.stream().mapToInt(heading -> heading.length() + 2).sum();
        int text = TextStyle.WIDTH - 4 - LINE - TIME - columns;
        out.append("\n  ")
                .append(style.paintPadded(Ink.FAINT, "line", LINE))
                .append(" ".repeat(text + 2))
                .append(style.paintPadded(Ink.FAINT, "build", TIME));
        again.forEach(heading -> out.append(style.paintPadded(Ink.FAINT, heading, heading.length() + 2)));
        out.append('\n');
        for (Step step : steps) {
            out.append("  ")
                    .append(style.paintPadded(
                            Ink.FAINT, step.line().map(String::valueOf).orElse(""), LINE))
                    .append("  ")
                    .append(TextStyle.pad(TextStyle.cut(name(step), text), text))
                    .append(
                            problem.filter(ended -> ended.isAt(step)).isPresent()
                                    ? style.paintPadded(Ink.RED, "failed", TIME)
                                    : time(step, TIME));
            for (int i = 0; i < again.size(); i++) {
                out.append(time(rebuilds.get(i), step, again.get(i).length() + 2));
            }
            out.append('\n');
        }
    }

    private static String heading(RebuildReport report, boolean narrow) {
        String files = String.join(", ", report.edited());
        return narrow ? TextStyle.cut("edited " + files, NARROW) : TextStyle.cut("after editing " + files, WIDE);
    }

    private String time(RebuildReport report, Step step, int width) {
        return report.steps().stream()
                .filter(other -> same(other, step))
                .findFirst()
                .map(found -> time(found, width))
                .orElseGet(() -> style.paintPadded(Ink.FAINT, "–", width));
    }

    private String time(Step step, int width) {
        if (step.cached()) {
            return style.paintPadded(Ink.GREEN, "cached", width);
        }
        return step.notRun()
                .map(why -> style.paintPadded(Ink.FAINT, why.inWords(step.sameAs()), width))
                .orElseGet(() -> style.paintPadded(Ink.PLAIN, Quantities.seconds(step.millis()), width));
    }

    private static boolean same(Step one, Step other) {
        return one.stage().equals(other.stage())
                && one.line().equals(other.line())
                && one.instruction().equals(other.instruction());
    }

    /** FROM takes no time and is never said to be cached. */
    private static boolean isWork(Step step) {
        return !step.instruction().regionMatches(true, 0, "FROM ", 0, 5);
    }

    private static String name(Step step) {
        return (step.stage().isEmpty() ? "" : "[" + step.stage() + "] ") + step.instruction();
    }
}
