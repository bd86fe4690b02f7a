package dev.drydock.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes comments all over a Python program, for builds that look at some of its lines alone. */
final class PythonComments {

    /** What has to come first in a Python program: a byte order mark, what starts it, and a coding in one of its first lines. */
    private static final String FIRST =
            "(?:\u00ef\u00bb\u00bf)?(?:#!.*\n)?(?:(?:\\h*(?:#.*)?\\r?\n)?\\h*#.*?coding[:=].*\n)?";

    /**
     * Where Python takes a comment: below that, and above definitions, where no line goes on in the next. Lines end in a line
     * feed alone, as bytes are read as Latin-1, which has other line breaks within the characters of UTF-8.
     */
    private static final Pattern BETWEEN =
            Pattern.compile("(?dm)\\A(" + FIRST + ")|(?<!\\\\\r?\n)^(?=@|def\\h|class\\h|async\\h+def\\h)");

    /**
     * The first line of the text in triple quotes that a program begins with. Loops over groups are bounded, as the engine for
     * expressions calls itself for each turn.
     */
    private static final Pattern TEXT =
            Pattern.compile("(?d)\\A(?:\u00ef\u00bb\u00bf)?(?:\\h*(?:#.*)?\\r?\n){0,200}[rRuU]?"
                    + "(?:\"\"\"(?!.*\"\"\")|\'\'\'(?!.*\'\'\'))[^\r\n]*(?<!\\\\)\r?\n");

    private PythonComments() {}

    /**
     * The program with the comment at its top, in the text that it begins with, and above its definitions.
     *
     * @param program whose bytes were read as Latin-1
     * @param comment with its line break, read so as well
     */
    static String scattered(String program, String comment) {
        String line = Matcher.quoteReplacement(comment);
        String begun = TEXT.matcher(program).replaceFirst("$0" + line);
        return BETWEEN.matcher(begun).replaceAll(match -> match.group(1) == null ? line : "$1" + line);
    }
}
