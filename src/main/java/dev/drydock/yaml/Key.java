package dev.drydock.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a record's component means as a key of a file, and what may stand there; goes into the JSON Schema. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

    /** One sentence for authors, shown by their editors. */
    String value() default "";

    /** Least number, or least length of a text or list. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest number, or greatest length of a text or list. */
    double max() default Double.POSITIVE_INFINITY;

    /** What a text, or each text of a list, must match as a whole. */
    String pattern() default "";

    /** The pattern in words, such as "lower-case letters, digits and dashes". */
    String patternMeans() default "";

    /** A list or map that may be left out, and is empty then. An {@code Optional} may always be left out. */
    boolean optional() default false;
}
