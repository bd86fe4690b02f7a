package dev.drydock.lint.report;

import dev.drydock.dockerfile.Span;
import dev.drydock.lint.LintFinding;
import dev.drydock.lint.Severity;
import dev.drydock.yaml.Key;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import java.util.List;
import java.util.Optional;

/** Findings as JSON, and the schema that it keeps to; a copy of it is {@code docs/lint.schema.json}. */
public final class LintJson {

    /** Made from the records, so that it cannot lag behind them. */
    public static final Schema SCHEMA =
            new Schema(new RecordSchema(Mappers.DOCUMENTS).document("Drydock lint report", Report.class));

    private LintJson() {}

    private record Report(
            @Key(value = "Version of this format.", min = 1, max = 1)
            int schemaVersion,

            @Key("The files, in the order of the command line.")
            List<FileReport> files) {}

    private record FileReport(
            @Key("Name as given on the command line.") String file,

            @Key("In the order of the file.") List<Item> findings) {}

    private record Item(
            @Key("Id of the rule, or syntax where Docker could not read the file.")
            String rule,

            @Key("How much it matters.") Severity severity,

            @Key("What is there, and why it matters.") String message,

            @Key("What to write instead.") String mend,

            @Key("Lesson that explains it, with the section after a #.")
            Optional<String> lesson,

            @Key(value = "First line, counted from 1.", min = 1)
            int line,

            @Key(value = "Column of its first character, counted from 1 in UTF-16 code units.", min = 1)
            int column,

            @Key(value = "Last line.", min = 1) int endLine,

            @Key(value = "Column behind its last character.", min = 1)
            int endColumn) {}

    /** Indented by two spaces, the same bytes on every system, without a line break at its end. */
    public static String write(List<LintedFile> files) {
        var report = new Report(
                1,
                files.stream()
                        .map(file -> new FileReport(
                                file.name(),
                                file.findings().stream().map(LintJson::item).toList()))
                        .toList());
        return Mappers.pretty(Mappers.DOCUMENTS.valueToTree(report));
    }

    private static Item item(LintFinding finding) {
        Span span = finding.span();
        return new Item(
                finding.rule(),
                finding.severity(),
                finding.message(),
                finding.mend(),
                finding.lesson(),
                span.start().line(),
                span.start().column(),
                span.end().line(),
                span.end().column());
    }
}
