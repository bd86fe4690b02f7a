package dev.drydock.grading.inspection;

import dev.drydock.grading.BuildReport;
import dev.drydock.grading.BuildReport.Layer;
import dev.drydock.grading.ProblemText;
import dev.drydock.grading.StepsText;
import dev.drydock.grading.inspection.Inspection.Alternative;
import dev.drydock.grading.inspection.Inspection.Experiment;
import dev.drydock.grading.inspection.Inspection.LayerContent;
import dev.drydock.grading.inspection.Inspection.Part;
import dev.drydock.grading.inspection.Inspection.WastePart;
import dev.drydock.grading.inspection.Inspection.WasteReport;
import dev.drydock.lint.report.LintEntry;
import dev.drydock.text.Quantities;
import dev.drydock.text.TextStyle;
import dev.drydock.text.TextStyle.Ink;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An inspection as text for a terminal, at most 96 columns wide. */
public final class InspectionText {

    private static final int BAR = 28;
    private static final int SIZE = 10;
    private static final int MOST_SHOWN = 3;

    private final TextStyle style;
    private final Function<String, List<String>> sources;
    private final StringBuilder out = new StringBuilder();

    private InspectionText(TextStyle style, Function<String, List<String>> sources) {
        this.style = style;
        this.sources = sources;
    }

    /**
     * Renders an inspection.
     *
     * @param sources the lines of a file of the folder, none when there is no such file
     * @param colour whether to use ANSI colours
     * @return lines, each with a line break at its end
     */
    public static String render(Inspection inspection, Function<String, List<String>> sources, boolean colour) {
        return new InspectionText(colour ? TextStyle.COLOUR : TextStyle.PLAIN, sources).render(inspection);
    }

    private String render(Inspection inspection) {
        out.append(style.paint(Ink.BOLD, inspection.folder())).append('\n');
        inspection.problem().ifPresent(problem -> {
            out.append('\n');
            new ProblemText(style, sources, out).write(problem);
        });
        inspection
                .build()
                .ifPresent(build -> new StepsText(style, out)
                        .write(
                                build,
                                inspection.experiments().stream()
                                        .map(Experiment::rebuild)
                                        .toList(),
                                inspection.problem()));
        experiments(inspection.experiments());
        inspection.build().ifPresent(build -> layers(build, inspection.contents()));
        inspection.waste().ifPresent(this::waste);
        alternatives(inspection.alternatives());
        remarks(inspection.findings());
        return out.toString();
    }

    private void experiments(List<Experiment> experiments) {
        for (Experiment experiment : experiments) {
            String files = String.join(", ", experiment.rebuild().edited());
            line("  " + style.paint(experiment.installsAgain() == 0 ? Ink.GREEN : Ink.YELLOW, "edited " + files + ":")
                    + " " + meaning(experiment));
        }
    }

    private static String meaning(Experiment experiment) {
        if (!experiment.builds()) {
            return "the image does not build any more";
        }
        String reach = experiment.reachesImage() ? "" : "; the edit is not in the image";
        if (experiment.installs() == 0) {
            return "no step installs packages" + reach;
        }
        return experiment.installsAgain() + " of " + experiment.installs() + " install steps ran again" + reach;
    }

    private void layers(BuildReport build, List<LayerContent> contents) {
        if (build.layers().isEmpty()) {
            return;
        }
        heading("Layers, to scale: " + Quantities.bytes(build.imageBytes().orElse(0L)) + " in all, "
                + Quantities.bytes(own(build)) + " of it above the base; context "
                + Quantities.bytes(build.contextBytes()));
        long base = build.imageBytes().orElse(0L) - own(build);
        long largest = Math.max(
                base,
                build.layers().stream()
                        .filter(layer -> !layer.base())
                        .mapToLong(Layer::bytes)
                        .max()
                        .orElse(0));
        bar(base, largest, "the base");
        IntStream.range(0, build.layers().size())
                .filter(index -> !build.layers().get(index).base())
                .forEach(index -> {
                    Layer layer = build.layers().get(index);
                    bar(layer.bytes(), largest, maker(layer));
                    contents.stream()
                            .filter(content -> content.layer() == index && layer.bytes() > 0)
                            .findFirst()
                            .ifPresent(this::largest);
                });
    }

