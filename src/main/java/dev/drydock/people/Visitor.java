package dev.drydock.people;

/**
 * Whoever sent a request.
 *
 * @param name of the account
 */
public record Visitor(String name, Role role) {

    /** The account of whoever works at a Drydock that only the own machine can reach. */
    public static final String LOCAL = "local";

    /** Whether they may see what the account handed in and what became of it. */
    public boolean maySee(String learner) {
        return name.equals(learner) || seesEverything();
    }

    /** Whether they may see what is hidden from learners. */
    public boolean seesEverything() {
        return role != Role.LEARNER;
    }
}
