package dev.drydock.grading;

import dev.drydock.grading.GraderSettings.CheckSettings;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a grader that is written in YAML. */
public final class GraderFile {

    private final String id;
    private final YamlFile file;
    private final Checks kinds;
    private final List<Problem> problems = new ArrayList<>();

    private GraderFile(String id, YamlFile file, Checks kinds) {
        this.id = id;
        this.file = file;
        this.kinds = kinds;
    }

    /**
     * Reads {@code graders/ID/grader.yaml}.
     *
     * @param root the folder that holds {@code graders/}
     * @param kinds the kinds of checks that it may use
     * @throws ContentException listing everything that is wrong with it
     */
    public static Grader load(Path root, String id, Checks kinds) {
        return new GraderFile(id, read(root, id), kinds).grader(hash(path(root, id)));
    }

    /** Whether there is a grader of this name; a folder may hold something else, such as schemas. */
    static boolean exists(Path root, String id) {
        return Files.exists(path(root, id));
    }

    /** The same file as it is written. */
    static YamlFile read(Path root, String id) {
        return YamlFile.read(path(root, id), "graders/" + id + "/grader.yaml");
    }

    private static Path path(Path root, String id) {
        return root.resolve("graders").resolve(id).resolve("grader.yaml");
    }

    private Grader grader(String contentHash) {
        GraderSettings settings = file.as(GraderSettings.class, GraderSchema.of(kinds));
        if (!settings.id().equals(id)) {
            problems.add(file.problem(
                    "/id",
                    "\"id\" is \"" + settings.id() + "\", but the folder is \"" + id + "\"",
                    "the same name for both",
                    "rename one of them"));
        }
        new GraderRules(file, settings.checks(), kinds).check(problems);
        List<GradedCheck<?>> checks = new ArrayList<>();
        for (int i = 0; i < settings.checks().size(); i++) {
            CheckSettings check = settings.checks().get(i);
            try {
                // The schema knows the same kinds, so that there is one.
                checks.add(check(check, kinds.find(check.kind()).orElseThrow(), "/checks/" + i + "/with"));
            } catch (ContentException refusedParameters) {
                problems.addAll(refusedParameters.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return new Grader(id, settings.title(), checks, contentHash);
    }

    private <P extends Record> GradedCheck<P> check(CheckSettings settings, Check<P> kind, String parameters) {
        return new GradedCheck<>(
                settings.id(),
                settings.title(),
                settings.points(),
                settings.hint().orElseGet(kind::defaultHint),
                settings.lesson().orElseGet(kind::defaultLesson),
                settings.needs(),
                settings.hidden().orElse(false),
                kind,
                file.as(kind.parameters(), parameters));
    }

    private static String hash(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (IOException vanished) {
            throw new UncheckedIOException(vanished);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
