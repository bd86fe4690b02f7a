package dev.drydock.grading;

import java.util.Locale;
import java.util.Optional;

/**
 * A Python distribution as the folder or file tells that describes it.
 *
 * @param folder that it is installed into, such as {@code …/site-packages}
 * @param name in lower case and with dashes, as indexes compare names
 * @param version empty where it cannot be told
 */
public record Distribution(String folder, String name, String version) {

    /** Of a path such as {@code …/Flask-2.2.2.dist-info}; empty for what lies in it, and for all others. */
    public static Optional<Distribution> at(String path) {
        return PackageRecords.distribution(path).filter(path::equals).map(record -> {
            int slash = record.lastIndexOf('/');
            String[] parts =
                    record.substring(slash + 1, record.lastIndexOf('.')).split("-", 3);
            return new Distribution(record.substring(0, slash), normal(parts[0]), parts.length > 1 ? parts[1] : "");
        });
    }

    /** A name as indexes compare it. */
    public static String normal(String written) {
        return written.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /**
     * Whether it is what a requirement names, in whatever version.
     *
     * @param requirement such as {@code six==1.16.0}
     */
    public boolean isNamed(String requirement) {
        return name.equals(normal(requirement.split("==", 2)[0]));
    }
}
