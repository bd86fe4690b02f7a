package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.LayerFile;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.checks.JobResults.Parameters;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobResultsTest {

    private static final String TRAINER = "/app/train.py";
    private static final String PYTHON = "/usr/bin/python3.11";
    private static final Map<String, String> WRITTEN = Map.of("/output/model.json", "{\"slope\": 1.5}");
    private static final JobAnswer ANSWER =
            new JobAnswer(new DrawnJob(List.of("--epochs", "7"), Map.of(), Map.of(), List.of()), 0, WRITTEN);

    private final FakeObservations seen = FakeObservations.of("""
                    FROM cuda
                    RUN install
                    VOLUME /output
                    USER 1000
                    ENTRYPOINT ["python3", "/app/train.py"]
                    CMD ["--epochs", "200"]
                    """)
            .user("1000")
            .entrypoint("python3", "/app/train.py")
            .layer(10, 2)
            .holding(
                    1,
                    new LayerFile("/usr/bin/python3", LayerFile.Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("python3.11")))
            .holding(1, new LayerFile(PYTHON, LayerFile.Kind.FILE, 9, 0755, 0, 0, Optional.empty()))
            .holding(1, new LayerFile("/opt/python", LayerFile.Kind.FILE, 9, 0755, 0, 0, Optional.empty()))
            .holding(1, folder("/output", 1000));

    private static LayerFile folder(String path, int uid) {
        return new LayerFile(path, LayerFile.Kind.DIRECTORY, 0, 0755, uid, uid, Optional.empty());
    }

    private static CommandResult ended(int exitCode) {
        return new CommandResult(true, exitCode, "trained 7 epochs", Optional.empty());
    }

    private static JobRun run(CommandResult command, Map<String, String> results, String... readers) {
        List<Event> events = List.of(readers).stream()
                .map(reader -> new Event(Kind.READ, Instant.EPOCH, 7, TRAINER, reader))
                .toList();
        return new JobRun(ANSWER, command, results, Optional.of(TRAINER), Set.of(TRAINER), events);
    }

    @Test
    void aProgramThatEndedBeforeItWasLookedAtIsKnownByWhatItExecuted() {
        List<Event> events = List.of(
                new Event(Kind.EXECUTED, Instant.EPOCH, 7, "/usr/bin/python3", ""),
                new Event(Kind.READ, Instant.EPOCH, 7, TRAINER, ""));
        var run = new JobRun(ANSWER, ended(0), Map.of(), Optional.of(TRAINER), Set.of(TRAINER), events);

        assertThat(run.readers()).containsExactly("/usr/bin/python3");
    }

    private Finding judge(JobRun run) {
        seen.did(new JobRequest("plain", 0), run);
        return new JobResults().judge(new Parameters(List.of("plain"), Optional.of("/usr/bin/python3")), seen);
    }

    @Test
    void theSameResultsByTheProgramThatTheLinkLeadsToPass() {
        Finding finding = judge(run(ended(0), WRITTEN, PYTHON));

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("`docker run IMAGE --epochs 7` wrote /output/model.json, by /usr/bin/python3.11");
    }

    @Test
    void wordsAreNoWork() {
        Finding finding = judge(run(ended(0), WRITTEN));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).startsWith("/app/train.py was never opened");
        assertThat(finding.lines()).containsExactly(new Lines(5, 5));
    }

    @Test
    void aReadTrainerThatWritesNothingOrSomethingElseFails() {
        assertThat(judge(run(ended(0), Map.of(), PYTHON)).message()).contains("left no /output/model.json");
        Finding other = judge(run(ended(0), Map.of("/output/model.json", "{\"slope\": 2}"), PYTHON));
        assertThat(other.message()).contains("/output/model.json at /slope says 2", "Either the flags or the data");
        assertThat(other.lines()).containsExactly(new Lines(5, 5));
    }

    @Test
    void anotherProgramIsBlamedOnTheStepThatBroughtIt() {
        Finding finding = judge(run(ended(0), WRITTEN, "/opt/python"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("/opt/python runs /app/train.py, and not /usr/bin/python3");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge(run(ended(0), WRITTEN, PYTHON, "/opt/python")).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void flagsThatAreNotTakenAreToldFromAProgramThatIsBroken() {
        seen.commanded(Command.declared(), ended(0));
        assertThat(judge(run(ended(2), WRITTEN, PYTHON)).message()).contains("Without flags it works");

        seen.commanded(Command.declared(), ended(1));
        Finding broken = judge(run(ended(2), WRITTEN, PYTHON));
        assertThat(broken.message()).contains("ends with exit code 2").doesNotContain("Without flags");
        assertThat(broken.lines()).containsExactly(new Lines(5, 5));
    }

    private static JobAnswer without(List<String> arguments, int exitCode, Map<String, String> results) {
        return new JobAnswer(new DrawnJob(arguments, Map.of(), Map.of(), List.of()), exitCode, results);
    }

    private static JobRun run(JobAnswer answer, int exitCode, Map<String, String> results) {
        JobRun usual = run(ended(exitCode), results, PYTHON);
        return new JobRun(answer, usual.command(), results, usual.program(), usual.forms(), usual.events());
    }

    @Test
    void withoutArgumentsTheUsualOnesAnswerForIt() {
        JobAnswer answer = without(List.of(), 0, WRITTEN);

        Finding elsewhere = judge(run(answer, 0, Map.of()));
        assertThat(elsewhere.actual()).startsWith("`docker run IMAGE` ended with exit code 0, and there is no");
        assertThat(elsewhere.lines()).containsExactly(new Lines(6, 6));

        Finding other = judge(run(answer, 0, Map.of("/output/model.json", "{\"slope\": 0}")));
        assertThat(other.message())
                .endsWith(
                        "makes 1.5 of the same data. Either its usual flags lead it elsewhere, or it is not what runs.");
        assertThat(other.lines()).containsExactly(new Lines(6, 6));

        Finding demanding = judge(run(answer, 3, Map.of()));
        assertThat(demanding.message()).contains("ends with exit code 3").doesNotContain("Without flags");
        assertThat(demanding.lines()).containsExactly(new Lines(6, 6));
    }

    @Test
    void aFailureThatIsMeantToBeIsNoMatterOfFlagsThatDoNotArrive() {
        JobAnswer answer = without(List.of("--momentum"), 2, Map.of());
        seen.commanded(Command.declared(), ended(0));

        Finding hidden = judge(run(answer, 0, Map.of()));
        assertThat(hidden.status()).isEqualTo(Status.FAILED);
        assertThat(hidden.message()).contains("ends with exit code 0 where the trainer as it was given ends with 2");

        Finding told = judge(run(answer, 2, Map.of()));
        assertThat(told.actual())
                .isEqualTo("`docker run IMAGE --momentum` ended with exit code 2 and wrote nothing, by " + PYTHON);
    }

    @Test
    void whatAnEarlierRunLeftHasToStay() {
        Map<String, String> earlier = Map.of("/output/best-7.json", "{\"epoch\": 7}", "/output/model.json", "{}");
        var answer = new JobAnswer(
                new DrawnJob(List.of("--epochs", "7"), Map.of(), earlier, List.of()),
                0,
                Map.of("/output/best-7.json", "{\"epoch\": 7}", "/output/model.json", "{\"slope\": 1.5}"));

        Finding gone = judge(run(answer, 0, WRITTEN));
        assertThat(gone.message()).startsWith("An earlier run had left /output/best-7.json, and afterwards it is gone");
        assertThat(gone.lines()).containsExactly(new Lines(5, 5));

        Map<String, String> changed = Map.of("/output/best-7.json", "{}", "/output/model.json", "{\"slope\": 1.5}");
        assertThat(judge(run(answer, 0, changed)).message()).contains("afterwards it is another one");

        Map<String, String> stale = Map.of("/output/best-7.json", "{\"epoch\": 7}", "/output/model.json", "{}");
        assertThat(judge(run(answer, 0, stale)).message()).contains("/output/model.json says {}, where the trainer");

        assertThat(judge(run(answer, 0, answer.results())).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aVariableThatArrivesOtherwiseIsBlamedOnTheLineThatNamesIt() {
        var answer = new JobAnswer(
                new DrawnJob(List.of("--epochs", "7"), Map.of("DEVICES", "-1"), Map.of(), List.of()),
                0,
                Map.of("/output/model.json", "{\"DEVICES\": \"-1\"}"));
        JobRun run = run(answer, 0, Map.of("/output/model.json", "{\"DEVICES\": \"0\"}"));
        FakeObservations naming = FakeObservations.of(
                        "FROM cuda\nRUN echo 'import os; os.environ[\"DEVICES\"] = \"0\"' > x.pth\nENTRYPOINT [\"x\"]\n")
                .did(new JobRequest("plain", 0), run);

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), naming);

        assertThat(finding.actual())
                .startsWith("`docker run -e DEVICES=-1 IMAGE --epochs 7` /output/model.json at /DEVICES");
        assertThat(finding.message()).endsWith("DEVICES has to reach it as whoever starts it says.");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge(run).lines()).containsExactly(new Lines(5, 5));
    }

    @Test
    void withoutAnEntryPointTheFlagsTakeThePlaceOfTheProgram() {
        FakeObservations none = FakeObservations.of("FROM cuda\nCMD [\"python3\"]\n")
                .did(
                        new JobRequest("plain", 0),
                        run(new CommandResult(true, 127, "", Optional.of("exec: \"--epochs\": not found")), Map.of()));

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), none);

        assertThat(finding.message()).startsWith("The image has no ENTRYPOINT");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aFolderOfRootsIsBlamedOnTheStepThatMadeIt() {
        FakeObservations closed = FakeObservations.of(
                        "FROM cuda\nRUN mkdir /output\nVOLUME /output\nENTRYPOINT [\"x\"]\n")
                .user("1000:1000")
                .layer(1, 2)
                .holding(1, folder("/output", 0))
                .did(new JobRequest("plain", 0), run(ended(1), Map.of(), PYTHON));

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), closed);

        assertThat(finding.message()).contains("cannot write to /output, which belongs to root");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aResultThatTheBuildLeftAndTheUserMayNotWriteIsBlamedOnTheStep() {
        String result = ANSWER.results().keySet().stream().sorted().findFirst().orElseThrow();
        FakeObservations closed = FakeObservations.of(
                        "FROM cuda\nRUN mkdir /output\nRUN train\nUSER 1000:1000\nENTRYPOINT [\"x\"]\n")
                .user("1000:1000")
                .layer(1, 2)
                .layer(1, 3)
                .holding(1, folder("/output", 1000))
                .holding(2, new LayerFile(result, LayerFile.Kind.FILE, 9, 0644, 0, 0, Optional.empty()))
                .did(new JobRequest("plain", 0), run(ended(1), Map.of(result, "{}"), PYTHON));

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), closed);

        assertThat(finding.message()).contains("cannot write to " + result);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aFolderThatOnlyVolumeMakesIsRoots() {
        FakeObservations closed = FakeObservations.of("FROM cuda\nVOLUME /output\nENTRYPOINT [\"x\"]\n")
                .user("1000")
                .did(new JobRequest("plain", 0), run(ended(1), Map.of(), PYTHON));

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), closed);

        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    private static CommandResult complaining(int exitCode, String words) {
        return new CommandResult(true, exitCode, words, Optional.empty());
    }

    @Test
    void theStepThatDeletedALibraryIsBlamedForWhatIsMissed() {
        String library = "/usr/local/cuda/lib/libcublas.so.11";
        FakeObservations lean = FakeObservations.of(
                        "FROM cuda\nRUN rm -f /usr/local/cuda/lib64/libcublas*\nENTRYPOINT [\"x\"]\n")
                .layer(1, 2)
                .holding(0, new LayerFile(library, LayerFile.Kind.FILE, 9, 0644, 0, 0, Optional.empty()))
                .holding(1, library, LayerFile.Kind.WHITEOUT)
                .holding(1, folder("/output", 0))
                .commanded(Command.declared(), ended(0))
                .did(
                        new JobRequest("plain", 0),
                        run(
                                complaining(
                                        1,
                                        "OSError: libcublas.so.11: cannot open shared object file: No such file or "
                                                + "directory"),
                                Map.of(),
                                PYTHON));

        Finding finding = new JobResults().judge(new Parameters(List.of("plain"), Optional.empty()), lean);

        assertThat(finding.message()).contains("RUN in line 2 deleted " + library);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProgramThatReadItsFlagsAndFailedOfSomethingElseIsNotSaidToHaveMissedThem() {
        seen.commanded(Command.declared(), ended(0));
        assertThat(judge(run(complaining(1, "OSError: no"), WRITTEN, PYTHON)).message())
                .doesNotContain("Without flags");
        assertThat(judge(run(complaining(1, "usage: train [-h]"), WRITTEN, PYTHON))
                        .message())
                .contains("Without flags it works");
        assertThat(judge(run(complaining(127, "sh: 1: --epochs: not found"), Map.of()))
                        .message())
                .contains("Without flags it works");
    }
}
