package dev.drydock.grading.checks;

import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What dpkg keeps of the content of packages' files: an MD5 sum of each, in {@code /var/lib/dpkg/info/PACKAGE.md5sums}. */
final class DpkgSums {

    private static final Pattern LINE = Pattern.compile("(?<sum>[0-9a-f]{32})  (?<path>[^\\n]+)");

    private DpkgSums() {}

    /**
     * Whether a file has another content than the package brought; false where no package says what it has.
     *
     * @param sums of the package, by path
     */
    static boolean isReplaced(Entry file, Pattern sums, Observations seen) {
        return seen.files()
                .matching(sums.asMatchPredicate())
                .filter(Entry::isFile)
                .flatMap(list -> LINE.matcher(text(seen.content(list))).results())
                .filter(line -> ("/" + line.group("path")).equals(file.path()))
                .map(line -> line.group("sum"))
                .findFirst()
                .filter(recorded -> differs(recorded, seen.content(file)))
                .isPresent();
    }

    /** Of a file that is longer there is only the beginning. */
    private static boolean differs(String recorded, byte[] content) {
        return content.length < Observations.MOST_CONTENT && !recorded.equals(md5(content));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }
}
