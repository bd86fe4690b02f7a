package dev.drydock.content;

import dev.drydock.text.Nearest;
import java.util.Collection;

/** Somebody asked for something by a name that nothing has. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param kind of thing, such as {@code exercise}
     */
    public UnknownNameException(String kind, String name, Collection<String> known) {
        super(message(kind, name, known));
    }

    private static String message(String kind, String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "There is no " + kind + " \"" + name + "\", and none else either.";
        }
        return Nearest.to(name, known)
                .map(nearest -> "There is no " + kind + " \"" + name + "\". Did you mean \"" + nearest + "\"?")
                .orElseGet(
                        () -> "There is no " + kind + " \"" + name + "\". There is: " + String.join(", ", known) + ".");
    }
}
