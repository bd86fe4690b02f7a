package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;

/** An upgrade gives another image every day. */
@AutoService(Rule.class)
public final class AptUpgrade implements Rule {

    private static final String[] UPGRADES = {"upgrade", "dist-upgrade", "full-upgrade"};

    @Override
    public String id() {
        return "apt-upgrade";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Takes a newer base instead of upgrading it";
    }

    @Override
    public String lesson() {
        return "06-base-images#choosing";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("RUN")
                .flatMap(run -> Apt.calls(file, run).stream())
                .filter(apt -> apt.is(UPGRADES))
                .forEach(apt -> findings.add(
                        apt.source(),
                        "What this installs depends on the day of the build, so that the model may get other libraries "
                                + "than it was tested with, and each package that changes is in the image twice.",
                        "Delete it and name a newer base in FROM. Where a security fix is not in the base yet, upgrade "
                                + "that package by name: apt-get install -y --only-upgrade NAME."));
    }
}
