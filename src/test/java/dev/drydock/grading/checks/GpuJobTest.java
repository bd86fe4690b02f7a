package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.checks.GpuVisible.Parameters;
import dev.drydock.grading.checks.GpuVisible.Proof;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code gpu.visible} with a job: what is written tells how many GPUs were found. */
class GpuJobTest {

    private static final String JOB = "on-gpus";
    private static final List<String> ALL = List.of("GPU-0", "GPU-1", "GPU-2", "GPU-3");
    private static final List<String> ASKED = List.of("cuInit", "cuDeviceGetCount", "cuGetExportTable");

    private final FakeObservations seen = FakeObservations.of("""
                    FROM cuda
                    ENV A=b
                    COPY <<EOF /start
                    export CUDA_VISIBLE_DEVICES=0
                    exec python3 "$@"
                    EOF
                    ENTRYPOINT ["/start"]
                    """).gpus(new Gpus(Gpus.Kind.SIMULATED, ALL));

    @BeforeEach
    void withoutAGpuItSaysSo() {
        done(0, 3, 3, "", List.of());
    }

    /** The reference solution finds all; the submission so many. */
    private void done(int given, int expectedExit, int exit, String found, List<String> calls) {
        done(given, expectedExit, exit, found, calls, List.of());
    }

    private void done(int given, int expectedExit, int exit, String found, List<String> calls, List<Event> events) {
        Map<String, String> expected = given == 0 ? Map.of() : Map.of("/model.json", "{\"devices\": " + given + "}");
        Map<String, String> written =
                found.isEmpty() ? Map.of() : Map.of("/model.json", "{\"devices\": " + found + "}");
        seen.did(
                new JobRequest(JOB, given),
                new JobRun(
                        new JobAnswer(new DrawnJob(List.of(), Map.of(), Map.of(), List.of()), expectedExit, expected),
                        new CommandResult(true, exit, "", Optional.empty(), ALL.subList(0, given), calls),
                        written,
                        Optional.empty(),
                        Set.of(),
                        events));
    }

    private Finding judge(int devices) {
        return new GpuVisible().judge(parameters(devices, Proof.ANY), seen);
    }

    private static Parameters parameters(int devices, Proof proof) {
        return new Parameters(
                Optional.empty(), Optional.of(devices), Optional.empty(), Optional.of(JOB), Optional.of(proof));
    }

    @Test
    void whoFindsTheGpuPasses() {
        done(1, 0, 0, "1", ASKED);

        Finding finding = judge(1);

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("simulated: with a GPU (GPU-0) it does what the reference solution does");
    }

    /** Though the trainer goes on to compute, which the simulation cannot: what it found is settled by then. */
    @Test
    void whoFindsOneOfTwoFailsInTheSimulationToo() {
        done(2, 0, 0, "1", ASKED);

        Finding finding = judge(2);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message())
                .contains("With 2 GPUs: /model.json at /devices says 1", "makes 2", "CUDA_VISIBLE_DEVICES is set");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void twoThatWereChosenInTheImageShowWhereThereAreMore() {
        done(2, 0, 0, "2", ASKED);
        done(4, 0, 0, "2", ASKED);
        seen.environment("CUDA_VISIBLE_DEVICES", "0,1");

        Finding finding = judge(2);

        assertThat(finding.message()).contains("With 4 GPUs", "CUDA_VISIBLE_DEVICES is \"0,1\" in the image");
    }

