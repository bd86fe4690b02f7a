package dev.drydock.grading.checks;

import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Users and groups as the image itself knows them. */
final class Accounts {

    private final Observations seen;

    Accounts(Observations seen) {
        this.seen = seen;
    }

    /** The id of a user, given by number or by name. */
    OptionalInt user(String numberOrName) {
        return id(numberOrName, "/etc/passwd");
    }

    /** The id of a group, given by number or by name. */
    OptionalInt group(String numberOrName) {
        return id(numberOrName, "/etc/group");
    }

    private OptionalInt id(String numberOrName, String file) {
        OptionalInt number = number(numberOrName);
        return number.isPresent() ? number : named(numberOrName, file);
    }

    /** In both files a line begins with name, password and number, with colons between. */
    private OptionalInt named(String name, String file) {
        String text = seen.files()
                .find(file)
                .map(entry -> new String(seen.content(entry), StandardCharsets.UTF_8))
                .orElse("");
        return text.lines()
                .map(line -> line.split(":", 4))
                .filter(fields -> fields.length > 2 && fields[0].equals(name))
                .map(fields -> number(fields[2]))
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
