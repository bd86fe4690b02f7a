package dev.drydock.content.markdown;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * Lets only those elements, attributes and schemes through that rendered Markdown consists of. Whatever else may have got
 * into the HTML is gone afterwards.
 */
final class SecondWall {

    /** What relative addresses are resolved against to learn their scheme; they stay relative. */
    private static final String ANY_PAGE = "https://drydock.invalid/";

    private static final Document.OutputSettings AS_WRITTEN = new Document.OutputSettings().prettyPrint(false);

    private static final String[] HEADINGS = {"h2", "h3", "h4", "h5", "h6"};

    private SecondWall() {}

    static String clean(String html) {
        return Jsoup.clean(html, ANY_PAGE, allowed(), AS_WRITTEN);
    }

    private static Safelist allowed() {
        Safelist safelist = new Safelist()
                .addTags(HEADINGS)
                .addTags("p", "br", "hr", "em", "strong", "ul", "ol", "li", "blockquote", "a", "img")
                .addTags("figure", "figcaption", "pre", "code", "div")
                .addTags("table", "thead", "tbody", "tr", "th", "td")
                .addAttributes("ol", "start")
                .addAttributes("blockquote", "class")
                .addAttributes("a", "href", "class", "aria-label")
                .addAttributes("img", "src", "alt", "title", "loading")
                .addAttributes("figure", "class")
                .addAttributes("pre", "tabindex")
                .addAttributes("code", "class")
                .addAttributes("div", "class", "tabindex", "role", "aria-label")
                .addAttributes("th", "align")
                .addAttributes("td", "align")
                .addProtocols("a", "href", "https", "http", "mailto")
                .addProtocols("img", "src", "https", "http")
                .preserveRelativeLinks(true);
        for (String heading : HEADINGS) {
            safelist.addAttributes(heading, "id");
        }
        return safelist;
    }
}
