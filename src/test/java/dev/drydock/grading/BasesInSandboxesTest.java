package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bases as submissions meet them, beyond what the exercises' own tests try. */
@Tag("engine")
class BasesInSandboxesTest {

    private static final String DATABASE = """
            FROM postgres:17
            ENV POSTGRES_USER=drydock POSTGRES_PASSWORD=secret POSTGRES_DB=course
            COPY schema.sql /docker-entrypoint-initdb.d/
            USER postgres
            HEALTHCHECK --interval=1s --timeout=5s CMD \\
                PGPASSWORD=secret psql -h 127.0.0.1 -U drydock course -tAc 'SELECT title FROM lesson' | grep -qx layers
            """;

    @ParameterizedTest
    @ValueSource(strings = {"python:3.11-slim-bookworm", "debian:12-slim", "python:3.11-bookworm"})
    void knowABaseByItsOtherNames(String alias) {
        var submission = RealImages.Submission.of("FROM " + alias + "\nRUN cat /etc/debian_version\n");
        assertThat(RealImages.observe(submission, Observations::build)).isInstanceOf(BuildOutcome.Built.class);
    }

    @Test
    void makeADatabaseThatAnswersOverTheNetworkOnceItIsFilled() {
        var submission = RealImages.Submission.of(DATABASE)
                .file("schema.sql", "CREATE TABLE lesson (title text);\nINSERT INTO lesson VALUES ('layers');\n");
        ContainerState state =
                RealImages.observe(submission, seen -> seen.service().healthWithin(Duration.ofSeconds(40)));
        assertThat(state.health()).map(ContainerState.Health::status).contains(Status.HEALTHY);
    }
}
