package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientProfilesTest {

    private static List<ClientProfile> drawn(long seed) {
        var profiles = new ClientProfiles(new Random(seed));
        return Stream.generate(profiles::draw).limit(300).toList();
    }

    private static <T> Set<T> of(Function<ClientProfile, T> what) {
        return drawn(3).stream().map(what).collect(Collectors.toSet());
    }

    private static String agent(ClientProfile client) {
        return client.headers().stream()
                .filter(header -> header.getKey().equals("User-Agent"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void theSameChanceDrawsTheSameClients() {
        assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
    }

    @Test
    void clientsDifferInAllThatAServerSeesOfThem() {
        assertThat(of(ClientProfilesTest::agent)).hasSizeGreaterThan(20);
        assertThat(of(client -> client.headers().stream().map(Map.Entry::getKey).toList()))
                .hasSizeGreaterThan(4);
        assertThat(drawn(3).subList(0, 10).stream().map(ClientProfile::host))
                .contains("localhost", "localhost:5050", ClientProfile.ADDRESS, "ml-api")
                .doesNotHaveDuplicates();
        assertThat(of(ClientProfile::neighbour)).contains(0).hasSizeGreaterThan(30);
        assertThat(of(ClientProfile::reusesConnections)).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void noProgramComesAgainBeforeEachHasAsked() {
        long programs = of(client ->
                        client.headers().stream().map(Map.Entry::getKey).toList())
                .size();
        for (int from = 0; from < 40; from += (int) programs) {
            assertThat(drawn(7).subList(from, from + (int) programs).stream()
                            .map(client -> client.headers().stream()
                                    .map(Map.Entry::getKey)
                                    .toList()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void oneSaysHowTextIsEncodedOneSendsManyFieldsAndOneWritesOverSeveralLines() {
        assertThat(drawn(8))
                .anyMatch(client -> client.headers().contains(Map.entry("Content-Type", "; charset=utf-8")));
        assertThat(drawn(8)).anyMatch(client -> client.headers().size() > 25);
        assertThat(drawn(8)).anyMatch(ClientProfile::indents);
    }

    @Test
    void noneGivesUsAway() {
        assertThat(drawn(5))
                .noneMatch(client -> client.toString().toLowerCase(Locale.ROOT).contains("drydock"));
    }
}
