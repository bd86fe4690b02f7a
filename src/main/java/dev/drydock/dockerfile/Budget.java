package dev.drydock.dockerfile;

/**
 * Bounds the work of substituting variables in one file. A few lines such as {@code ARG B=$A$A}, each doubling the
 * one before, would otherwise fill the memory.
 */
final class Budget {

    static final long CHARACTERS = 8L << 20;

    private long left = CHARACTERS;

    /** Whether more was asked for than there is. */
    boolean isSpent() {
        return left < 0;
    }

    void spend(long characters) {
        left -= characters;
        if (left < 0) {
            throw new Mistake(
                    "The variables of this file grow too large when they are substituted.",
                    "Write shorter values, and do not build one variable out of many copies of another.");
        }
    }
}