    private static long own(BuildReport build) {
        return build.layers().stream()
                .filter(layer -> !layer.base())
                .mapToLong(Layer::bytes)
                .sum();
    }

    private String maker(Layer layer) {
        Optional<String> source = layer.line()
                .flatMap(line ->
                        sources.apply("Dockerfile").stream().skip(line - 1L).findFirst());
        return layer.line().map(line -> "line " + line + "  ").orElse("") + source.orElse(layer.createdBy());
    }

    private void bar(long bytes, long largest, String what) {
        int length = largest == 0 ? 0 : (int) Math.round((double) bytes * BAR / largest);
        String blocks = length == 0 && bytes > 0 ? "▏" : "█".repeat(length);
        line("  " + style.paint(Ink.GREEN, blocks) + " ".repeat(BAR - blocks.length())
                + style.paintPadded(Ink.PLAIN, Quantities.bytes(bytes), SIZE) + "  "
                + TextStyle.cut(what, TextStyle.WIDTH - BAR - SIZE - 4));
    }

    private void largest(LayerContent content) {
        List<Part> parts = content.largest().stream()
                .filter(part -> part.bytes() > 0)
                .limit(MOST_SHOWN)
                .toList();
        for (Part part : parts) {
            line(" ".repeat(2 + BAR) + style.paintPadded(Ink.FAINT, Quantities.bytes(part.bytes()), SIZE) + "    "
                    + style.paint(Ink.FAINT, TextStyle.cut(part.path(), TextStyle.WIDTH - BAR - SIZE - 6)));
        }
    }

    private void waste(WasteReport waste) {
        heading("In vain: " + Quantities.bytes(waste.bytes())
                + " that layers hold and no program sees (dive: efficiency "
                + String.format(Locale.ROOT, "%.2f", waste.diveEfficiency() * 100) + " %, "
                + Quantities.bytes(waste.diveWastedBytes()) + " wasted)");
        for (WastePart part : waste.parts()) {
            String files = part.largest().stream().limit(2).map(Part::path).collect(Collectors.joining(", "));
            paragraph(
                    Quantities.bytes(part.bytes()) + " in " + part.files() + (part.files() == 1 ? " file" : " files")
                            + ", such as " + files + ": written by " + part.writtenBy() + ", deleted or replaced by "
                            + part.hiddenBy(),
                    Ink.PLAIN);
        }
    }

    private void alternatives(List<Alternative> alternatives) {
        if (alternatives.size() < 2) {
            return;
        }
        heading("The same steps on another base, if they added as much there");
        long largest = alternatives.getLast().imageBytes();
        for (Alternative alternative : alternatives) {
            bar(alternative.imageBytes(), largest, alternative.base() + (alternative.current() ? " (now)" : ""));
        }
    }

    private void remarks(List<LintEntry> findings) {
        if (findings.isEmpty()) {
            return;
        }
        heading("The linter's remarks");
        for (LintEntry remark : findings) {
            paragraph("line " + remark.line() + ", " + remark.rule() + ": " + remark.message(), Ink.PLAIN);
        }
    }

    private void heading(String text) {
        out.append('\n');
        for (String line : TextStyle.wrap(text, TextStyle.WIDTH - 2)) {
            line("  " + style.paint(Ink.BOLD, line));
        }
    }

    private void paragraph(String text, Ink ink) {
        List<String> lines = TextStyle.wrap(text, TextStyle.WIDTH - 6);
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? "  · " : "    ") + style.paint(ink, lines.get(i)));
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
