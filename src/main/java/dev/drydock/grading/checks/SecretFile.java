package dev.drydock.grading.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that hold passwords under a name that everybody knows. */
enum SecretFile {
    NETRC("password in a .netrc", "\\bpassword\\s+[^\\s$<]", "/.netrc", "/_netrc"),
    DOCKER(
            "login to a registry",
            "\"(auth|identitytoken|registrytoken)\"\\s*:\\s*\"[^\"]{4}",
            "/.docker/config.json",
            "/.dockercfg",
            "/.dockerconfigjson"),
    AWS("AWS secret key", "aws_secret_access_key\\s*=\\s*\\S{16}", "/.aws/credentials"),
    GIT("password of a Git server", "://[^/@:\\s]{1,200}:[^/@\\s]{1,200}@", "/.git-credentials"),
    PYPI("password of a package index", "\\bpassword\\s*[:=]\\s*[^\\s$<]", "/.pypirc"),
    KAGGLE("Kaggle key", "\"key\"\\s*:\\s*\"[0-9a-f]{16}", "/kaggle.json");

    private final String shown;
    private final Pattern pattern;
    private final List<String> ends;

    SecretFile(String shown, String expression, String... ends) {
        this.shown = shown;
        this.pattern = Pattern.compile(expression);
        this.ends = List.of(ends);
    }

    /** What it holds, such as {@code login to a registry}. */
    String shown() {
        return shown;
    }

    /** The kind of file that has such a path. */
    static Optional<SecretFile> at(String path) {
        return Arrays.stream(values())
                .filter(file -> file.ends.stream().anyMatch(path::endsWith))
                .findFirst();
    }

    boolean holdsSecret(String content) {
        return pattern.matcher(content).find();
    }
}
