package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {

    private static final String RUNC =
            "failed to create task for container: failed to create shim task: OCI runtime create "
                    + "failed: runc create failed: unable to start container process: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|exec: \"nosuch\": executable file not found in $PATH: unknown|true",
                "400|exec: \"/app\": permission denied: unknown|true",
                "500|error during container init: chdir to cwd (\"/x\") set in config.json failed: not a directory|true",
                "500|error during container init: error setting rlimits for ready process: error setting rlimit type 7|false",
                "500|container init was OOM-killed (memory limit too low?)|false",
                "400|unable to apply cgroup configuration|false",
            })
    void tellsWhoseFaultAStartIs(int status, String reason, boolean ofImage) {
        assertThat(StartFailure.ofImageAtStart(new RefusedException("POST /start", status, RUNC + reason)))
                .isEqualTo(ofImage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|no command specified|true",
                "400|the working directory 'C:' is invalid, it needs to be an absolute path|true",
                "400|Minimum memory limit allowed is 6MB|false",
                "404|No such image: x|false",
                "500|mkdir /var/lib/docker/volumes/x: no space left on device|false",
            })
    void tellsWhoseFaultACreationIs(int status, String reason, boolean ofImage) {
        assertThat(StartFailure.ofImageAtCreate(new RefusedException("POST /create", status, reason)))
                .isEqualTo(ofImage);
    }
}
