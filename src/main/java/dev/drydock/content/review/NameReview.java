package dev.drydock.content.review;

import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds names of products, files and kinds of checks that are written otherwise than everywhere else. */
final class NameReview {

    /** As their makers write them. Running text only: a command or a package may be called otherwise. */
    private static final Map<String, String> PRODUCTS = byLowerCase(Stream.of(
            "BuildKit",
            "CUDA",
            "cuDNN",
            "Debian",
            "Docker",
            "Dockerfile",
            "Dockerfiles",
            "Drydock",
            "FastAPI",
            "GitHub",
            "GitLab",
            "JavaScript",
            "JSON",
            "Jupyter",
            "Kubernetes",
            "LightGBM",
            "Linux",
            "MLflow",
            "NumPy",
            "NVIDIA",
            "OpenBLAS",
            "PostgreSQL",
            "PyPI",
            "Python",
            "PyTorch",
            "Qdrant",
            "Redis",
            "SciPy",
            "scikit-learn",
            "Ubuntu",
            "YAML"));

    /** Names by which people mean a product of another name. */
    private static final Map<String, String> NICKNAMES = Map.of(
            "sklearn",
            "scikit-learn",
            "postgres",
            "PostgreSQL",
            "k8s",
            "Kubernetes",
            "dockerignore",
            "`.dockerignore`");

    /** Files whose names programs look for. */
    private static final Map<String, String> FILES = byLowerCase(Stream.of(
            "Dockerfile",
            ".dockerignore",
            "requirements.txt",
            "compose.yaml",
            "compose.override.yaml",
            "pyproject.toml",
            "README.md",
            ".gitignore"));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:-[\\p{L}]+)*");
    /** What a kind of check looks like: two words, the second with a capital inside, or a family that no file begins with. */
    private static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z]+[A-Z][A-Za-z]*");

    private final Map<String, String> kinds;

    /**
     * @param kinds of checks, such as {@code user.nonRoot}
     */
    NameReview(Set<String> kinds) {
        this.kinds = byLowerCase(kinds.stream());
    }

    private static Map<String, String> byLowerCase(Stream<String> names) {
        return names.collect(Collectors.toMap(
                name -> name.toLowerCase(Locale.ROOT), Function.identity(), (one, same) -> one, TreeMap::new));
    }

    List<Problem> of(ReviewedText text) {
        List<Problem> problems = new ArrayList<>();
        for (Part part : text.parts().prose()) {
            Matcher words = WORD.matcher(part.text());
            words.results()
                    .filter(word -> !isPartOfPath(part.text(), word))
                    .forEach(word -> product(word.group())
                            .ifPresent(right -> problems.add(misspelt(text, part.line(), word.group(), right))));
        }
        for (Part name : text.parts().names()) {
            name(name.text()).ifPresent(right -> problems.add(misspelt(text, name.line(), name.text(), right)));
        }
        return problems;
    }

    /** Addresses and file names are not words. */
    private static boolean isPartOfPath(String text, MatchResult word) {
        return followedBy(text, word.end()) || word.start() > 0 && "./@:".indexOf(text.charAt(word.start() - 1)) >= 0;
    }

    private static boolean followedBy(String text, int end) {
        return end + 1 < text.length()
                && "./@:".indexOf(text.charAt(end)) >= 0
                && Character.isLetterOrDigit(text.charAt(end + 1));
    }

    private static Optional<String> product(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String right = NICKNAMES.getOrDefault(lower, PRODUCTS.getOrDefault(lower, word));
        return right.equals(word) ? Optional.empty() : Optional.of(right);
    }

    private Optional<String> name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Map<String, String> known = KIND.matcher(name).matches() || kinds.containsKey(lower) ? kinds : FILES;
        String right = known.get(lower);
        if (right == null && known == kinds) {
            return Optional.of("a kind of check that exists");
        }
        return right == null || right.equals(name) ? Optional.empty() : Optional.of(right);
    }

    private static Problem misspelt(ReviewedText text, int line, String word, String right) {
        return text.problem(line, "\"" + word + "\" is written otherwise", right, "write it so");
    }
}
