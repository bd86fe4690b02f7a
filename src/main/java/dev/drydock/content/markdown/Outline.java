package dev.drydock.content.markdown;

import dev.drydock.content.markdown.MarkdownPage.Section;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * A document's headings, each with the anchor by which links reach it: its author's, written as {@code {#anchor}}, or one
 * made of its words.
 */
final class Outline {

    private static final Pattern GIVEN = Pattern.compile("(.*?)\\s*\\{#([a-z0-9-]+)}", Pattern.DOTALL);
    /** A page has its title above the text. */
    private static final int HIGHEST_LEVEL = 2;

    private final Map<Heading, Section> sections = new LinkedHashMap<>();

    private Outline() {}

    /** Takes the authors' anchors out of the headings' text. */
    static Outline of(Node document) {
        List<Heading> headings = headings(document);
        Map<Heading, String> given = new HashMap<>();
        for (Heading heading : headings) {
            takeGiven(heading, given);
        }
        Outline outline = new Outline();
        Set<String> taken = new HashSet<>();
        for (Heading heading : headings) {
            String title = PlainText.of(heading);
            String own = given.get(heading);
            // Links were written to an author's anchors, so that these go before those made of words further up.
            String id = own != null ? free(own, taken, Set.of()) : free(slug(title), taken, Set.copyOf(given.values()));
            taken.add(id);
            outline.sections.put(heading, new Section(id, title, Math.max(heading.getLevel(), HIGHEST_LEVEL)));
        }
        return outline;
    }

    private static List<Heading> headings(Node document) {
        List<Heading> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        return headings;
    }

    private static void takeGiven(Heading heading, Map<Heading, String> given) {
        if (!(heading.getLastChild() instanceof Text last)) {
            return;
        }
        Matcher matcher = GIVEN.matcher(last.getLiteral());
        if (matcher.matches()) {
            last.setLiteral(matcher.group(1));
            given.put(heading, matcher.group(2));
        }
    }

    private static String slug(String title) {
        String slug = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "section" : slug;
    }

    private static String free(String wanted, Set<String> taken, Set<String> reserved) {
        String id = wanted;
        for (int number = 2; taken.contains(id) || reserved.contains(id); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    /** In reading order. */
    List<Section> sections() {
        return List.copyOf(sections.values());
    }

    /** What a heading of this document begins. */
    Section section(Heading heading) {
        return Objects.requireNonNull(sections.get(heading), "the heading is of another document");
    }
}