    @Test
    void withJustTwoThereIsNoThird() {
        seen.gpus(new Gpus(Gpus.Kind.SIMULATED, ALL.subList(0, 2)));
        done(2, 0, 0, "2", ASKED);

        assertThat(judge(2).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aChoiceThatHidesNothingHereIsOneAllTheSame() {
        chose(1, "\"not set\"", "\"0,1,2,3\"");
        FakeObservations baked = FakeObservations.of(
                        "FROM cuda\nENV CUDA_VISIBLE_DEVICES=0,1,2,3\nENTRYPOINT [\"train\"]\n")
                .gpus(new Gpus(Gpus.Kind.SIMULATED, ALL))
                .environment("CUDA_VISIBLE_DEVICES", "0,1,2,3")
                .did(new JobRequest(JOB, 0), seen.job(new JobRequest(JOB, 0)))
                .did(new JobRequest(JOB, 1), seen.job(new JobRequest(JOB, 1)));

        Finding finding = new GpuVisible().judge(parameters(1, Proof.ANY), baked);

        assertThat(finding.message())
                .startsWith(
                        "With a GPU: /model.json at /CUDA_VISIBLE_DEVICES says \"0,1,2,3\", where the trainer as it was given "
                                + "makes \"not set\"")
                .contains("CUDA_VISIBLE_DEVICES is \"0,1,2,3\" in the image");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    /** It finds the GPUs, and writes down what it was told of them. */
    private void chose(int given, String expected, String told) {
        String model = "{\"devices\": " + given + ", \"CUDA_VISIBLE_DEVICES\": %s}";
        seen.did(
                new JobRequest(JOB, given),
                run(
                        given,
                        List.of("--epochs", "9"),
                        Map.of("/model.json", model.formatted(expected)),
                        true,
                        Map.of("/model.json", model.formatted(told))));
    }

    private static JobRun run(
            int given,
            List<String> arguments,
            Map<String, String> expected,
            boolean ended,
            Map<String, String> written) {
        return new JobRun(
                new JobAnswer(new DrawnJob(arguments, Map.of(), Map.of(), List.of()), 0, expected),
                new CommandResult(ended, 0, "", Optional.empty(), ALL.subList(0, given), ASKED),
                written,
                Optional.empty(),
                Set.of(),
                List.of());
    }

    @Test
    void aJobWithoutArgumentsIsDoneByTheUsualOnes() {
        FakeObservations usual = FakeObservations.of(
                        "FROM cuda\nENTRYPOINT [\"train\"]\nCMD [\"--epochs\", \"5000000\"]\n")
                .gpus(new Gpus(Gpus.Kind.SIMULATED, ALL))
                .did(new JobRequest(JOB, 1), run(1, List.of(), Map.of(), false, Map.of()));

        Finding finding = new GpuVisible().judge(parameters(1, Proof.ANY), usual);

        assertThat(finding.message()).isEqualTo("With a GPU: It goes on and on where it should do its work and end.");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whoNeverAskedTheDriverKnowsNothing() {
        done(1, 0, 0, "1", List.of());

        assertThat(judge(1).message()).contains("never found a GPU through the driver");
    }

    @Test
    void aDriverOfTheImagesOwnIsNotWhatWasGiven() {
        done(1, 0, 0, "1", ASKED, List.of(new Event(Kind.OPENED, Instant.EPOCH, 1, "/opt/libcuda.so.1", "/python")));

        assertThat(judge(1).message()).contains("/opt/libcuda.so.1 of the image is found before");
    }

    @Test
    void whoHasAGpuWithoutOneFails() {
        done(1, 0, 0, "1", ASKED);
        done(0, 3, 0, "1", List.of());

        assertThat(judge(1).message()).startsWith("Without a GPU it does not do what it should");
    }

    @Test
    void jobsAreAskedForOnlyWhereTheyCanBeGiven() {
        var check = new GpuVisible();
        Gpus two = new Gpus(Gpus.Kind.SIMULATED, ALL.subList(0, 2));

        assertThat(check.jobs(parameters(2, Proof.ANY), two))
                .containsExactly(new JobRequest(JOB, 0), new JobRequest(JOB, 2));
        assertThat(check.jobs(parameters(3, Proof.ANY), two)).isEmpty();
        assertThat(check.jobs(parameters(1, Proof.REAL), two)).isEmpty();
        assertThat(check.jobs(parameters(2, Proof.ANY), new Gpus(Gpus.Kind.REAL, ALL)))
                .containsExactly(new JobRequest(JOB, 0), new JobRequest(JOB, 2), new JobRequest(JOB, 4));
    }
}
