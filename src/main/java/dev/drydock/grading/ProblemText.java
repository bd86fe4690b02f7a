package dev.drydock.grading;

import dev.drydock.grading.Verdict.Problem;
import dev.drydock.text.Plain;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.List;
import java.util.function.Function;

/** Why something was not built, with its place, reason, mend and the end of the log. */
public final class ProblemText {

    private static final int LOG_LINES = 12;

    private final TextStyle style;
    private final Function<String, List<String>> sources;
    private final StringBuilder out;

    /**
     * @param sources the lines of a file of the submission, none when there is no such file
     * @param out written to
     */
    public ProblemText(TextStyle style, Function<String, List<String>> sources, StringBuilder out) {
        this.style = style;
        this.sources = sources;
        this.out = out;
    }

    /** Writes it, lines each with a line break at its end. */
    public void write(Problem problem) {
        String place = problem.file().orElse("")
                + problem.line().map(line -> ":" + line).orElse("");
        if (!place.isEmpty()) {
            out.append("  ")
                    .append(style.paint(Ink.YELLOW, place))
                    .append(quoted(problem, place.length()))
                    .append('\n');
        }
        problem.step().ifPresent(step -> paragraph("at " + step, Ink.FAINT));
        paragraph(problem.reason(), Ink.BOLD);
        problem.mend().ifPresent(mend -> paragraph(mend, Ink.PLAIN));
        problem.logTail().ifPresent(this::log);
    }

    private String quoted(Problem problem, int used) {
        List<String> source = problem.file().map(sources).orElse(List.of());
        int line = problem.line().orElse(0);
        return line < 1 || line > source.size()
                ? ""
                : "  " + TextStyle.cut(source.get(line - 1), TextStyle.WIDTH - used - 4);
    }

    private void paragraph(String text, Ink ink) {
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - 2)) {
            out.append("  ").append(style.paint(ink, line)).append('\n');
        }
    }

    private void log(String tail) {
        List<String> lines =
                Plain.lines(tail).lines().filter(line -> !line.isBlank()).toList();
        out.append('\n');
        for (String line : lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) {
            out.append("  ")
                    .append(style.paint(Ink.FAINT, "│"))
                    .append(' ')
                    .append(TextStyle.cut(line, TextStyle.WIDTH - 4))
                    .append('\n');
        }
    }
}
