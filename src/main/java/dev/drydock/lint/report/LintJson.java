package dev.drydock.lint.report;

import dev.drydock.yaml.Key;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import java.util.List;

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

            @Key("In the order of the file.") List<LintEntry> findings) {}

    /** Indented by two spaces, the same bytes on every system, without a line break at its end. */
    public static String write(List<LintedFile> files) {
        var report = new Report(
                1,
                files.stream()
                        .map(file -> new FileReport(
                                file.name(),
                                file.findings().stream().map(LintEntry::of).toList()))
                        .toList());
        return Mappers.pretty(Mappers.DOCUMENTS.valueToTree(report));
    }
}
