package dev.drydock.engine;

/**
 * A limit that a build ran into.
 *
 * @param reason which limit, how much it allows and how it was passed; one or two sentences for the learner
 * @param mend what to do about it, one sentence
 */
public record LimitHit(String reason, String mend) {}
