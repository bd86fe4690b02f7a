package dev.drydock.grading;

import dev.drydock.grading.BuildReport.Layer;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.lint.report.LintEntry;
import dev.drydock.text.Quantities;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.List;
import java.util.function.Function;

/**
 * A verdict as text for a terminal, at most 96 columns wide. The outcome comes last, where the eye is when the text has
 * scrolled by. Nothing that a submission wrote is obeyed by the terminal.
 */
public final class VerdictText {

    private final TextStyle style;
    private final Function<String, List<String>> sources;
    private final StringBuilder out = new StringBuilder();

    private VerdictText(TextStyle style, Function<String, List<String>> sources) {
        this.style = style;
        this.sources = sources;
    }

    /**
     * Renders a verdict.
     *
     * @param sources the lines of a file of the submission, none when there is no such file; guilty lines are quoted
     * @param colour whether to use ANSI colours
     * @return lines, each with a line break at its end
     */
    public static String render(Verdict verdict, Function<String, List<String>> sources, boolean colour) {
        return new VerdictText(colour ? TextStyle.COLOUR : TextStyle.PLAIN, sources).render(verdict);
    }

    private String render(Verdict verdict) {
        out.append(style.paint(Ink.BOLD, verdict.exercise())).append("\n\n");
        CheckText checks = new CheckText(style, sources, out);
        for (CheckResult check : verdict.causes()) {
            checks.write(check);
            verdict.below(check).forEach(below -> checks.writeBelow(below, check));
        }
        verdict.problem().ifPresent(problem -> {
            out.append(verdict.checks().isEmpty() ? "" : "\n");
            new ProblemText(style, sources, out).write(problem);
        });
        remarks(verdict);
        verdict.build().ifPresent(build -> {
            new StepsText(style, out).write(build, verdict.rebuild().stream().toList(), verdict.problem());
            sizes(build, verdict);
        });
        result(verdict);
        return out.toString();
    }

    /** What the linter says; one line each, as `drydock lint` tells the rest. */
    private void remarks(Verdict verdict) {
        if (verdict.findings().isEmpty()) {
            return;
        }
        out.append('\n');
        paragraph("The linter's remarks, which earn no points; `drydock lint` tells more:", Ink.FAINT);
        for (LintEntry remark : verdict.findings()) {
            String place = "line " + remark.line() + ", " + remark.rule();
            String rest = TextStyle.cut(remark.message(), TextStyle.WIDTH - place.length() - 4);
            out.append("  ")
                    .append(style.paint(Ink.YELLOW, place))
                    .append("  ")
                    .append(style.paint(Ink.FAINT, rest))
                    .append('\n');
        }
    }

    private void paragraph(String text, Ink ink) {
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - 2)) {
            out.append("  ").append(style.paint(ink, line)).append('\n');
        }
    }

    private void sizes(BuildReport build, Verdict verdict) {
        out.append('\n');
        build.imageBytes().ifPresent(bytes -> {
            long own = build.layers().stream()
                    .filter(layer -> !layer.base())
                    .mapToLong(Layer::bytes)
                    .sum();
            paragraph(
                    "image " + Quantities.bytes(bytes) + ", " + Quantities.bytes(own)
                            + " of it above the base; context " + Quantities.bytes(build.contextBytes()),
                    Ink.FAINT);
        });
        Verdict.Timings took = verdict.timings();
        String rebuild = took.rebuildMillis() > 0 ? "rebuild " + Quantities.seconds(took.rebuildMillis()) + ", " : "";
        String run = took.runMillis() > 0 ? "run " + Quantities.seconds(took.runMillis()) + ", " : "";
        paragraph(
                "build " + Quantities.seconds(took.buildMillis()) + ", " + rebuild + run + "in all "
                        + Quantities.seconds(took.totalMillis()),
                Ink.FAINT);
        verdict.machine().ifPresent(machine -> paragraph(machine.describe(), Ink.FAINT));
    }

    private void result(Verdict verdict) {
        String score = verdict.score() + " of " + verdict.maxScore() + " points";
        String banner = switch (verdict.outcome()) {
            case PASSED -> style.paint(Ink.GREEN_BANNER, "PASSED") + "  " + score;
            case FAILED -> style.paint(Ink.RED_BANNER, "NOT PASSED") + "  " + score;
            case INVALID -> style.paint(Ink.YELLOW_BANNER, "REFUSED") + "  Nothing was built; it costs no attempt.";
            case ERROR -> style.paint(Ink.RED_BANNER, "ERROR") + "  Drydock's fault; it costs no attempt.";
        };
        out.append("\n  ").append(banner).append(counts(verdict)).append('\n');
    }

    private static String counts(Verdict verdict) {
        if (verdict.outcome() == Outcome.INVALID || verdict.outcome() == Outcome.ERROR) {
            return "";
        }
        return count(verdict, Finding.Status.FAILED, "failed")
                + count(verdict, Finding.Status.PARTIAL, "partly passed")
                + count(verdict, Finding.Status.SKIPPED, "not tried")
                + count(verdict, Finding.Status.NOT_VERIFIED, "not verified here");
    }

    private static String count(Verdict verdict, Finding.Status status, String words) {
        long count = verdict.checks().stream()
                .map(CheckResult::status)
                .filter(status::equals)
                .count();
        return count == 0 ? "" : ", " + count + " " + words;
    }
}
