package dev.drydock.grading.checks;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A version of numbers and dots, such as 525.85.12; what is missing counts as 0. */
record DottedVersion(String text) implements Comparable<DottedVersion> {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6}){0,3}");

    DottedVersion {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no version of numbers and dots: " + text);
        }
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** The number at a place, counted from 0. */
    int at(int place) {
        int[] numbers = numbers();
        return place < numbers.length ? numbers[place] : 0;
    }

    /** Such as 11.8 of 11.8.89. */
    String minor() {
        return at(0) + "." + at(1);
    }

    /** Whether both may be of the same minor version: a name such as libcudart.so.12 tells the major one alone. */
    boolean mayBe(DottedVersion other) {
        return at(0) == other.at(0) && (tellsMajorOnly() || other.tellsMajorOnly() || at(1) == other.at(1));
    }

    private boolean tellsMajorOnly() {
        return !text.contains(".");
    }

    boolean isAtLeast(DottedVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(DottedVersion other) {
        for (int place = 0; place < 4; place++) {
            int order = Integer.compare(at(place), other.at(place));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
