package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardTest {

    @Test
    void countsANetworkOfIpv6AsOne() {
        assertThat(Guard.network("2001:db8:1:2::1")).isEqualTo(Guard.network("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(Guard.network("2001:db8:1:2::1")).isNotEqualTo(Guard.network("2001:db8:1:3::1"));
    }

    @Test
    void countsAnAddressOfIpv4AsItself() {
        assertThat(Guard.network("192.0.2.1")).isNotEqualTo(Guard.network("192.0.2.2"));
        assertThat(Guard.network("unknown")).isEqualTo("unknown");
    }
}
