package dev.drydock.content.review;

import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.content.markdown.MarkdownParts.Picture;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.FrontMatter;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
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
            "compose.prod.yaml",
            "lesson.md",
            "quiz.yaml",
            "pyproject.toml",
            "README.md",
            ".gitignore"));

    private static final String MEND = "write it so";
    /** Names of files that are no longer than this have too many neighbours. */
    private static final int SHORT = 10;

    private static final Pattern FILE = Pattern.compile("[A-Za-z._-]+");
    private static final Pattern BACKQUOTED = Pattern.compile("`[^`]*`");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:-[\\p{L}]+)*");
    /** Commands that are written as people say them. */
    private static final Set<String> COMMANDS =
            Set.of("docker-compose", "nvidia-smi", "redis-server", "docker-init", "cuda-compat");

    private static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z]+[A-Za-z]*");

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
            problems.addAll(products(part.text(), (word, right) -> misspelt(text, part.line(), word, right)));
        }
        for (Picture image : text.parts().images()) {
            problems.addAll(products(image.prose(), (word, right) -> misspelt(text, image.line(), word, right)));
        }
        for (Part name : text.parts().names()) {
            file(name.text()).ifPresent(right -> problems.add(misspelt(text, name.line(), name.text(), right)));
            kind(name.text())
                    .ifPresent(right -> problems.add(text.problem(
                            name.line(), "there is no kind of check \"" + name.text() + "\"", right, MEND)));
        }
        return problems;
    }

    /** What stands above a lesson's text, which every page shows. */
    List<Problem> of(Lesson lesson) {
        YamlFile file = FrontMatter.read(lesson.folder().resolve("lesson.md"), "lessons/" + lesson.id() + "/lesson.md")
                .settings();
        List<Problem> problems = new ArrayList<>();
        for (String pointer : List.of("/title", "/summary")) {
            problems.addAll(products(
                    file.tree().at(pointer).asText(), (word, right) -> file.problem(pointer, what(word), right, MEND)));
        }
        for (int i = 0; i < lesson.settings().goals().size(); i++) {
            String pointer = "/goals/" + i;
            problems.addAll(products(
                    lesson.settings().goals().get(i), (word, right) -> file.problem(pointer, what(word), right, MEND)));
        }
        return problems;
    }

    /** Misspelt words of running text, without what stands between backquotes in it. */
    private static List<Problem> products(String text, BiFunction<String, String, Problem> problem) {
        String prose = BACKQUOTED.matcher(text).replaceAll(" ");
        return WORD.matcher(prose)
                .results()
                .filter(word -> !isPartOfPath(prose, word))
                .flatMap(word -> product(word.group()).stream().map(right -> problem.apply(word.group(), right)))
                .toList();
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
        if (COMMANDS.contains(word)) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (PRODUCTS.containsKey(lower) || !word.contains("-")) {
            String right = NICKNAMES.getOrDefault(lower, PRODUCTS.getOrDefault(lower, word));
            return Optional.of(right).filter(name -> !name.equals(word));
        }
        return Stream.of(word.split("-"))
                .flatMap(part -> product(part).stream())
                .findFirst();
    }

    /** How a file's name should be written, whatever folder it is in. */
    private static Optional<String> file(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String right = FILES.get(last.toLowerCase(Locale.ROOT));
        if (right != null) {
            return Optional.of(right).filter(file -> !file.equals(last));
        }
        return last.length() > SHORT && FILE.matcher(last).matches()
                ? Nearest.to(last, FILES.values()).filter(file -> Math.abs(file.length() - last.length()) == 1)
                : Optional.empty();
    }

    /** The kind of check that a name probably means. */
    private Optional<String> kind(String name) {
        return KIND.matcher(name).matches() && !kinds.containsValue(name)
                ? Nearest.to(name, kinds.values())
                : Optional.empty();
    }

    private static Problem misspelt(ReviewedText text, int line, String word, String right) {
        return text.problem(line, what(word), right, MEND);
    }

    private static String what(String word) {
        return "\"" + word + "\" is written otherwise";
    }
}
