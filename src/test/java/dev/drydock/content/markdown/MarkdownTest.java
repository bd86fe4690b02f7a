package dev.drydock.content.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.content.markdown.MarkdownPage.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static final Markdown MARKDOWN = new Markdown("/lessons/03-layers-and-cache/");

    private static String html(String markdown) {
        return MARKDOWN.page(markdown).html().strip();
    }

    @Test
    void givesHeadingsTheirAuthorsAnchors() {
        MarkdownPage page = MARKDOWN.page("## The *order* & `COPY` {#order}\n");

        assertThat(page.html().strip())
                .isEqualTo("<h2 id=\"order\">The <em>order</em> &amp; <code>COPY</code> "
                        + "<a class=\"anchor\" href=\"#order\" aria-label=\"Link to this section: The order &amp; COPY\">"
                        + "#</a></h2>");
        assertThat(page.sections()).containsExactly(new Section("order", "The order & COPY", 2));
    }

    @Test
    void findsAnAnchorBehindCodeAndTouchesNoOtherBraces() {
        assertThat(MARKDOWN.page("## `RUN` {#run}\n## Set {a}\n## Odd {#Big}\n").sections())
                .containsExactly(
                        new Section("run", "RUN", 2),
                        new Section("set-a", "Set {a}", 2),
                        new Section("odd-big", "Odd {#Big}", 2));
    }

    @Test
    void makesAnchorsOfWords() {
        assertThat(MARKDOWN.page("## What's in a café?\n\n### ¿…?\n\n## 2. Ärger & Co.\n")
                        .sections())
                .containsExactly(
                        new Section("what-s-in-a-cafe", "What's in a café?", 2),
                        new Section("section", "¿…?", 3),
                        new Section("2-arger-co", "2. Ärger & Co.", 2));
    }

    @Test
    void numbersAnchorsThatAreTaken() {
        assertThat(MARKDOWN.page("## Cache\n## Cache\n## Cache\n## Cache 2\n## Why {#cache}\n## How {#cache}\n")
                        .sections())
                .extracting(Section::id)
                .containsExactly("cache-2", "cache-3", "cache-4", "cache-2-2", "cache", "cache-5");
    }

    @Test
    void beginsBelowThePagesTitle() {
        assertThat(MARKDOWN.page("# Title\n\n## Part\n\n###### Detail\n").sections())
                .extracting(Section::level)
                .containsExactly(2, 2, 6);
    }

    @Test
    void showsCodeWithLanguageAndTitle() {
        assertThat(html("```dockerfile title=\"Dockerfile, before & after\"\nFROM x < y\n```\n"))
                .isEqualTo(
                        "<figure class=\"code\"><figcaption>Dockerfile, before &amp; after</figcaption>"
                                + "<pre tabindex=\"0\"><code class=\"language-dockerfile\">FROM x &lt; y\n</code></pre></figure>");
        assertThat(html("```\n\n a\n```\n"))
                .isEqualTo("<figure class=\"code\"><pre tabindex=\"0\"><code>\n a\n</code></pre></figure>");
        assertThat(html("~~~ title=\"A\"\na\n~~~\n"))
                .contains("<figcaption>A</figcaption>")
                .contains("<code>a");
        assertThat(html("```Python3 linenos\na\n```\n")).contains("<code class=\"language-python3\">");
    }

    @Test
    void saysWhichFileCodeIsShownFrom() {
        assertThat(html("```dockerfile title=\"Last\" file=\"app/a.Dockerfile\" part\nFROM x\n```\n"))
                .contains("<figcaption>Last <code>examples/app/a.Dockerfile</code></figcaption>");
        assertThat(html("```dockerfile file=\"app/Dockerfile\"\nFROM x\n```\n"))
                .contains("<figcaption><code>examples/app/Dockerfile</code></figcaption>");
    }

    @Test
    void keepsNumbersWithTheirUnits() {
        assertThat(html("About 64 MB in 3 s, 5 % of 20 steps and 7 sheets; `1 MB`"))
                .isEqualTo("<p>About 64&nbsp;MB in 3&nbsp;s, 5&nbsp;% of 20 steps and 7 sheets; <code>1 MB</code></p>");
    }

    @Test
    void showsIndentedCodeLikeOther() {
        assertThat(html("    docker build .\n"))
                .isEqualTo("<figure class=\"code\"><pre tabindex=\"0\"><code>docker build .\n</code></pre></figure>");
    }

    @Test
    void makesAFigureOfAnImageAlone() {
        assertThat(html("![Two *layers*](figures/layers.svg \"What a \\\"layer\\\" is\")\n"))
                .isEqualTo("<figure><img src=\"/lessons/03-layers-and-cache/figures/layers.svg\" alt=\"Two layers\" "
                        + "loading=\"lazy\"><figcaption>What a \"layer\" is</figcaption></figure>");
        assertThat(html("![A](a.svg)\n")).doesNotContain("figcaption");
        assertThat(html("See ![A](a.svg \"B\").\n"))
                .isEqualTo("<p>See <img src=\"/lessons/03-layers-and-cache/a.svg\" alt=\"A\" title=\"B\" "
                        + "loading=\"lazy\">.</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "02-dockerfile-anatomy#cmd, /lessons/02-dockerfile-anatomy#cmd",
        "../02-dockerfile-anatomy, /lessons/02-dockerfile-anatomy",
        "../02-dockerfile-anatomy/#cmd, /lessons/02-dockerfile-anatomy#cmd",
        "../02-dockerfile-anatomy/lesson.md#cmd, /lessons/02-dockerfile-anatomy#cmd",
        "exercise:first-ml-container, /exercises/first-ml-container",
        "#order, #order",
        "/bases, /bases",
        "figures/a.svg, /lessons/03-layers-and-cache/figures/a.svg",
        "https://docs.docker.com/a?b=c&d#e, https://docs.docker.com/a?b=c&amp;d#e",
        "HTTP://docs.docker.com, HTTP://docs.docker.com",
        "mailto:a@example.org, mailto:a@example.org",
        "a b, /lessons/03-layers-and-cache/a%20b"
    })
    void leadsLinksToPages(String written, String target) {
        assertThat(html("[x](<" + written + ">)")).isEqualTo("<p><a href=\"" + target + "\">x</a></p>");
    }

    @ParameterizedTest
    @CsvSource({"/figures/a.png, /figures/a.png", "https://example.org/a.png, https://example.org/a.png"})
    void leavesImagesFromElsewhereWhereTheyAre(String written, String source) {
        assertThat(html("![x](" + written + ")")).contains("<img src=\"" + source + "\"");
    }

    @Test
    void letsTablesScroll() {
        assertThat(html("| a | b |\n|---|--:|\n| 1 | `2` |\n"))
                .startsWith("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>")
                .contains("<th align=\"right\">b</th>", "<td align=\"right\"><code>2</code></td>")
                .endsWith("</table>\n</div>");
        assertThat(html("> - | a |\n>   |---|\n>   | 1 |\n")).contains("<div class=\"table\"");
    }

    @Test
    void tellsRemarksFromQuotes() {
        assertThat(html("> **Note** that.\n")).startsWith("<blockquote class=\"note\">");
        assertThat(html("> **Careful**\n>\n> Hot.\n")).startsWith("<blockquote class=\"careful\">");
        assertThat(html("> **Nothing** at all.\n")).startsWith("<blockquote>");
        assertThat(html("> A **Note**\n")).startsWith("<blockquote>");
        assertThat(html("> - **Note**\n")).startsWith("<blockquote>");
    }

    @Test
    void keepsListsAsTheyAre() {
        assertThat(html("3. a\n4. b\n\n       code\n"))
                .startsWith("<ol start=\"3\">")
                .contains("<figure class=\"code\"><pre tabindex=\"0\"><code>code\n</code></pre></figure>");
        assertThat(html("- a  \n  b\n")).isEqualTo("<ul>\n<li>a<br>\nb</li>\n</ul>");
    }

    @Test
    void writesALineWithoutAParagraph() {
        assertThat(MARKDOWN.line("`RUN` *first*, see [there](02-dockerfile-anatomy)"))
                .isEqualTo("<code>RUN</code> <em>first</em>, "
                        + "see <a href=\"/lessons/02-dockerfile-anatomy\">there</a>");
        assertThat(MARKDOWN.line("# no heading")).isEqualTo("# no heading");
        assertThat(MARKDOWN.line("- no list\n- either")).isEqualTo("- no list\n- either");
        assertThat(MARKDOWN.line("<b>")).isEqualTo("&lt;b&gt;");
        assertThat(MARKDOWN.line("![A](a.svg)")).startsWith("<img ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lessons/", "/lessons", "https://example.org/", "//example.org/", "/a b/"})
    void wantsAPathAsBase(String base) {
        assertThatThrownBy(() -> new Markdown(base)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsHowLongAPageIsToRead() {
        assertThat(MARKDOWN.page("One two").readingMinutes()).isEqualTo(1);
        assertThat(MARKDOWN.page("word ".repeat(401) + "\n\n```\nno word\n```\n")
                        .readingMinutes())
                .isEqualTo(3);
    }
}
