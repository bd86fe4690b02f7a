package dev.drydock.content.markdown;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders Markdown. HTML in it is shown as text, and addresses that could run something are left out; what is made of it
 * is then held against a list of what may stand in a page, in case of a mistake here or in the library.
 */
public final class Markdown {

    /** Anything nested deeper is plain text, so that the stack is deep enough for all that is walked. */
    private static final int MAX_BLOCKS = 50;

    private static final int MAX_INLINES = 20;

    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private static final Parser PAGES = Parser.builder()
            .extensions(TABLES)
            .postProcessor(TableFrame::around)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_BLOCKS)
            .maxInlineNesting(MAX_INLINES)
            .build();

    private static final Parser LINES = Parser.builder()
            .enabledBlockTypes(Set.of())
            .maxInlineNesting(MAX_INLINES)
            .build();

    private final Addresses addresses;

    /**
     * @param base what relative addresses are relative to, such as {@code /lessons/03-layers-and-cache/}
     */
    public Markdown(String base) {
        this.addresses = new Addresses(base);
    }

    /** A whole text with headings, figures and all. */
    public MarkdownPage page(String markdown) {
        Node document = PAGES.parse(markdown);
        Outline outline = Outline.of(document);
        int words = PartFinder.of(document, outline, addresses).words();
        return new MarkdownPage(render(document, outline, false), outline.sections(), words);
    }

    /** What a whole text consists of, with the lines. */
    public MarkdownParts parts(String markdown) {
        Node document = PAGES.parse(markdown);
        return PartFinder.of(document, Outline.of(document), addresses);
    }

    /** One paragraph, without an element around it: for headings, labels and cells. */
    public String line(String markdown) {
        Node document = LINES.parse(markdown);
        return render(document, Outline.of(document), true);
    }

    private String render(Node document, Outline outline, boolean line) {
        String html = HtmlRenderer.builder()
                .escapeHtml(true)
                .percentEncodeUrls(true)
                .omitSingleParagraphP(line)
                .nodeRendererFactory(context -> new PageRenderer(context, addresses, outline))
                .extensions(TABLES)
                .build()
                .render(document);
        return SecondWall.clean(html);
    }
}
