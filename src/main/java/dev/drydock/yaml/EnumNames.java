package dev.drydock.yaml;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Locale;
import java.util.regex.Pattern;

/** How an enum's constants are written in files where they carry no name of their own ({@code JsonProperty}). */
final class EnumNames extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

    private final boolean kebab;

    /**
     * @param kebab {@code append-comment} rather than {@code appendComment}
     */
    EnumNames(boolean kebab) {
        this.kebab = kebab;
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] explicitNames) {
        for (int i = 0; i < constants.length; i++) {
            if (explicitNames[i] == null) {
                explicitNames[i] = name(constants[i].name().toLowerCase(Locale.ROOT));
            }
        }
        return explicitNames;
    }

    private String name(String lower) {
        return kebab
                ? lower.replace('_', '-')
                : NEXT_WORD.matcher(lower).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
