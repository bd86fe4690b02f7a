package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rebuilds show of Dockerfiles that are right in unusual ways, and of those that are wrong in ways not seen in a line. */
@Tag("engine")
class BuildExperimentsTest {

    private static final String VENV_IN_A_HEREDOC = """
            FROM python:3.11-slim
            COPY requirements.txt /tmp/list
            RUN <<EOF
            python -m venv /opt/venv
            /opt/venv/bin/pip install --requirement /tmp/list
            EOF
            FROM python:3.11-slim
            COPY --from=0 /opt/venv /opt/venv
            COPY app.py .
            """;

    /** Tests run in a stage of their own, to which packages are copied below the code; nothing of it is in the image. */
    private static final String TESTED_ASIDE = """
            FROM python:3.11-slim AS wheels
            RUN --mount=type=bind,source=requirements.txt,target=/list pip wheel -w /wheels -r /list
            FROM python:3.11-slim AS tested
            COPY app.py .
            COPY --from=wheels /wheels /wheels
            RUN python app.py
            FROM python:3.11-slim
            RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \\
                --mount=type=bind,source=requirements.txt,target=/list pip install --no-index --find-links /wheels -r /list
            COPY --from=tested /app.py .
            """;

    private static final String LINKED_BELOW_THE_CODE = """
            FROM python:3.11-slim AS packages
            COPY requirements.txt .
            RUN pip install --target /packages -r requirements.txt
            FROM python:3.11-slim
            COPY --link app.py /app/app.py
            COPY --link --from=packages /packages /packages
            """;

    @ParameterizedTest
    @ValueSource(strings = {VENV_IN_A_HEREDOC, TESTED_ASIDE, LINKED_BELOW_THE_CODE})
    void unusualOnesReuseTheInstallAndFollowTheList(String dockerfile) {
        List<Finding> findings = observe(dockerfile, seen -> List.of(reuse(seen), invalidation(seen)));

        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED));
    }

    static List<Arguments> reinstalling() {
        return List.of(
                // In a stage that only its result is taken from, told by nothing that it says.
                Arguments.of("""
                        FROM python:3.11-slim AS builder
                        COPY . /src
                        RUN <<EOF
                        python -m venv /opt/venv
                        /opt/venv/bin/pip install --requirement /src/requirements.txt
                        EOF
                        FROM python:3.11-slim
                        COPY --from=builder /opt/venv /opt/venv
                        COPY app.py .
                        """, List.of(new Lines(2, 2), new Lines(3, 6))),
                // Nothing of the download is in any layer.
                Arguments.of("""
                        FROM python:3.11-slim
                        RUN pip install idna
                        COPY app.py .
                        RUN --mount=type=cache,target=/wheels pip download --no-deps -d /wheels idna
                        """, List.of(new Lines(4, 4))),
                Arguments.of("""
                        FROM python:3.11-slim
                        COPY app.py .
                        RUN pip download --no-deps -d /wheels idna
                        """, List.of(new Lines(2, 2), new Lines(3, 3))));
    }

    @ParameterizedTest
    @MethodSource("reinstalling")
    void whatIsInstalledCollectedOrCopiedAgainIsTold(String dockerfile, List<Lines> lines) {
        Finding finding = observe(dockerfile, BuildExperimentsTest::reuse);

        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).isEqualTo(lines);
    }

    static List<Arguments> notFollowing() {
        return List.of(
                Arguments.of("""
                        FROM python:3.11-slim
                        COPY requirements.txt .
                        RUN pip install idna==3.3
                        """, List.of(new Lines(3, 3))),
                Arguments.of("""
                        FROM python:3.11-slim
                        COPY requirements.txt .
                        RUN grep idna requirements.txt >some.txt && pip install -r some.txt
                        """, List.of(new Lines(3, 3))),
                // It arrives, but not where the other packages are.
                Arguments.of("""
                        FROM python:3.11-slim
                        RUN pip install idna sniffio
                        COPY requirements.txt .
                        RUN sed 1d requirements.txt >rest.txt && pip install --target /elsewhere -r rest.txt
                        """, List.of(new Lines(4, 4), new Lines(2, 2))));
    }

    @ParameterizedTest
    @MethodSource("notFollowing")
    void aRequirementThatIsNotInstalledIsTold(String dockerfile, List<Lines> lines) {
        Finding finding = observe(dockerfile, BuildExperimentsTest::invalidation);

        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).isEqualTo(lines);
    }

    @Test
    void aSecondCopyThatStaysAsItWasIsTold() {
        Finding finding = observe("""
                FROM python:3.11-slim
                RUN pip install idna
                COPY <<EOF running.py
                # A program that says hello, in enough words to be told from others.
                print('hello')
                EOF
                COPY app.py shown.py
                """, BuildExperimentsTest::reuse);

        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("/running.py");
        assertThat(finding.lines()).containsExactly(new Lines(3, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN pip install idna\nCOPY app.py main.py\nRUN cp main.py twice.py\n",
                "RUN pip install idna\nCOPY app.py .\nRUN sed -i s/hello/goodbye/ app.py\n"
            })
    void aCopyUnderAnotherNameOrAChangedOneArrives(String steps) {
        Finding finding = observe("FROM python:3.11-slim\n" + steps, BuildExperimentsTest::reuse);

        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED);
    }

    private static Finding reuse(Observations seen) {
        return new CacheReuse().judge(new CacheReuse.Parameters("source", Optional.empty()), seen);
    }

    private static Finding invalidation(Observations seen) {
        return new CacheInvalidation().judge(new CacheInvalidation.Parameters("requirements", Optional.empty()), seen);
    }

    private static <T> T observe(String dockerfile, Function<Observations, T> judge) {
        return RealImages.observe(
                Submission.of(dockerfile)
                        .file(
                                "app.py",
                                "# A program that says hello, in enough words to be told from others.\nprint('hello')\n")
                        .file("requirements.txt", "idna==3.3\nsniffio==1.2.0\n")
                        .edit("source", "app.py")
                        .addition("requirements", "requirements.txt", "six==1.16.0"),
                judge);
    }
}
