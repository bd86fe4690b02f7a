package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DebianArchiveTest {

    @Test
    void isReadFromTheLabelsThatItWasWrittenTo() {
        var archive = new DebianArchive(List.of("debian.example:8080", "security.example"), "proxy.example:3128");
        assertThat(DebianArchive.ofLabels(archive.labels())).contains(archive);
        var none = new DebianArchive(List.of(), "");
        assertThat(DebianArchive.ofLabels(none.labels())).contains(none);
    }

    @Test
    void isNotToldByAnImageWithoutThem() {
        assertThat(DebianArchive.ofLabels(Map.of())).isEmpty();
    }
}
