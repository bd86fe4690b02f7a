package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a here-document, as in {@code RUN <<EOF}.
 *
 * @param name the line that ends it
 * @param stripTabs written with a dash: tabs at the start of its lines do not count
 * @param expands whether variables in it are substituted, which quotes around the name prevent
 */
record Heredoc(String name, boolean stripTabs, boolean expands) {

    private static final Set<String> KEYWORDS = Set.of("RUN", "COPY", "ADD");
    private static final Pattern BEGINNING = Pattern.compile("\\d*+<<(-?)\\s*+([^<]*+)");
    private static final ShellWord.Mode AS_WRITTEN = new ShellWord.Mode(true, true, true);

    static boolean allowedIn(String keyword) {
        return KEYWORDS.contains(keyword);
    }

    /** All that begin in an instruction's text. A line that does not lex as shell words has none: so in BuildKit. */
    static List<Heredoc> in(String line) {
        var found = new ArrayList<Heredoc>();
        if (line.contains("<<")) {
            words(line, AS_WRITTEN).forEach(word -> of(word).ifPresent(found::add));
        }
        return found;
    }

    /** What one word begins, if it is a here-document's beginning and nothing else. */
    static Optional<Heredoc> of(String word) {
        Matcher beginning = BEGINNING.matcher(word);
        if (!beginning.matches() || beginning.group(2).isEmpty()) {
            return Optional.empty();
        }
        List<String> names = words(beginning.group(2), ShellWord.Mode.UNSUBSTITUTED);
        return names.size() == 1
                ? Optional.of(new Heredoc(
                        names.getFirst(),
                        !beginning.group(1).isEmpty(),
                        names.getFirst().equals(beginning.group(2))))
                : Optional.empty();
    }

    private static List<String> words(String text, ShellWord.Mode mode) {
        try {
            return ShellWord.read(text, Map.of(), '\\', mode, new Budget()).words();
        } catch (Mistake unbalanced) {
            return List.of();
        }
    }

    boolean endsAt(String line) {
        return line.substring(tabs(line)).equals(name);
    }

    /** How many tabs at the start of a line are no part of the here-document's content. */
    int tabs(String line) {
        int start = 0;
        while (stripTabs && start < line.length() && line.charAt(start) == '\t') {
            start++;
        }
        return start;
    }
}
