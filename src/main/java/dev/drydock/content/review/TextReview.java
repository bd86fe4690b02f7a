package dev.drydock.content.review;

import dev.drydock.content.markdown.MarkdownPage.Section;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds HTML, and lessons that are too long, too short, or without the sections that all have. */
final class TextReview {

    private static final int LEAST_WORDS = 1200;
    private static final int MOST_WORDS = 2500;

    private static final Map<String, String> SECTIONS =
            Map.of("mistakes", "What people get wrong", "summary", "Summary", "try", "Try it");

    private TextReview() {}

    static List<Problem> of(ReviewedText text) {
        List<Problem> problems = new ArrayList<>();
        for (Part html : text.parts().html()) {
            problems.add(text.problem(
                    html.line(),
                    "HTML is shown as it stands here: "
                            + html.text().lines().findFirst().orElse(""),
                    "Markdown only",
                    "write it in Markdown, or between backquotes if it is meant to be seen"));
        }
        for (Section section : text.parts().sections()) {
            if (section.title().contains("{#")) {
                problems.add(text.problem(
                        1,
                        "the heading \"" + section.title() + "\" shows its anchor",
                        "## Title {#anchor} with lower-case letters, digits and dashes, as the heading's last words",
                        "correct the anchor"));
            }
        }
        return problems;
    }

    /** What holds of lessons only. */
    static List<Problem> ofLesson(ReviewedText text) {
        List<Problem> problems = new ArrayList<>();
        int words = text.parts().words();
        if (words < LEAST_WORDS || words > MOST_WORDS) {
            problems.add(text.problem(
                    1,
                    "the lesson has " + words + " words besides code",
                    LEAST_WORDS + " to " + MOST_WORDS + ", which is what one reads at a stretch",
                    words < LEAST_WORDS ? "say what is missing" : "cut it, or move a part to another lesson"));
        }
        ReviewedText.OF_EVERY_PAGE.stream()
                .filter(text.anchors()::contains)
                .forEach(taken -> problems.add(text.problem(
                        1,
                        "every lesson's page has a part #" + taken + " already",
                        "another anchor",
                        "rename the section's")));
        SECTIONS.forEach((anchor, title) -> {
            if (!text.anchors().contains(anchor)) {
                problems.add(text.problem(
                        1, "the lesson has no section #" + anchor, "## " + title + " {#" + anchor + "}", "write it"));
            }
        });
        return problems;
    }
}
