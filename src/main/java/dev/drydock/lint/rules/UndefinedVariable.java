package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;

/** Docker puts nothing in the place of a variable that is not set. */
@AutoService(Rule.class)
public final class UndefinedVariable implements Rule {

    @Override
    public String id() {
        return "undefined-variable";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Uses only variables that have a value there";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#variables";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        new UndefinedVariables(file.dockerfile(), findings).search();
    }
}
