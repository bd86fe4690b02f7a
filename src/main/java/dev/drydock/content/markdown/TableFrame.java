package dev.drydock.content.markdown;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;

/** Stands around a table, so that it scrolls by itself where it is wider than the window. */
final class TableFrame extends CustomBlock {

    /** The document, with all its tables framed. */
    static Node around(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                    TableFrame frame = new TableFrame();
                    block.insertBefore(frame);
                    frame.appendChild(block);
                } else {
                    visitChildren(block);
                }
            }
        });
        return document;
    }
}
