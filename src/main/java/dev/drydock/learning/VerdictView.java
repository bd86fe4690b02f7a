package dev.drydock.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.grading.BuildReport;
import dev.drydock.grading.BuildReport.Step;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictJson;
import dev.drydock.people.Visitor;
import dev.drydock.text.Plain;
import dev.drydock.text.Quantities;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A verdict as a page shows it to somebody. */
record VerdictView(Verdict verdict) {

    private static final Pattern TICKED = Pattern.compile("`([^`\n]+)`");

    static VerdictView of(String document, Visitor visitor) {
        try {
            Verdict verdict = VerdictJson.read(document);
            return new VerdictView(visitor.seesEverything() ? verdict : verdict.forLearners());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored verdict cannot be read", broken);
        }
    }

    /** Its word, for style sheets. */
    public String outcome() {
        return verdict.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** In words. */
    public String headline() {
        return switch (verdict.outcome()) {
            case PASSED -> "Passed";
            case FAILED -> "Not passed yet";
            case INVALID -> "Refused before building";
            case ERROR -> "Our fault";
        };
    }

    /** So that the outcome is not told by colour alone. */
    public String mark() {
        return switch (verdict.outcome()) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case INVALID, ERROR -> "!";
        };
    }

    /** Of a hundred. */
    public String scoreShare() {
        return share(verdict.score(), verdict.maxScore());
    }

    /** What is to be done first comes first, and what follows from it is below it. */
    public List<CheckRow> checks() {
        return verdict.causes().stream()
                .sorted(Comparator.comparing(check -> rank(check.status())))
                .map(check -> CheckRow.of(
                        check,
                        verdict.below(check).stream().map(CheckRow::following).toList()))
                .toList();
    }

    private static int rank(Status status) {
        return switch (status) {
            case FAILED, ERROR -> 0;
            case PARTIAL -> 1;
            case SKIPPED -> 2;
            case NOT_VERIFIED -> 3;
            case PASSED -> 4;
        };
    }

    /** The end of the log of what failed, fit to be shown. */
    public Optional<String> logTail() {
        return verdict.problem().flatMap(Verdict.Problem::logTail).map(Plain::lines);
    }

    /**
     * Checks that ended alike.
     *
     * @param name for style sheets
     */
    record Group(String name, String title, List<CheckRow> rows) {

        /** Of checks that ended so; what was not tried for their sake does not count. */
        public long count() {
            return rows.stream()
                    .flatMap(row -> Stream.concat(Stream.of(row), row.below().stream()))
                    .filter(row -> row.check().status() != Status.SKIPPED || !row.isBelow())
                    .count();
        }
    }

