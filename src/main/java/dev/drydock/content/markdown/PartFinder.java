package dev.drydock.content.markdown;

import dev.drydock.content.markdown.MarkdownParts.Code;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.content.markdown.MarkdownParts.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** Walks through a document that was parsed with source spans. */
final class PartFinder extends AbstractVisitor {

    private final Addresses addresses;
    private final List<Part> links = new ArrayList<>();
    private final List<Picture> images = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final List<Part> names = new ArrayList<>();
    private final List<Part> prose = new ArrayList<>();
    private final List<Part> html = new ArrayList<>();

    private PartFinder(Addresses addresses) {
        this.addresses = addresses;
    }

    static MarkdownParts of(Node document, Outline outline, Addresses addresses) {
        PartFinder found = new PartFinder(addresses);
        document.accept(found);
        return new MarkdownParts(
                found.links, found.images, found.codes, found.names, found.prose, found.html, outline.sections());
    }

    /** The line of a node, or of the one that it is in: some parts of tables know none. */
    private static int line(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            List<SourceSpan> spans = at.getSourceSpans();
            if (!spans.isEmpty()) {
                return spans.getFirst().getLineIndex() + 1;
            }
        }
        return 1;
    }

    @Override
    public void visit(Link link) {
        links.add(new Part(line(link), addresses.link(link.getDestination()).orElse("")));
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        images.add(new Picture(
                line(image), addresses.image(image.getDestination()).orElse(""), PlainText.of(image), prose(image)));
    }

    private static String prose(Image image) {
        StringBuilder prose = new StringBuilder();
        image.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                prose.append(text.getLiteral()).append(' ');
            }
        });
        return prose.toString().strip();
    }

    @Override
    public void visit(FencedCodeBlock block) {
        CodeInfo info = CodeInfo.of(Optional.ofNullable(block.getInfo()).orElse(""));
        codes.add(new Code(line(block), info.language(), info.attributes(), block.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        codes.add(new Code(line(block), CodeInfo.NONE.language(), CodeInfo.NONE.attributes(), block.getLiteral()));
    }

    @Override
    public void visit(org.commonmark.node.Code code) {
        names.add(new Part(line(code), code.getLiteral()));
    }

    @Override
    public void visit(Text text) {
        prose.add(new Part(line(text), text.getLiteral()));
    }

    @Override
    public void visit(HtmlInline inline) {
        html.add(new Part(line(inline), inline.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock block) {
        html.add(new Part(line(block), block.getLiteral().strip()));
    }
}
