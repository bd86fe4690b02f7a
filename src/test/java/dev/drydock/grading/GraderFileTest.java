package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.yaml.ContentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraderFileTest {

    private static final Checks KINDS = Checks.of(
            StubCheck.of("ports.declared"),
            StubCheck.of("run.stays"),
            new StubCheck("root.readOnly", Check.Moment.APART, seen -> Finding.passed("", "")),
            new StubCheck("http.responds", Check.Moment.RUNNING, seen -> Finding.passed("", "")),
            new StubCheck("stop.graceful", Check.Moment.STOPPED, seen -> Finding.passed("", "")));

    @TempDir
    Path root;

    private Grader load(String yaml) {
        try {
            Files.createDirectories(root.resolve("graders/small"));
            Files.writeString(root.resolve("graders/small/grader.yaml"), yaml);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return GraderFile.load(root, "small", KINDS);
    }

    private void assertProblems(String yaml, String expected) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ContentException.class)
                .hasMessage(expected.strip());
    }

    private static String grader(String checks) {
        return "schemaVersion: 1\nid: small\ntitle: Small\nchecks:\n" + checks.indent(2);
    }

    @Test
    void bindsTheParametersOfEachKind() {
        Grader grader = load(grader("""
                - {id: stays, kind: run.stays, title: It stays, points: 3, with: {port: 1}}
                - id: port
                  kind: ports.declared
                  title: It says its port
                  points: 2
                  hint: Mine.
                  lesson: 02-mine
                  needs: [stays]
                  with: {port: 80, equals: x, expect: [{pointer: /a, sumsTo: 1}]}
                """));

        assertThat(grader.maxScore()).isEqualTo(5);
        assertThat(grader.contentHash()).matches("sha256:[0-9a-f]{64}");
        GradedCheck<?> stays = grader.checks().getFirst();
        assertThat(stays.hint()).isEqualTo("Try harder.");
        assertThat(stays.lesson()).isEqualTo("01-first#stub");
        GradedCheck<?> port = grader.checks().getLast();
        assertThat(port.hint()).isEqualTo("Mine.");
        assertThat(port.needs()).containsExactly("stays");
        assertThat(port.parameters())
                .isEqualTo(new StubCheck.Parameters(
                        80, Optional.of(List.of(new StubCheck.Expectation("/a", Optional.of(1.0)))), Optional.of("x")));
    }

    @Test
    void saysEverythingThatIsWrongWithKindsAndParametersInOneGo() {
        assertProblems(grader("""
                        - {id: A, kind: run.stay, title: A, points: 3}
                        - {id: b, kind: run.stays, title: B, points: 0}
                        - id: c
                          kind: ports.declared
                          title: C
                          points: "2"
                          with:
                            prot: 80
                            expect:
                              - {pointr: /a}
                        - {id: d, kind: ports.declared, title: D, points: 1, hints: No., with: {port: http}}
                        """), """
                graders/small/grader.yaml:5: "id" is "A"; \
                lower-case letters, digits and single dashes, such as runs-as-app; change the text
                graders/small/grader.yaml:5: "kind" is "run.stay"; one of http.responds, ports.declared, root.readOnly, run.stays, stop.graceful; write "run.stays"
                graders/small/grader.yaml:6: "points" is 0; at least 1; raise it
                graders/small/grader.yaml:6: the key "with" is missing in item 2 of "checks"; \
                "with": a map with port; add "with: …"
                graders/small/grader.yaml:10: "points" is the text "2"; a whole number; \
                write the number without quotes or unit
                graders/small/grader.yaml:11: the key "port" is missing in "with"; "port": a whole number; add "port: …"
                graders/small/grader.yaml:12: unknown key "prot" in "with"; one of port, expect, equals; write "port"
                graders/small/grader.yaml:14: the key "pointer" is missing in item 1 of "expect"; \
                "pointer": a text; add "pointer: …"
                graders/small/grader.yaml:14: unknown key "pointr" in item 1 of "expect"; \
                one of pointer, sumsTo; write "pointer"
                graders/small/grader.yaml:15: "port" is the text "http"; a whole number; \
                write the number without quotes or unit
                graders/small/grader.yaml:15: unknown key "hints" in item 4 of "checks"; \
                one of id, kind, title, points, hint, lesson, needs, hidden, with; write "hint"
                """);
    }

    @Test
    void saysEverythingThatIsWrongBetweenChecksInOneGo() {
        assertProblems(grader("""
                        - {id: a, kind: run.stays, title: A, points: 1, with: {port: 1}, needs: [bb]}
                        - {id: b, kind: run.stays, title: B, points: 1, with: {port: 666}}
                        - {id: b, kind: run.stays, title: C, points: 1, with: {port: 1}}
                        """).replace("id: small", "id: smaller"), """
                graders/small/grader.yaml:2: "id" is "smaller", but the folder is "small"; \
                the same name for both; rename one of them
                graders/small/grader.yaml:5: there is no check "bb"; one of a, b; write "b"
                graders/small/grader.yaml:6: port must not be 666; a value that can be used as "with"; correct the value
                graders/small/grader.yaml:7: "b" is the id of another check (line 6); an id of its own for each check; \
                rename one of them
                """);
    }

    @Test
    void refusesChecksThatNeedEachOther() {
        assertProblems(grader("""
                        - {id: a, kind: run.stays, title: A, points: 1, with: {port: 1}, needs: [b]}
                        - {id: b, kind: run.stays, title: B, points: 1, with: {port: 1}, needs: [c]}
                        - {id: c, kind: run.stays, title: C, points: 1, with: {port: 1}, needs: [b]}
                        """), """
                graders/small/grader.yaml:6: checks need each other in a circle: b → c → b; \
                checks that can be tried one after the other; take one of these needs away
                """);
    }

    @Test
    void refusesAProbeThatNeedsTheServiceToBeStopped() {
        assertProblems(grader("""
                        - {id: stops, kind: stop.graceful, title: S, points: 1, with: {port: 1}}
                        - {id: asks, kind: http.responds, title: A, points: 1, with: {port: 1}, needs: [stops]}
                        """), """
                graders/small/grader.yaml:6: "stops" breaks or stops the service or builds without the cache, \
                and "asks" does not wait for that; checks that spoil nothing for others; take this need away
                """);
    }

    @Test
    void refusesAContainerOfItsOwnThatNeedsTheServiceToBeStopped() {
        assertProblems(grader("""
                        - {id: stops, kind: stop.graceful, title: S, points: 1, with: {port: 1}}
                        - {id: starts, kind: root.readOnly, title: R, points: 1, with: {port: 1}, needs: [stops]}
                        """), """
                graders/small/grader.yaml:6: "stops" breaks or stops the service or builds without the cache, \
                and "starts" does not wait for that; checks that spoil nothing for others; take this need away
                """);
    }

    @Test
    void saysWhatAMissingGraderIs() {
        assertThatThrownBy(() -> GraderFile.load(root, "none", KINDS))
                .hasMessage("graders/none/grader.yaml: there is no such file; a YAML file;"
                        + " write it, or correct the path");
    }

    @Test
    void loadsTheGradersOfThisRepository() throws IOException {
        try (var graders = Files.list(Path.of("graders"))) {
            assertThat(graders.filter(folder -> Files.exists(folder.resolve("grader.yaml"))))
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(GraderFile.load(
                                            Path.of(""), folder.getFileName().toString(), Checks.installed())
                                    .maxScore())
                            .isPositive());
        }
    }
}
