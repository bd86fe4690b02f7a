package dev.drydock.grading.inspection;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.grading.Dive;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.grading.Reports;
import dev.drydock.grading.Unobservable;
import dev.drydock.grading.Verdict.Problem;
import dev.drydock.grading.Waste;
import dev.drydock.grading.inspection.Inspection.Alternative;
import dev.drydock.grading.inspection.Inspection.Experiment;
import dev.drydock.grading.inspection.Inspection.LayerContent;
import dev.drydock.grading.inspection.Inspection.Part;
import dev.drydock.grading.inspection.Inspection.WastePart;
import dev.drydock.grading.inspection.Inspection.WasteReport;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rules;
import dev.drydock.lint.report.LintEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Learns what there is to learn of a Dockerfile. */
public final class Inspector {

    private static final Linter LINTER = new Linter(Rules.installed());
    private static final int MOST_PARTS = 10;
    private static final int MOST_FILES = 5;

    private final String folder;
    private final List<String> edits;
    private final List<String> bases;

    /**
     * @param folder for the report
     * @param edits names of the edits after which it is built again
     * @param bases names of bases to compare with
     */
    public Inspector(String folder, List<String> edits, List<String> bases) {
        this.folder = folder;
        this.edits = List.copyOf(edits);
        this.bases = List.copyOf(bases);
    }

    /** What can be said of one that is not built at all. */
    public Inspection refused(Problem problem) {
        return new Inspection(
                Inspection.SCHEMA_VERSION,
                folder,
                Optional.of(problem),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Looks at everything. */
    public Inspection inspect(Observations seen) {
        boolean built = seen.build() instanceof BuildOutcome.Built;
        long contextBytes =
                seen.contextFiles().values().stream().mapToLong(Long::longValue).sum();
        return new Inspection(
                Inspection.SCHEMA_VERSION,
                folder,
                Reports.buildProblem(seen),
                Optional.of(Reports.build(seen, contextBytes)),
                built ? contents(seen) : List.of(),
                built ? Optional.of(waste(seen)) : Optional.empty(),
                built ? experiments(seen) : List.of(),
                remarks(seen.dockerfile()),
                built ? alternatives(seen) : List.of());
    }

    private static List<LintEntry> remarks(Dockerfile dockerfile) {
        return LINTER.lint(dockerfile).stream().map(LintEntry::of).toList();
    }

    private static List<LayerContent> contents(Observations seen) {
        return IntStream.range(seen.baseLayers(), seen.image().layers().size())
                .mapToObj(index -> {
                    var sizes = FolderSizes.of(seen.files().layers().get(index));
                    return new LayerContent(
                            index,
                            seen.layerInstruction(index)
                                    .map(instruction -> instruction.lines().start()),
                            sizes.files(),
                            sizes.largest(MOST_FILES));
                })
                .toList();
    }

    private static WasteReport waste(Observations seen) {
        var waste = Waste.of(seen.files(), seen.baseLayers());
        var dive = Dive.of(seen.files().layers());
        List<WastePart> parts = waste.parts().stream()
                .limit(MOST_PARTS)
                .map(part -> new WastePart(
                        part.bytes(),
                        part.files().size(),
                        part.files().stream()
                                .limit(MOST_FILES)
                                .map(file -> new Part(file.path(), file.bytes()))
                                .toList(),
                        step(seen, part.from()),
                        step(seen, part.by())))
                .toList();
        return new WasteReport(waste.bytes(), dive.efficiency(), dive.wastedBytes(), parts);
    }

    private static String step(Observations seen, int layer) {
        return seen.layerInstruction(layer)
                .map(instruction -> "line " + instruction.lines().start() + ", " + instruction.keyword())
                .orElseGet(() -> seen.image().layers().get(layer).createdBy());
    }

    private List<Experiment> experiments(Observations seen) {
        return edits.stream().flatMap(edit -> experiment(seen, edit).stream()).toList();
    }

    private static Optional<Experiment> experiment(Observations seen, String edit) {
        try {
            Rebuild rebuild = seen.rebuild(edit);
            return Optional.of(new Experiment(
                    Reports.rebuild(seen, rebuild),
                    rebuild.outcome() instanceof BuildOutcome.Built,
                    rebuild.arrival().arrived(),
                    rebuild.installs().size(),
                    rebuild.installedAgain().size()));
        } catch (Unobservable prevented) {
            return Optional.empty();
        }
    }

    private List<Alternative> alternatives(Observations seen) {
        Image image = seen.image();
        long own = image.bytesFrom(seen.baseLayers());
        String current = seen.dockerfile().finalChain().getLast().base();
        return Stream.concat(Stream.of(current), bases.stream())
                .distinct()
                .flatMap(base -> seen.base(base).stream()
                        .map(found -> new Alternative(
                                base, base.equals(current), found.bytesFrom(0), found.bytesFrom(0) + own)))
                .sorted(Comparator.comparingLong(Alternative::imageBytes))
                .toList();
    }
}
