package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;

/** Recommended packages are not needed. */
@AutoService(Rule.class)
public final class AptRecommends implements Rule {

    @Override
    public String id() {
        return "apt-recommends";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Installs only the packages that are needed";
    }

    @Override
    public String lesson() {
        return "06-base-images#system-libraries";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        InForce.walk(
                file,
                false,
                (above, instruction) -> above || Apt.configures(instruction, "Install-Recommends"),
                (stage, instruction, above) -> {
                    if (!above && !Apt.configures(instruction, "Install-Recommends")) {
                        check(file, instruction, findings);
                    }
                });
    }

    private static void check(LintedDockerfile file, Instruction run, Findings findings) {
        Apt.calls(file, run).stream()
                .filter(apt -> apt.is("install")
                        && !apt.has("--no-install-recommends")
                        && !apt.turnsOff("APT::Install-Recommends"))
                .forEach(apt -> findings.add(
                        apt.source(),
                        "Debian also installs what these packages recommend, such as documentation and desktop parts: "
                                + "a model server does not use it, but it is pulled, stored and scanned with each image.",
                        "Write --no-install-recommends behind install, and name what you then miss."));
    }
}
