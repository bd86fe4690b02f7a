package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NumberedSteps;
import dev.drydock.engine.BuildOutcome.Built;
import dev.drydock.engine.BuildOutcome.Failed;
import dev.drydock.engine.BuildOutcome.LimitReached;
import dev.drydock.engine.BuildRequest.Cache;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What BuildKit itself says of steps, by both routes to it. */
@Tag("engine")
class BuildStepsEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static BuildRequest request(String tag, ContextTar context, Cache cache, boolean apart) {
        return new BuildRequest(
                context,
                "Dockerfile",
                tag,
                Map.of(),
                Optional.empty(),
                Map.of(),
                EngineFixture.LONG,
                1 << 20,
                cache,
                apart);
    }

    /** Line and instruction of each step, as the engine's number leads to it. */
    private static List<String> found(String text, BuildOutcome outcome) {
        Dockerfile file = DockerfileParser.parse("Dockerfile", text);
        NumberedSteps steps = NumberedSteps.of(file, reference -> NumberedSteps.Base.NONE);
        return outcome.steps().stream()
                .flatMap(result -> result.step().position().stream())
                .filter(BuildStep.Position::cacheIsMeaningful)
                .map(position -> {
                    Optional<Instruction> instruction =
                            file.stage(position.stage()).flatMap(stage -> steps.step(stage, position.number()));
                    assertThat(instruction.map(Instruction::keyword))
                            .as(position.toString())
                            .contains(position.keyword());
                    return instruction.orElseThrow().lines().start() + " "
                            + position.text().strip();
                })
                .toList();
    }

    @Test
    void tenAndMoreStepsAreAllFound() {
        String many = IntStream.range(0, 11).mapToObj(i -> "RUN\techo " + i).collect(Collectors.joining("\n"));
        String text = "FROM %s AS builder\n%s\nFROM builder\nWORKDIR\t/app\n%s\ncopy\tDockerfile\t."
                .formatted(EngineFixture.BASE, many, many);

        BuildOutcome outcome = fixture.build("many", text);

        assertThat(outcome).isInstanceOf(Built.class);
        assertThat(found(text, outcome)).hasSize(24);
    }

    @Test
    void aWorkdirIsAStepWhereBuildKitMakesADirectory() {
        String workdirs = "/app .. /// /. /a/.. . $X/ $D ${D}srv .. /tmp . ../opt";
        StringBuilder text = new StringBuilder("FROM " + EngineFixture.BASE + "\nENV D=/\n");
        int step = 0;
        for (String workdir : workdirs.split(" ")) {
            text.append("WORKDIR ")
                    .append(workdir)
                    .append("\nRUN echo ")
                    .append(++step)
                    .append('\n');
        }

        BuildOutcome outcome = fixture.build("workdirs", text.toString());

        List<String> found = found(text.toString(), outcome);
        for (int run = 1; run <= step; run++) {
            // Line 1 is FROM, line 2 ENV.
            assertThat(found).contains((2 + 2 * run) + " RUN echo " + run);
        }
    }

    @Test
    void nothingIsCachedWhereNothingCameBefore() {
        fixture.engine.empty(fixture.bases);
        String text = "FROM %s\nRUN true\nRUN true\nCOPY nope /\nRUN true".formatted(EngineFixture.BASE);

        BuildOutcome outcome =
                fixture.build(request("first", EngineFixture.context(text, Map.of()), Cache.EMPTY, false));

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.steps()).noneMatch(StepResult::cached);
        assertThat(outcome.steps())
                .filteredOn(result -> result.step().name().contains("RUN"))
                .hasSize(3)
                .noneMatch(StepResult::executed);
    }

    @Test
    void withoutTheCacheCacheMountsAreEmpty() {
        String text = "FROM %s\nRUN --mount=type=cache,target=/kept echo again >>/kept/n; wc -l </kept/n"
                .formatted(EngineFixture.BASE);
        BuildOutcome first = fixture.build(request("kept", EngineFixture.context(text, Map.of()), Cache.FILLED, false));
        BuildOutcome second = fixture.build(
                request("kept", EngineFixture.context(text + "\n# more\nRUN true", Map.of()), Cache.IGNORED, false));

        assertThat(log(first)).isEqualTo("1\n");
        assertThat(log(second)).isEqualTo("1\n");
    }

    @Test
    void filesHaveTheModesOfTheContextAndATimeThatZipCanWrite() {
        String text =
                "FROM %s\nCOPY . /x\nRUN cd /x && stat -c '%%a %%Y %%n' a.sh folder folder/b && python -m zipfile -c z.zip a.sh"
                        .formatted(EngineFixture.BASE);
        ContextTar context = EngineFixture.context(text, Map.of())
                .with(
                        Map.of("a.sh", "x".getBytes(StandardCharsets.UTF_8), "folder/b", new byte[1]),
                        path -> path.equals("a.sh") ? 0751 : 0600)
                .withFolderModes(Map.of("folder", 0710))
                .edited(Map.of("folder/b", new byte[2]));

        BuildOutcome outcome = fixture.build(request("modes", context, Cache.FILLED, false));

        assertThat(outcome).isInstanceOf(Built.class);
        assertThat(outcome.steps().toString())
                .contains(
                        "751 1577836800 a.sh",
                        "710 1577836800 folder",
                        "600 " + Instant.now().getEpochSecond() / 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDockerfileApartIsNotCopied(boolean apart) {
        String text = "FROM %s\nCOPY . /x\nRUN ls -A /x".formatted(EngineFixture.BASE);
        ContextTar context = EngineFixture.context(text, Map.of("a", "1"));

        BuildOutcome first = fixture.build(request("apart", context, Cache.FILLED, apart));
        BuildOutcome again = fixture.build(request("apart", context, Cache.FILLED, apart));
        BuildOutcome edited =
                fixture.build(request("apart", context.with(Map.of("a", new byte[] {2})), Cache.FILLED, apart));

        assertThat(first).isInstanceOf(Built.class);
        assertThat(log(first)).isEqualTo(apart ? "a\n" : "Dockerfile\na\n");
        assertThat(again.steps())
                .filteredOn(result -> result.step()
                        .position()
                        .filter(BuildStep.Position::cacheIsMeaningful)
                        .isPresent())
                .hasSize(2)
                .allMatch(StepResult::cached);
        assertThat(log(edited)).isEqualTo(log(first));
        assertThat(((Built) again).imageId()).isEqualTo(((Built) first).imageId());
    }

    private static String log(BuildOutcome outcome) {
        return outcome.steps().stream().map(StepResult::logTail).collect(Collectors.joining());
    }

    @Test
    void aBuildWithTheDockerfileApartTellsOfItsStepsAndFailures() {
        List<BuildEvent> events = new ArrayList<>();
        String text = "FROM %s\nRUN echo begun; exit 7".formatted(EngineFixture.BASE);

        BuildOutcome outcome = fixture.engine.build(
                request("apart", EngineFixture.context(text, Map.of()), Cache.FILLED, true), events::add);

        Failed failed = (Failed) outcome;
        assertThat(failed.step().orElseThrow().step().position().orElseThrow().number())
                .isEqualTo(2);
        assertThat(failed.message()).contains("exit code: 7");
        assertThat(events)
                .anyMatch(event ->
                        event instanceof BuildEvent.Log log && log.text().contains("begun"));
        assertThat(((Failed) fixture.build(
                                request("apart", EngineFixture.context("FROM x\nFOO", Map.of()), Cache.FILLED, true)))
                        .message())
                .contains("FOO");
    }

    @Test
    void aBuildWithTheDockerfileApartIsHeldToItsLimits() {
        String slow = "FROM %s\nRUN echo begun; sleep 100".formatted(EngineFixture.BASE);
        String loud = "FROM %s\nRUN while :; do seq 10000; sleep 0.3; done".formatted(EngineFixture.BASE);

        LimitReached late = (LimitReached) fixture.build(limited(slow, Duration.ofSeconds(4), 1 << 20));
        LimitReached flooded = (LimitReached) fixture.build(limited(loud, EngineFixture.LONG, 300_000));

        assertThat(late.limit().reason()).contains("a build may take 4 seconds.");
        assertThat(late.steps().toString()).contains("begun");
        assertThat(flooded.limit().reason()).contains("more than");
        assertThat(flooded.took()).isLessThan(Duration.ofSeconds(30));
        assertThat(processes("-fx", "sleep 100")).isEmpty();
        assertThat(processes("-x", "docker-buildx")).isEmpty();
    }

    private static String processes(String how, String what) {
        byte[] found = fixture.outer
                .exec(fixture.sandbox, List.of("pgrep", how, what), new byte[0], Duration.ofSeconds(5))
                .stdout();
        return new String(found, StandardCharsets.US_ASCII);
    }

    private static BuildRequest limited(String dockerfile, Duration limit, long maxLogBytes) {
        return new BuildRequest(
                EngineFixture.context(dockerfile, Map.of()),
                "Dockerfile",
                "apart",
                Map.of(),
                Optional.empty(),
                Map.of(),
                limit,
                maxLogBytes,
                Cache.FILLED,
                true);
    }
}
