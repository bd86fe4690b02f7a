package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Refusal.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private static final Set<String> BASES = Set.of("python:3.11-slim", "redis:7-alpine");
    private static final Refusals RULES =
            new Refusals(BASES::contains, List.of("python:3.11-slim", "redis:7-alpine"), Set.of("token"), Map.of());

    private static List<Refusal> refusals(String text) {
        return RULES.of(DockerfileParser.parse("Dockerfile", text.replace(';', '\n')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM python:3.11-slim",
                "FROM scratch",
                "# syntax=docker/dockerfile:1;FROM scratch",
                "# syntax=docker/dockerfile:1.7-labs;FROM scratch",
                "ARG V=3.11;FROM python:$V-slim",
                "FROM python:3.11-slim AS build;FROM build;COPY --from=Build /a /b;COPY --from=0 /a /b",
                "FROM scratch;COPY --from=redis:7-alpine /a /b",
                "FROM scratch;COPY --from=scratch /a /b",
                "FROM scratch;RUN --mount=type=cache,target=/c --mount=type=tmpfs,target=/t make",
                "FROM scratch;RUN --mount=from=redis:7-alpine,target=/r make",
                "FROM scratch;RUN --mount=type=secret,id=token make",
                "FROM scratch;RUN --mount=type=secret,target=/run/token make",
                "FROM scratch;RUN --network=none make",
                "FROM scratch;RUN --network=default make",
                "FROM scratch;ADD data.tar.gz /data",
                "FROM scratch;ADD github.com/a/b /data",
                "FROM scratch;ENV D=data;ADD ${D}.tar /data",
                "FROM scratch;ADD <<EOF /data;https://content;EOF",
                "FROM --platform=$BUILDPLATFORM scratch",
                "FROM python:3.11-slim;ENV P=${PATH:?needed}",
                "FROM scratch;WORKDIR /it's",
                "FROM scratch;ONBUILD COPY --from=3 /a /b",
                "FROM --platform=linux scratch",
                "FROM scratch;COPY --from=0 /a /b;COPY --from=+0 /a /b",
                "FROM scratch AS scratch;FROM scratch;COPY --from=scratch /a /b",
                "FROM scratch AS redis;FROM scratch;COPY --from=REDIS /a /b",
                "FROM scratch;HEALTHCHECK --interval=1s --start-interval=100ms CMD x",
                "FROM scratch;HEALTHCHECK --interval=0 CMD x",
            })
    void letsThroughWhatASandboxBuilds(String text) {
        assertThat(refusals(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # syntax=evil/frontend;FROM scratch | FRONTEND | 1
                    # syntax=docker/dockerfile;FROM scratch | FRONTEND | 1
                    # syntax=docker/dockerfile:10;FROM scratch | FRONTEND | 1
                    # syntax=docker/dockerfile-upstream:1;FROM scratch | FRONTEND | 1
                    # other=1;# syntax=evil/frontend;FROM scratch | FRONTEND | 2
                    FROM node:20 | BASE | 1
                    ARG V=2.7;;FROM python:$V | BASE | 3
                    FROM scratch AS b;FROM b;FROM B | BASE | 3
                    FROM scratch;COPY --from=node:20 /a /b | BASE | 2
                    FROM scratch AS s;COPY --from=$S /a /b | BASE | 2
                    FROM scratch;RUN --mount=from=node:20,target=/n make | BASE | 2
                    FROM scratch;RUN --mount=from=0,target=/n make | BASE | 2
                    FROM scratch;ONBUILD COPY --from=node:20 /a /b | BASE | 2
                    FROM scratch;ADD https://example.org/x /x | REMOTE_ADD | 2
                    FROM scratch;ADD HTTP://example.org/x /x | REMOTE_ADD | 2
                    FROM scratch;ADD a git@example.org:a/b.git /x | REMOTE_ADD | 2
                    FROM scratch;ADD ["https://example.org/x", "/x"] | REMOTE_ADD | 2
                    FROM scratch;ARG H=https;ADD $H://example.org/x /x | REMOTE_ADD | 3
                    ARG U=https://e.org/x;FROM scratch;ARG U;ADD $U /x | REMOTE_ADD | 4
                    FROM scratch;ADD ${U:-https://e.org/x} /x | REMOTE_ADD | 2
                    FROM python:3.11-slim;ADD $PYTHON_GET_PIP_URL /x | REMOTE_ADD | 2
                    FROM scratch;ONBUILD ADD https://example.org/x /x | REMOTE_ADD | 2
                    FROM scratch;RUN --network=host make | NETWORK | 2
                    FROM scratch;RUN --security=insecure make | SECURITY | 2
                    FROM scratch;RUN --device=nvidia.com/gpu make | DEVICE | 2
                    FROM scratch;RUN --mount=type=ssh make | MOUNT | 2
                    FROM scratch;RUN --mount=type=SSH make | MOUNT | 2
                    FROM scratch;RUN --mount="\\"type=ssh\\"" make | MOUNT | 2
                    FROM scratch;ARG T=ssh;RUN --mount=type=$T make | MOUNT | 3
                    FROM scratch;RUN --mount=type=secret,id=key make | MOUNT | 2
                    FROM scratch;RUN a \\;  && b;RUN \\; --mount=type=ssh make | MOUNT | 5
                    FROM SCRATCH | BASE | 1
                    FROM Python:3.11-slim | BASE | 1
                    FROM python | BASE | 1
                    FROM python:3.11-slim@sha256:0123 | BASE | 1
                    FROM docker.io/library/node:20 | BASE | 1
                    FROM node:20 AS scratch;FROM scratch | BASE | 1
                    FROM node:20 AS redis;FROM redis;COPY --from=redis /a /b | BASE | 1
                    FROM scratch AS a;FROM scratch;COPY --from=A /a /b;COPY --from=2 /a /b | STAGE | 4
                    FROM scratch;COPY --from=1 /a /b | STAGE | 2
                    FROM scratch;COPY --from=-1 /a /b | STAGE | 2
                    FROM scratch;COPY --from=99999999999999999999 /a /b | STAGE | 2
                    FROM --platform=linux/s390x scratch | PLATFORM | 1
                    ARG P=linux/s390x;FROM --platform=$P python:3.11-slim | PLATFORM | 2
                    FROM --platform=windows scratch | PLATFORM | 1
                    FROM --platform=a/b/c/d scratch | PLATFORM | 1
                    FROM scratch;COPY https://example.org/x /x | REMOTE_ADD | 2
                    FROM scratch;HEALTHCHECK --interval=1ms CMD x | PROBE | 2
                    FROM scratch;HEALTHCHECK --interval=.9s CMD x | PROBE | 2
                    FROM scratch;HEALTHCHECK --start-interval=99ms CMD x | PROBE | 2
                    """)
    void refusesWhatASandboxDoesNotOffer(String text, Kind kind, int line) {
        assertThat(refusals(text)).singleElement().satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.line()).isEqualTo(line);
            assertThat(refusal.file()).isEqualTo("Dockerfile");
            assertThat(refusal.reason()).isNotBlank();
            assertThat(refusal.mend()).isNotBlank();
        });
    }

    @Test
    void listsEveryRefusalInTheOrderOfTheFile() {
        assertThat(refusals("# syntax=x/y;FROM node:20;RUN --network=host --mount=type=ssh make;ADD http://a b"))
                .extracting(Refusal::kind)
                .containsExactly(Kind.FRONTEND, Kind.BASE, Kind.NETWORK, Kind.MOUNT, Kind.REMOTE_ADD);
    }

    @Test
    void suggestsTheNearestBase() {
        assertThat(refusals("FROM python:3.12-slim").getFirst().mend()).isEqualTo("Did you mean python:3.11-slim?");
        assertThat(refusals("FROM node:20").getFirst().mend()).contains("python:3.11-slim, redis:7-alpine");
    }

    @Test
    void saysWhatAnImageNameLeavesOpen() {
        assertThat(refusals("FROM SCRATCH").getFirst().mend())
                .isEqualTo("Images are named in lower case: write scratch.");
        assertThat(refusals("FROM python").getFirst().mend())
                .isEqualTo("Without a tag it means python:latest. Use python:3.11-slim.");
        assertThat(refusals("FROM python@sha256:0123").getFirst().mend())
                .isEqualTo("No image with this digest is known here. Use python:3.11-slim.");
    }

    @Test
    void suggestsTheStageThatWasMeant() {
        assertThat(refusals("FROM scratch AS build;FROM scratch;COPY --from=biuld /a /b")
                        .getFirst()
                        .mend())
                .isEqualTo("Did you mean the stage build?");
    }

    @Test
    void saysHowOftenAProbeWouldRun() {
        assertThat(refusals("FROM scratch;HEALTHCHECK --interval=1ms CMD x")
                        .getFirst()
                        .reason())
                .contains("every 1 ms; at least 1000 ms");
        assertThat(refusals("FROM scratch;HEALTHCHECK --interval=.5ms CMD x")
                        .getFirst()
                        .reason())
                .contains("every 0.5 ms");
    }

    @Test
    void marksTheGuiltyFlagAlone() {
        assertThat(refusals("FROM scratch;RUN --network=none \\;  --mount=type=ssh make")
                        .getFirst()
                        .span())
                .isEqualTo(new Span(new Position(3, 3), new Position(3, 19)));
    }

    @Test
    void refusesMoreMetadataThanAnImageNeeds() {
        assertThat(refusals("FROM scratch;"
                        + "LABEL a=%s;".formatted("x".repeat(50_000)).repeat(3)))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.METADATA);
                    assertThat(refusal.line()).isEqualTo(4);
                    assertThat(refusal.reason()).contains("146 KiB").contains("at most 128 KiB");
                });
        assertThat(refusals("FROM scratch;"
                        + "LABEL a=%s;".formatted("x".repeat(50_000)).repeat(2)))
                .isEmpty();
    }

    @Test
    void countsVariablesThatMultiplyEachOther() {
        String doubled = "ENV A=$A$A$PATH;".repeat(40);

        assertThat(refusals("FROM python:3.11-slim;" + doubled))
                .extracting(Refusal::kind)
                .containsExactly(Kind.METADATA);
        assertThat(refusals("ARG A=%s;FROM scratch;ARG A;LABEL b=%s".formatted("x".repeat(1_000), "$A".repeat(1_000))))
                .extracting(Refusal::line)
                .containsExactly(4);
        assertThat(refusals("FROM scratch AS a;ENV A=%s;FROM a;LABEL b=%s"
                        .formatted("x".repeat(1_000), "$A".repeat(1_000))))
                .extracting(Refusal::line)
                .containsExactly(4);
    }

    @Test
    void judgesBasesWithTheBuildArgumentsThatAreGiven() {
        Dockerfile file = DockerfileParser.parse("Dockerfile", "ARG B=node:20\nFROM $B", Map.of("B", "redis:7-alpine"));

        assertThat(RULES.of(file)).isEmpty();
    }

    @Test
    void escapesWhatItEchoes() {
        assertThat(refusals("FROM a\u001b[2Jb").getFirst().reason()).contains("a\\u{1b}[2Jb");
    }
}
