package dev.drydock.content.markdown;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands after a fence, such as <code>dockerfile title="Dockerfile" part</code>.
 *
 * @param language in lower case
 * @param attributes by name; a name without a value has an empty one
 */
record CodeInfo(Optional<String> language, Map<String, String> attributes) {

    /** An indented block says nothing. */
    static final CodeInfo NONE = new CodeInfo(Optional.empty(), Map.of());

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#.-]+(?=\\s|$)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<=\\s|^)([a-z]+)(?:=\"([^\"]*)\")?(?=\\s|$)");

    CodeInfo {
        attributes = Map.copyOf(attributes);
    }

    static CodeInfo of(String info) {
        String text = info.strip();
        Matcher language = LANGUAGE.matcher(text);
        boolean named = language.lookingAt();
        Matcher attribute = ATTRIBUTE.matcher(text);
        Map<String, String> attributes = new LinkedHashMap<>();
        int from = named ? language.end() : 0;
        while (from <= text.length() && attribute.find(from)) {
            attributes.put(
                    attribute.group(1), Optional.ofNullable(attribute.group(2)).orElse(""));
            from = attribute.end();
        }
        return new CodeInfo(
                named ? Optional.of(language.group().toLowerCase(Locale.ROOT)) : Optional.empty(), attributes);
    }

    /** What is shown above the code. */
    Optional<String> title() {
        return Optional.ofNullable(attributes.get("title")).filter(title -> !title.isEmpty());
    }

    /** The file that the code is shown from, relative to a lesson's examples. */
    Optional<String> file() {
        return Optional.ofNullable(attributes.get("file")).filter(file -> !file.isEmpty());
    }
}
