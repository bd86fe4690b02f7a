package dev.drydock.dockerfile;

/**
 * A comment, wherever Docker allows one; the directives at the top are comments too.
 *
 * @param text behind the number sign, without white space around it
 * @param line counted from 1
 */
public record Comment(String text, int line) {}
