package dev.drydock.dockerfile;

/**
 * A place in a file.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 code units as editors and SARIF count; a byte order mark takes no column
 */
public record Position(int line, int column) implements Comparable<Position> {

    /** In the order of the file. */
    @Override
    public int compareTo(Position other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}
