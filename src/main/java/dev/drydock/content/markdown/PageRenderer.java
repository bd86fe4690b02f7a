package dev.drydock.content.markdown;

import dev.drydock.content.markdown.MarkdownPage.Section;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes what Drydock's pages want otherwise than the library. */
final class PageRenderer extends CoreHtmlNodeRenderer {

    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(\\d) (?=(?:B|kB|MB|GB|TB|MiB|GiB|ms|s|min|h|%)(?![\\p{L}\\p{Nd}]))");
    private static final Set<String> REMARKS = Set.of("Note", "Careful");

    private final HtmlWriter html;
    private final Addresses addresses;
    private final Outline outline;

    PageRenderer(HtmlNodeRendererContext context, Addresses addresses, Outline outline) {
        super(context);
        this.html = context.getWriter();
        this.addresses = addresses;
        this.outline = outline;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        Set<Class<? extends Node>> types = new HashSet<>(super.getNodeTypes());
        types.add(TableFrame.class);
        return types;
    }

    @Override
    public void visit(Heading heading) {
        Section section = outline.section(heading);
        String tag = "h" + section.level();
        html.line();
        html.tag(tag, Map.of("id", section.id()));
        visitChildren(heading);
        html.text(" ");
        html.tag(
                "a",
                attributes(
                        "class", "anchor",
                        "href", "#" + section.id(),
                        "aria-label", "Link to this section: " + section.title()));
        html.text("#");
        html.tag("/a");
        html.tag("/" + tag);
        html.line();
    }

    @Override
    public void visit(FencedCodeBlock block) {
        code(CodeInfo.of(Optional.ofNullable(block.getInfo()).orElse("")), block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        code(CodeInfo.NONE, block.getLiteral());
    }

    private void code(CodeInfo info, String text) {
        html.line();
        html.tag("figure", Map.of("class", "code"));
        caption(info);
        html.tag("pre", Map.of("tabindex", "0"));
        html.tag(
                "code",
                info.language().map(name -> Map.of("class", "language-" + name)).orElse(Map.of()));
        html.text(text);
        html.tag("/code");
        html.tag("/pre");
        html.tag("/figure");
        html.line();
    }

    /** The title, and the file that a reader finds the same text in. */
    private void caption(CodeInfo info) {
        if (info.title().isEmpty() && info.file().isEmpty()) {
            return;
        }
        html.tag("figcaption");
        info.title().ifPresent(html::text);
        info.file().ifPresent(file -> {
            html.text(info.title().isPresent() ? " " : "");
            html.tag("code");
            html.text("examples/" + file);
            html.tag("/code");
        });
        html.tag("/figcaption");
    }

    private void caption(String text) {
        html.tag("figcaption");
        html.text(text);
        html.tag("/figcaption");
    }

    /** A number stays with its unit where a line ends. */
    @Override
    public void visit(Text text) {
        html.text(NUMBER_AND_UNIT.matcher(text.getLiteral()).replaceAll("$1\u00a0"));
    }

    @Override
    public void visit(Paragraph paragraph) {
        boolean alone = paragraph.getFirstChild() == paragraph.getLastChild();
        if (alone && paragraph.getFirstChild() instanceof Image image && !context.shouldOmitSingleParagraphP()) {
            figure(image);
        } else {
            super.visit(paragraph);
        }
    }

    private void figure(Image image) {
        html.line();
        html.tag("figure");
        image(image, Map.of());
        title(image).ifPresent(this::caption);
        html.tag("/figure");
        html.line();
    }

    @Override
    public void visit(Image image) {
        image(image, title(image).map(title -> Map.of("title", title)).orElse(Map.of()));
    }

    private static Optional<String> title(Image image) {
        return Optional.ofNullable(image.getTitle()).filter(title -> !title.isBlank());
    }

    private void image(Image image, Map<String, String> more) {
        String instead = PlainText.of(image);
        addresses
                .image(image.getDestination())
                .ifPresentOrElse(
                        source -> {
                            var attributes = attributes("src", context.encodeUrl(source), "alt", instead);
                            attributes.putAll(more);
                            attributes.put("loading", "lazy");
                            html.tag("img", attributes);
                        },
                        () -> html.text(instead));
    }

    @Override
    public void visit(Link link) {
        Optional<String> target = addresses.link(link.getDestination());
        target.ifPresent(url -> html.tag("a", Map.of("href", context.encodeUrl(url))));
        visitChildren(link);
        target.ifPresent(url -> html.tag("/a"));
    }

    @Override
    public void visit(BlockQuote quote) {
        html.line();
        html.tag("blockquote", remark(quote).map(kind -> Map.of("class", kind)).orElse(Map.of()));
        html.line();
        visitChildren(quote);
        html.line();
        html.tag("/blockquote");
        html.line();
    }

    /** What kind of remark a quote is by its first word; empty if it is somebody's words. */
    private static Optional<String> remark(BlockQuote quote) {
        return quote.getFirstChild() instanceof Paragraph first
                        && first.getFirstChild() instanceof StrongEmphasis strong
                ? Optional.of(PlainText.of(strong)).filter(REMARKS::contains).map(word -> word.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public void visit(CustomBlock frame) {
        html.line();
        html.tag("div", attributes("class", "table", "tabindex", "0", "role", "region", "aria-label", "Table"));
        Node table = frame.getFirstChild();
        if (table != null) {
            context.render(table);
        }
        html.tag("/div");
        html.line();
    }

    /** In this order, so that the same Markdown always gives the same HTML. */
    private static Map<String, String> attributes(String... namesAndValues) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes;
    }
}
