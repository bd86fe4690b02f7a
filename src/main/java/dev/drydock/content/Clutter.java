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
     * @param name of a file or folder, without its parents
     */
    static boolean is(String name) {
        return NAMES.contains(name) || BACKUP.matcher(name).matches();
    }
}
