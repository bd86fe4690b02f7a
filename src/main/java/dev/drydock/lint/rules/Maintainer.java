package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Printable;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;

/** MAINTAINER was replaced by a label. */
@AutoService(Rule.class)
public final class Maintainer implements Rule {

    @Override
    public String id() {
        return "maintainer";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Names its maintainer in a label";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#labels";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("MAINTAINER")
                .forEach(maintainer -> findings.add(
                        maintainer.source(),
                        "MAINTAINER is deprecated, and registries and model catalogues that list who to ask about an "
                                + "image read labels only.",
                        "Write LABEL org.opencontainers.image.authors=\""
                                + quoted(maintainer.arguments().getFirst()) + "\"."));
    }

    private static String quoted(String name) {
        return Printable.of(name).replace("\"", "\\\"");
    }
}
