package dev.drydock.grading;

import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.LineRange;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One check as text: a line, and below it what a learner needs to mend it. */
final class CheckText {

    /** Columns of mark and points, which everything below is indented by. */
    private static final int INDENT = 11;

    private static final int LABEL = 10;
    private static final int QUOTED_LINES = 3;

    private final TextStyle style;
    private final Function<String, List<String>> sources;
    private final StringBuilder out;

    /**
     * @param sources the lines of a file of the submission
     */
    CheckText(TextStyle style, Function<String, List<String>> sources, StringBuilder out) {
        this.style = style;
        this.sources = sources;
        this.out = out;
    }

    void write(CheckResult check) {
        heading(check, check.title());
        switch (check.status()) {
            case PASSED -> {}
            case FAILED, PARTIAL -> details(check, check.lines());
            case NOT_VERIFIED ->
                remark("Not verified here, and not counted. " + check.message().orElse(""));
            case SKIPPED -> remark(check.message().orElse("Not tried."));
            case ERROR -> remark("Drydock failed here: " + check.message().orElse("no reason is known"));
        }
    }

    /** Below a check that failed and tells the cause. */
    void writeBelow(CheckResult check, CheckResult cause) {
        if (check.status() == Finding.Status.SKIPPED) {
            heading(check, "└ not tried: " + check.title());
            check.message().filter(message -> !names(message, cause)).ifPresent(this::remark);
        } else {
            heading(check, "└ at the same line: " + check.title());
            details(check, check.lines().stream().skip(1).toList());
        }
    }

    /** Whether what is said is what its place says already. */
    private static boolean names(String message, CheckResult cause) {
        return message.contains("\"" + cause.title() + "\"");
    }

    private void heading(CheckResult check, String title) {
        String points = check.status() == Finding.Status.NOT_VERIFIED ? "–" : check.points() + "/" + check.maxPoints();
        out.append("  ")
                .append(style.paint(ink(check), mark(check)))
                .append(style.paintPadded(Ink.PLAIN, points, INDENT - 5))
                .append("  ");
        wrapped(title, INDENT, check.status() != Finding.Status.PASSED);
    }

    private void details(CheckResult check, List<LineRange> lines) {
        check.message().ifPresent(message -> {
            out.append(" ".repeat(INDENT));
            wrapped(message, INDENT, false);
        });
        labelled("expected", check.expected());
        labelled("actual", check.actual());
        lines.forEach(this::quote);
        labelled("hint", check.hint());
        labelled("lesson", check.lesson());
    }

    private void remark(String text) {
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - INDENT)) {
            out.append(" ".repeat(INDENT)).append(style.paint(Ink.FAINT, line)).append('\n');
        }
    }

    private void labelled(String label, Optional<String> text) {
        text.ifPresent(value -> {
            out.append(" ".repeat(INDENT)).append(style.paint(Ink.FAINT, label));
            out.append(" ".repeat(LABEL - label.length()));
            wrapped(value, INDENT + LABEL, false);
        });
    }

    /** The guilty lines as the learner wrote them. */
    private void quote(LineRange range) {
        List<String> source = sources.apply(range.file());
        int last = Math.min(range.end(), source.size());
        int shown = Math.min(last, range.start() + QUOTED_LINES - 1);
        if (range.start() > last) {
            out.append(" ".repeat(INDENT))
                    .append(style.paint(Ink.YELLOW, range.file() + ":" + range.start()))
                    .append('\n');
        }
        for (int number = range.start(); number <= shown; number++) {
            String place = range.file() + ":" + number;
            String more = number == shown && shown < last ? " …" : "";
            int room = TextStyle.WIDTH - INDENT - place.length() - 2 - more.length();
            out.append(" ".repeat(INDENT))
                    .append(style.paint(Ink.YELLOW, place))
                    .append("  ")
                    .append(TextStyle.cut(source.get(number - 1), room))
                    .append(more)
                    .append('\n');
        }
    }

    /** Text that begins at a column and goes on below it. */
    private void wrapped(String text, int column, boolean bold) {
        String prefix = "";
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - column)) {
            out.append(prefix).append(bold ? style.paint(Ink.BOLD, line) : line).append('\n');
            prefix = " ".repeat(column);
        }
    }

    private static String mark(CheckResult check) {
        return switch (check.status()) {
            case PASSED -> "✓";
            case PARTIAL -> "~";
            case FAILED -> "✗";
            case NOT_VERIFIED -> "?";
            case SKIPPED -> "–";
            case ERROR -> "!";
        };
    }

    private static Ink ink(CheckResult check) {
        return switch (check.status()) {
            case PASSED -> Ink.GREEN;
            case PARTIAL, NOT_VERIFIED -> Ink.YELLOW;
            case FAILED, ERROR -> Ink.RED;
            case SKIPPED -> Ink.FAINT;
        };
    }
}
