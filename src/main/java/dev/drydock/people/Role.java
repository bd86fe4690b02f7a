package dev.drydock.people;

import java.util.Locale;

/** What an account may do; each role may do what those before it may. */
public enum Role {
    /** Reads lessons, submits, and sees what is their own. */
    LEARNER,
    /** Sees everybody's submissions and hidden checks. */
    INSTRUCTOR,
    /** Manages accounts. */
    ADMIN;

    /** As it is stored. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
