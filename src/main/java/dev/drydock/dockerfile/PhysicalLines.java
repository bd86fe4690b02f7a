package dev.drydock.dockerfile;

/** The lines of a file one after the other, counted, with the characters that end them. */
final class PhysicalLines {

    private final String text;
    private int position;
    private int number;

    PhysicalLines(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return position < text.length();
    }

    String next() {
        int feed = text.indexOf('\n', position);
        int end = feed < 0 ? text.length() : feed + 1;
        String line = text.substring(position, end);
        position = end;
        number++;
        return line;
    }

    /** The number of the line that {@link #next} gave last, counted from 1. */
    int number() {
        return number;
    }
}