    /** The checks, those first that need work; no group is empty. */
    public List<Group> groups() {
        return Stream.of(
                        new Group("open", "To do", rows(Status.FAILED, Status.PARTIAL, Status.ERROR)),
                        new Group("untried", "Not tried", rows(Status.SKIPPED, Status.NOT_VERIFIED)),
                        new Group("fine", "Fine", rows(Status.PASSED)))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    private List<CheckRow> rows(Status... statuses) {
        return checks().stream()
                .filter(row -> List.of(statuses).contains(row.check().status()))
                .toList();
    }

    /** A measure in words. */
    record Fact(String name, String value) {}

    /** Sizes and times. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        verdict.build().ifPresent(build -> {
            build.imageBytes().ifPresent(bytes -> {
                facts.add(new Fact("Image", Quantities.bytes(bytes)));
                facts.add(new Fact("Added by your steps", Quantities.bytes(own(build))));
            });
            facts.add(new Fact("Files sent to the build", Quantities.bytes(build.contextBytes())));
        });
        Verdict.Timings took = verdict.timings();
        time(facts, "Waited", took.queuedMillis());
        time(facts, "Build", took.buildMillis());
        time(facts, "Rebuilds", took.rebuildMillis());
        time(facts, "Run and probes", took.runMillis());
        return facts;
    }

    private static void time(List<Fact> facts, String name, long millis) {
        if (millis > 0) {
            facts.add(new Fact(name, Quantities.seconds(millis)));
        }
    }

    private static long own(BuildReport build) {
        return build.layers().stream()
                .filter(layer -> !layer.base())
                .mapToLong(BuildReport.Layer::bytes)
                .sum();
    }

    /**
     * A layer in a picture of the image that is a hundred wide.
     *
     * @param kind base or own
     */
    record Part(String kind, String from, String share) {}

    /** The layers that weigh something, lowest first. */
    public List<Part> parts() {
        List<BuildReport.Layer> layers =
                verdict.build().map(BuildReport::layers).orElse(List.of());
        long whole = layers.stream().mapToLong(BuildReport.Layer::bytes).sum();
        List<Part> parts = new ArrayList<>();
        long from = 0;
        for (BuildReport.Layer layer : layers) {
            if (layer.bytes() > 0) {
                parts.add(new Part(layer.base() ? "base" : "own", share(from, whole), share(layer.bytes(), whole)));
            }
            from += layer.bytes();
        }
        return parts;
    }

    /**
     * A step of the build.
     *
     * @param cells how long it took, in the first build and after an edit, and what it added
     */
    record StepRow(Optional<Integer> line, String instruction, List<Cell> cells) {}

    /**
     * A measure with its bar.
     *
     * @param kind ran, cached, failed, none or adds
     * @param share of the longest bar of its kind, of a hundred
     */
    record Cell(String kind, String text, String share) {

        static final Cell NONE = new Cell("none", "–", "0");
    }

    /** The steps that do something, in the order of the Dockerfile. */
    public List<StepRow> steps() {
        return verdict.build().map(this::steps).orElse(List.of());
    }

    private List<StepRow> steps(BuildReport build) {
        long longest = Stream.concat(
                        build.steps().stream(), verdict.rebuild().stream().flatMap(again -> again.steps().stream()))
                .mapToLong(Step::millis)
                .max()
                .orElse(0);
        Map<Integer, Long> added = build.layers().stream()
                .filter(layer -> !layer.base())
                .flatMap(layer -> layer.line().stream().map(line -> Map.entry(line, layer.bytes())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
        long heaviest = added.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return build.steps().stream()
                .filter(step -> !step.instruction().regionMatches(true, 0, "FROM ", 0, 5))
                .map(step -> {
                    List<Cell> cells = new ArrayList<>();
                    cells.add(took(step, longest));
                    verdict.rebuild()
                            .ifPresent(again -> cells.add(again.steps().stream()
                                    .filter(other -> same(other, step))
                                    .findFirst()
                                    .map(other -> took(other, longest))
                                    .orElse(Cell.NONE)));
                    cells.add(step.line()
                            .flatMap(line -> Optional.ofNullable(added.get(line)))
                            .map(bytes -> new Cell("adds", Quantities.bytes(bytes), share(bytes, heaviest)))
                            .orElse(Cell.NONE));
                    String stage = step.stage().isEmpty() ? "" : "[" + step.stage() + "] ";
                    return new StepRow(step.line(), stage + Plain.line(step.instruction()), List.copyOf(cells));
                })
                .toList();
    }

    private Cell took(Step step, long longest) {
        if (step.cached()) {
            return new Cell("cached", "cached", "0");
        }
        if (step.notRun().isPresent()) {
            return new Cell("none", step.notRun().get().inWords(step.sameAs()), "0");
        }
        boolean failed = verdict.problem().filter(problem -> problem.isAt(step)).isPresent();
        String time = Quantities.seconds(step.millis());
        return new Cell(failed ? "failed" : "ran", failed ? "failed" : time, share(step.millis(), longest));
    }

    private static boolean same(Step one, Step other) {
        return one.stage().equals(other.stage())
                && one.line().equals(other.line())
                && one.instruction().equals(other.instruction());
    }

    /** Of a hundred. */
    private static String share(long part, long whole) {
        return whole == 0 ? "0" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
    }

    /** Words between backticks as code, everything else as it is: for texts that are written for terminals as well. */
    @TemplateExtension
    static RawString ticked(String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return new RawString(TICKED.matcher(escaped).replaceAll("<code>$1</code>"));
    }
}
