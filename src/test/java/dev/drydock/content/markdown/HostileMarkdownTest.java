package dev.drydock.content.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMarkdownTest {

    private static final Markdown MARKDOWN = new Markdown("/lessons/03-layers-and-cache/");
    private static final int DEEP = 10_000;

    private static Document page(String markdown) {
        return Jsoup.parse(MARKDOWN.page(markdown).html());
    }

    /** As a browser would see it: nothing that runs, and nothing that Markdown cannot write. */
    private static void assertHarmless(Document page) {
        for (Element element : page.body().getAllElements()) {
            assertThat(element.normalName()).isNotIn("script", "style", "iframe", "svg", "object", "form", "b", "u");
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                if (attribute.getKey().equals("href") || attribute.getKey().equals("src")) {
                    assertThat(attribute.getValue()).matches("(?:https?:|mailto:|/(?!/)|#).*");
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <script>alert(1)</script> b",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<style>*{display:none}</style>",
                "<!-- --><u>x</u>",
                "<![CDATA[<b>x</b>]]>",
                "## <img src=x onerror=alert(1)>",
                "## <b>x</b> {#\"onclick=x}",
                "## \" onmouseover=\"alert(1) `\" onclick=\"x`",
                "```dockerfile title=\"<script>alert(1)</script>\"\n<script>\n```",
                "```\"onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```",
                "~~~ title=\"a\" onclick=\"alert(1)\"\nx\n~~~",
                "    </code></pre><script>alert(1)</script>",
                "| <script> | <b onclick=x> |\n|---|---|\n| <img src=x onerror=alert(1)> | x |",
                "![\"onerror=alert(1)](a.svg '\"onerror=\"alert(1)')",
                "![<img src=x onerror=alert(1)>](a.svg)",
                "> <b>**Note**</b>",
                "[x]: javascript:alert(1)\n\n[x] ![x]",
                "<javascript:alert(1)>"
            })
    void showsHtmlAsText(String markdown) {
        assertHarmless(page(markdown));
        assertHarmless(Jsoup.parse(MARKDOWN.line(markdown)));
    }

    @Test
    void keepsTheTextOfWhatItDisarms() {
        assertThat(page("<script>alert(1)</script>").text()).isEqualTo("<script>alert(1)</script>");
        assertThat(page("## A <b>bold</b> move").select("a.anchor").attr("aria-label"))
                .isEqualTo("Link to this section: A <b>bold</b> move");
        assertThat(page("```a title=\"<b>\"\nx\n```").select("figcaption").text())
                .isEqualTo("<b>");
    }

    static Stream<String> dangerousAddresses() {
        return Stream.of(
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "javascript&colon;alert(1)",
                "java&#115;cript:alert(1)",
                "java&#9;script:alert(1)",
                "&#1;javascript:alert(1)",
                "java\\\nscript:alert(1)",
                "vbscript:msgbox(1)",
                "data:text/html,<script>alert(1)</script>",
                "data:image/svg+xml;base64,PHN2Zz4=",
                "file:///etc/passwd",
                "blob:https://example.org/x",
                "//evil.example/x",
                "/\\evil.example/x",
                "\\\\\\\\evil.example",
                "exercise:../../admin",
                "exercise:",
                "https&#58;//x&#10;y",
                "");
    }

    @ParameterizedTest
    @MethodSource("dangerousAddresses")
    void leadsNowhereDangerous(String address) {
        for (String written : new String[] {"[text](" + address + ")", "[text](<" + address + ">)"}) {
            Document page = page(written);
            assertHarmless(page);
            assertThat(page.text()).contains("text");
        }
        assertHarmless(page("![text](" + address + ")\n\na ![text](<" + address + ">)"));
    }

    @Test
    void leavesTheTextOfLinksAndImagesThatItLeavesOut() {
        assertThat(MARKDOWN.page("[a *b*](javascript:x)").html().strip()).isEqualTo("<p>a <em>b</em></p>");
        assertThat(MARKDOWN.page("x ![a *b*](data:image/png;base64,AAAA)")
                        .html()
                        .strip())
                .isEqualTo("<p>x a b</p>");
        assertThat(MARKDOWN.page("![x](mailto:a@example.org)").html()).doesNotContain("mailto");
    }

    static Stream<String> deep() {
        return Stream.of(
                "> ".repeat(DEEP) + "x",
                "- ".repeat(DEEP) + "x",
                "1. ".repeat(DEEP) + "x",
                "> - ".repeat(DEEP) + "## x",
                "*a **a ".repeat(DEEP) + "a** a*".repeat(DEEP),
                "*".repeat(DEEP) + "a" + "*".repeat(DEEP),
                "[".repeat(DEEP) + "a" + "](b)".repeat(DEEP),
                "![".repeat(DEEP) + "a" + "](b)".repeat(DEEP),
                "## " + "![".repeat(DEEP) + "a" + "](b)".repeat(DEEP),
                "<b>".repeat(DEEP),
                "`".repeat(DEEP) + " `" + " ``".repeat(DEEP),
                "| a ".repeat(DEEP) + "|\n" + "|---".repeat(DEEP) + "|\n",
                "```title=\"" + "title=\"".repeat(DEEP),
                "## a {#a}\n".repeat(DEEP / 10));
    }

    @ParameterizedTest
    @MethodSource("deep")
    @Timeout(20)
    void standsDeepNesting(String markdown) {
        assertHarmless(page(markdown));
        assertHarmless(Jsoup.parse(MARKDOWN.line(markdown)));
    }

    @Test
    void takesOutWhateverRenderedMarkdownNeverHolds() {
        assertThat(
                        SecondWall.clean(
                                "<p onclick=\"x\">a<script>b</script><iframe src=\"c\"></iframe>"
                                        + "<a href=\"javascript:d\" target=\"e\">f</a><img src=\"data:g\" onerror=\"h\" alt=\"i\"></p>"))
                .isEqualTo("<p>a<a>f</a><img alt=\"i\"></p>");
    }
}
