package dev.drydock.lint.report;

import dev.drydock.dockerfile.Span;
import dev.drydock.lint.LintFinding;
import dev.drydock.lint.Severity;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.ArrayList;
import java.util.List;

/** Findings for people, with the guilty part underlined. */
public final class LintText {

    private static final String INDENT = "    ";

    private final TextStyle style;
    private final StringBuilder out = new StringBuilder();

    private LintText(TextStyle style) {
        this.style = style;
    }

    /**
     * Renders findings.
     *
     * @return lines, each with a line break at its end
     */
    public static String render(List<LintedFile> files, boolean colour) {
        return new LintText(colour ? TextStyle.COLOUR : TextStyle.PLAIN).all(files);
    }

    private String all(List<LintedFile> files) {
        for (LintedFile file : files) {
            List<String> lines = file.text().lines().toList();
            file.findings().forEach(finding -> one(file, finding, lines));
        }
        out.append(summary(
                        files.stream().flatMap(file -> file.findings().stream()).toList()))
                .append('\n');
        return out.toString();
    }

    private void one(LintedFile file, LintFinding finding, List<String> lines) {
        Span span = finding.span();
        String severity = severity(finding.severity());
        String place =
                file.name() + ":" + span.start().line() + ":" + span.start().column();
        out.append(style.paint(Ink.BOLD, place))
                .append("  ")
                .append(style.paint(ink(finding.severity()), severity))
                .append("  ")
                .append(finding.rule())
                .append('\n');
        quote(span, lines);
        paragraph(finding.message(), Ink.PLAIN);
        paragraph(finding.mend(), Ink.BOLD);
        finding.lesson().ifPresent(lesson -> paragraph("lesson " + lesson, Ink.FAINT));
        out.append('\n');
    }

    /** The line where it begins. Characters are counted one column each, as most terminals show them. */
    private void quote(Span span, List<String> lines) {
        if (span.start().line() > lines.size()) {
            return;
        }
        String line = withoutMark(lines.get(span.start().line() - 1));
        int start = Math.min(span.start().column() - 1, line.length());
        boolean oneLine = span.end().line() == span.start().line();
        int end = oneLine
                ? Math.min(span.end().column() - 1, line.length())
                : line.stripTrailing().length();
        int width = TextStyle.WIDTH - INDENT.length();
        out.append(INDENT).append(TextStyle.cut(line.replace('\t', ' '), width)).append('\n');
        if (end > start && start < width) {
            String marks = " ".repeat(start) + "^".repeat(Math.min(end, width) - start);
            out.append(INDENT).append(marks).append('\n');
        }
    }

    /** Columns do not count a byte order mark. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private void paragraph(String text, Ink ink) {
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - INDENT.length())) {
            out.append(INDENT).append(style.paint(ink, line)).append('\n');
        }
    }

    private static String summary(List<LintFinding> findings) {
        if (findings.isEmpty()) {
            return "Nothing to remark.";
        }
        var counts = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (count > 0) {
                counts.add(count + " " + severity(severity) + (count == 1 ? "" : "s"));
            }
        }
        return String.join(", ", counts);
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "remark";
        };
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.RED;
            case WARNING -> Ink.YELLOW;
            case INFO -> Ink.FAINT;
        };
    }
}
