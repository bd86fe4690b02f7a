package dev.drydock.dockerfile;

/**
 * A range of lines of a file.
 *
 * @param start first line, counted from 1
 * @param end last line, inclusive
 */
public record Lines(int start, int end) {}
