package dev.drydock.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The records of a PAX header, {@code length key=value\n} each: what they say wins over the entry's own header. */
final class PaxRecords {

    /** Digits of a length; no header is as long as a number of more says. */
    private static final int MAX_DIGITS = 8;

    /** Stands for all keys that describe the holes of a sparse file. */
    static final String SPARSE = "sparse";

    /** The only keys that are kept: a hostile archive may have millions. */
    private static final Set<String> KEPT = Set.of("path", "linkpath", "size", "GNU.sparse.name");

    private final byte[] text;
    private int at;

    private PaxRecords(byte[] text) {
        this.text = text;
    }

    /**
     * Reads all records; an empty value takes an earlier one back.
     *
     * @param into by key, as far as keys matter here; values as they are written, of unknown encoding
     */
    static void read(byte[] text, Map<String, byte[]> into) throws ArchiveException {
        PaxRecords records = new PaxRecords(text);
        while (records.at < text.length) {
            records.next(into);
        }
    }

    private void next(Map<String, byte[]> into) throws ArchiveException {
        int start = at;
        int length = length();
        int end = start + length;
        int equals = at;
        while (equals < Math.min(end, text.length) && text[equals] != '=') {
            equals++;
        }
        if (end > text.length || equals >= end || text[end - 1] != '\n') {
            throw malformed();
        }
        String key = new String(text, at, equals - at, StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOfRange(text, equals + 1, end - 1);
        if (key.startsWith("GNU.sparse.") || key.equals("SCHILY.realsize")) {
            into.put(SPARSE, value);
        }
        if (KEPT.contains(key)) {
            keep(key, value, into);
        }
        at = end;
    }

    private static void keep(String key, byte[] value, Map<String, byte[]> into) {
        if (value.length == 0) {
            into.remove(key);
        } else {
            into.put(key, value);
        }
    }

    /** The number in front, and the blank after it. */
    private int length() throws ArchiveException {
        int length = 0;
        int digits = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9' && digits < MAX_DIGITS) {
            length = length * 10 + (text[at] - '0');
            at++;
            digits++;
        }
        if (digits == 0 || at >= text.length || text[at] != ' ') {
            throw malformed();
        }
        at++;
        return length;
    }

    private static ArchiveException malformed() {
        return new ArchiveException("an extended header is malformed");
    }
}
