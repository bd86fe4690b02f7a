package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnerTest {

    @Test
    void thisProcessIsAlive() {
        Owner current = Owner.current();
        assertThat(Owner.parse(current.token())).contains(current);
        assertThat(current.isAlive()).isTrue();
    }

    @Test
    void processThatTookOverTheIdIsAnother() {
        assertThat(new Owner(Owner.current().pid(), "some-other-boot-1").isAlive())
                .isFalse();
    }

    @Test
    void endedProcessIsNotAlive() throws Exception {
        Process process = new ProcessBuilder("sleep", "300").start();
        Owner owner = Owner.of(process.pid());
        assertThat(owner.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
        assertThat(owner.isAlive()).isFalse();
    }

    @Test
    void foreignLabelHasNoOwner() {
        assertThat(Owner.parse("somebody")).isEmpty();
        assertThat(Owner.parse("x@y")).isEmpty();
    }
}
