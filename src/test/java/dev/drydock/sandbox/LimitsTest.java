package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

@Tag("engine")
class LimitsTest {

    @Test
    void sandboxHasTheLimitsOfTheRecordAndNoMoreRightsThanItNeeds() {
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            HostConfig host = DockerClientFactory.instance()
                    .client()
                    .inspectContainerCmd(lease.sandbox().containerId())
                    .exec()
                    .getHostConfig();
            Limits limits = Limits.standard();
            assertThat(host.getMemory()).isEqualTo(limits.sandboxMemoryBytes());
            assertThat(host.getMemorySwap()).isEqualTo(limits.sandboxMemoryBytes());
            assertThat(host.getPidsLimit()).isEqualTo(limits.sandboxPids());
            assertThat(host.getNanoCPUs()).isEqualTo((long) (limits.sandboxCpus() * 1e9));
            assertThat(host.getCapAdd())
                    .containsExactlyInAnyOrder(Capability.SYS_ADMIN, Capability.NET_ADMIN, Capability.SYS_PTRACE);
            assertThat(host.getPrivileged()).isFalse();
        }
    }
}
