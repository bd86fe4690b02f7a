package dev.drydock.dockerfile;

/** White space as BuildKit, which is written in Go, understands it; Java's own notions differ in several characters. */
final class Text {

    private Text() {}

    static boolean isSpace(int character) {
        return character == ' '
                || (character >= '\t' && character <= '\r')
                || character == 0x85
                || character == 0xA0
                || (character > 0xFF && Character.isSpaceChar(character));
    }

    /** The narrower set that separates words: neither line feeds nor anything beyond ASCII. */
    static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == 0x0B || character == '\f' || character == '\r';
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String strip(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return stripLeading(text.substring(0, end));
    }

    /** Without the characters that end a line, of which a file from Windows has two. */
    static String chomp(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
