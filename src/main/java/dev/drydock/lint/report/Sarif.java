package dev.drydock.lint.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.dockerfile.Span;
import dev.drydock.lint.LintFinding;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Rules;
import dev.drydock.lint.Severity;
import dev.drydock.yaml.Mappers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Findings as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the code. */
public final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    private record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

    private record Run(Tool tool, String columnKind, List<Result> results) {}

    private record Tool(Driver driver) {}

    private record Driver(String name, String version, List<Descriptor> rules) {}

    private record Descriptor(String id, Message shortDescription, Message help, Configuration defaultConfiguration) {}

    private record Configuration(String level) {}

    private record Message(String text) {}

    private record Result(String ruleId, int ruleIndex, String level, Message message, List<Location> locations) {}

    private record Location(PhysicalLocation physicalLocation) {}

    private record PhysicalLocation(Artifact artifactLocation, Region region) {}

    private record Artifact(String uri) {}

    private record Region(int startLine, int startColumn, int endLine, int endColumn) {}

    /**
     * Writes one log with one run.
     *
     * @param version of Drydock
     */
    public static String write(List<LintedFile> files, Rules rules, String version) {
        List<Descriptor> descriptors = Stream.concat(
                        rules.all().stream().map(Sarif::descriptor),
                        Stream.of(own(Linter.SYNTAX, Severity.ERROR), own(Linter.UNKNOWN_RULE, Severity.WARNING)))
                .toList();
        List<String> ids = descriptors.stream().map(Descriptor::id).toList();
        var results = new ArrayList<Result>();
        for (LintedFile file : files) {
            file.findings().forEach(finding -> results.add(result(file, finding, ids)));
        }
        var run = new Run(new Tool(new Driver("Drydock", version, descriptors)), "utf16CodeUnits", results);
        return Mappers.pretty(Mappers.DOCUMENTS.valueToTree(new Log(SCHEMA, "2.1.0", List.of(run))));
    }

    private static Descriptor descriptor(Rule rule) {
        return new Descriptor(
                rule.id(),
                new Message(rule.title()),
                new Message("See the lesson " + rule.lesson() + "."),
                new Configuration(level(rule.severity())));
    }

    /** What the linter itself reports, for which there is no rule. */
    private static Descriptor own(String id, Severity severity) {
        boolean syntax = id.equals(Linter.SYNTAX);
        return new Descriptor(
                id,
                new Message(syntax ? "Docker can read the file" : "Comments except from rules that there are"),
                new Message("See docs/lint.md."),
                new Configuration(level(severity)));
    }

    private static Result result(LintedFile file, LintFinding finding, List<String> ids) {
        Span span = finding.span();
        var region = new Region(
                span.start().line(),
                span.start().column(),
                span.end().line(),
                span.end().column());
        return new Result(
                finding.rule(),
                ids.indexOf(finding.rule()),
                level(finding.severity()),
                new Message(finding.message() + " " + finding.mend()),
                List.of(new Location(new PhysicalLocation(new Artifact(uri(file.name())), region))));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** A relative reference for a relative path, as code hosts want it. */
    private static String uri(String path) {
        try {
            String slashes = path.replace('\\', '/');
            return new URI(slashes.startsWith("/") ? "file" : null, null, slashes, null).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(path, impossible);
        }
    }
}
