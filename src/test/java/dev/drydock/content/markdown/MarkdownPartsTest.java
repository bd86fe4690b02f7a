package dev.drydock.content.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.markdown.MarkdownParts.Code;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.content.markdown.MarkdownParts.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownPartsTest {

    private static MarkdownParts parts(String markdown) {
        return new Markdown("/lessons/03-layers-and-cache/").parts(markdown);
    }

    @Test
    void knowsWhereEachPartBegins() {
        MarkdownParts parts = parts("""
                ## One {#one}

                Some [words](04-build-context#ignore) and
                `code`, <br> and

                ![A `small` picture](figures/a.svg)

                | a | b |
                |---|---|
                | c | [d](#one) |

                <details>
                """);

        assertThat(parts.links())
                .containsExactly(new Part(3, "/lessons/04-build-context#ignore"), new Part(10, "#one"));
        assertThat(parts.names()).containsExactly(new Part(4, "code"));
        assertThat(parts.images())
                .containsExactly(
                        new Picture(6, "/lessons/03-layers-and-cache/figures/a.svg", "A small picture", "A   picture"));
        assertThat(parts.html()).containsExactly(new Part(4, "<br>"), new Part(12, "<details>"));
        assertThat(parts.prose()).contains(new Part(1, "One"), new Part(3, "Some "), new Part(10, "d"));
        assertThat(parts.sections())
                .singleElement()
                .extracting(MarkdownPage.Section::id)
                .isEqualTo("one");
    }

    @Test
    void readsWhatStandsAfterAFence() {
        MarkdownParts parts = parts("""
                ```dockerfile title="A: b" file="app/Dockerfile" part
                FROM x
                ```

                ```
                plain
                ```

                    indented
                """);

        assertThat(parts.codes())
                .isEqualTo(List.of(
                        new Code(
                                1,
                                Optional.of("dockerfile"),
                                Map.of("title", "A: b", "file", "app/Dockerfile", "part", ""),
                                "FROM x\n"),
                        new Code(5, Optional.empty(), Map.of(), "plain\n"),
                        new Code(9, Optional.empty(), Map.of(), "indented\n")));
    }

    @Test
    void leavesOutAddressesThatCouldBeDangerous() {
        assertThat(parts("[a](javascript:alert)").links()).containsExactly(new Part(1, ""));
    }

    @Test
    void countsWordsOfTextAndNoCode() {
        assertThat(parts("## Two words\n\nOne, `two` - three\n\n```\nnone here\n```\n")
                        .words())
                .isEqualTo(5);
    }
}
