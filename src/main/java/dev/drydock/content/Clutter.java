package dev.drydock.content;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What editors, version control and file managers leave in a folder. It is no part of a submission, and nobody should be
 * refused for it.
 */
final class Clutter {

    private static final Set<String> NAMES = Set.of(
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            ".git",
            ".gitignore",
            ".gitattributes",
            ".hg",
            ".svn",
            ".idea",
            ".vscode",
            ".venv",
            "__MACOSX",
            "__pycache__",
            ".ipynb_checkpoints",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache");

    private static final Pattern BACKUP = Pattern.compile(".*~|\\..*\\.sw[a-p]|\\._.*|\\.#.*|#.*#|.*\\.pyc");

    private Clutter() {}

    /**
     * Whether a path is clutter, or lies in a folder that is. What an exercise asks for by name never is.
     *
     * @param path with forward slashes; a folder's ends with one
     */
    static boolean is(String path, ExerciseSettings settings) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (isStep(path.substring(0, end + 1), settings)) {
                return true;
            }
        }
        return !path.endsWith("/") && isStep(path, settings);
    }

    private static boolean isStep(String path, ExerciseSettings settings) {
        boolean wanted = settings.editable().stream()
                .anyMatch(name -> name.equals(path) || (path.endsWith("/") && name.startsWith(path)));
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return !wanted && isName(bare.substring(bare.lastIndexOf('/') + 1));
    }

    private static boolean isName(String name) {
        return NAMES.contains(name) || BACKUP.matcher(name).matches();
    }
}
