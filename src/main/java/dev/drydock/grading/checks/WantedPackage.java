package dev.drydock.grading.checks;

import dev.drydock.grading.Distribution;
import dev.drydock.grading.checks.InstalledPackage.System;
import java.util.Optional;

/** A package as an author names it, such as {@code flask==2.2.2} or {@code libgomp1}. */
record WantedPackage(String name, Optional<String> version) {

    static WantedPackage of(String written) {
        String[] parts = written.split("==", 2);
        return new WantedPackage(parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
    }

    boolean isNamed(InstalledPackage installed) {
        return installed.name().equals(installed.system() == System.PYTHON ? Distribution.normal(name) : name);
    }

    /** Whether a path is the shared library that Debian's package of this name holds, such as {@code libgomp1}. */
    boolean isLibrary(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.startsWith(name.replaceFirst("-?[0-9]+$", "") + ".so");
    }

    /** As pip does, a version without a local part, such as {@code +cpu}, is met by one that has it. */
    boolean isMetBy(InstalledPackage installed) {
        String actual = installed.version();
        return isNamed(installed)
                && version.map(wanted -> actual.equals(wanted)
                                || (installed.system() == System.PYTHON && actual.startsWith(wanted + "+")))
                        .orElse(true);
    }

    @Override
    public String toString() {
        return name + version.map(wanted -> "==" + wanted).orElse("");
    }
}
