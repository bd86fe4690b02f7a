package dev.drydock.sandbox;

/**
 * A moment in what one sandbox asked the mirror for, as the lengths of its two logs there. Holds until the sandbox is
 * emptied.
 */
public record IndexMark(long python, long debian) {}
