package dev.drydock.content.markdown;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands after a fence, such as <code>dockerfile title="Dockerfile"</code>.
 *
 * @param language in lower case
 */
record CodeInfo(Optional<String> language, Optional<String> title) {

    /** An indented block says nothing. */
    static final CodeInfo NONE = new CodeInfo(Optional.empty(), Optional.empty());

    private static final Pattern INFO =
            Pattern.compile("(?<language>[A-Za-z0-9+#.-]+(?=\\s|$))?.*?(?:\\btitle=\"(?<title>[^\"]+)\".*)?");

    static CodeInfo of(String info) {
        Matcher matcher = INFO.matcher(info.strip());
        return matcher.matches()
                ? new CodeInfo(
                        Optional.ofNullable(matcher.group("language")).map(name -> name.toLowerCase(Locale.ROOT)),
                        Optional.ofNullable(matcher.group("title")))
                : NONE;
    }
}
