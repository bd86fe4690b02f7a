package dev.drydock.lint.rules;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Printable;
import dev.drydock.dockerfile.SourceText;
import dev.drydock.lint.Findings;
import dev.drydock.lint.LintedDockerfile;
import dev.drydock.lint.Rule;
import dev.drydock.lint.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EXPOSE names ports inside of the container, and nothing else. */
@AutoService(Rule.class)
public final class InvalidExpose implements Rule {

    private static final Pattern PORTS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?:/([A-Za-z]+))?");
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final int HIGHEST = 65_535;

    @Override
    public String id() {
        return "invalid-expose";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return "Exposes ports that there can be";
    }

    @Override
    public String lesson() {
        return "02-dockerfile-anatomy#ports";
    }

    @Override
    public void check(LintedDockerfile file, Findings findings) {
        file.all("EXPOSE").forEach(expose -> check(expose, file.resolved(expose), findings));
    }

    private static void check(Instruction expose, List<Optional<String>> ports, Findings findings) {
        for (int i = 0; i < ports.size(); i++) {
            SourceText place = expose.words().get(i).source();
            String port = ports.get(i).orElse("1");
            if (port.startsWith("#")) {
                findings.add(
                        place,
                        "Docker takes this and what follows for ports: a comment cannot stand behind an instruction.",
                        "Put the comment on a line of its own above EXPOSE.");
                return;
            }
            check(port, place, findings);
        }
    }

    /** A variable may hold several ports. */
    private static void check(String ports, SourceText place, Findings findings) {
        for (String port : ports.split(" +", -1)) {
            if (port.contains(":")) {
                reportMapping(port, place, findings);
            } else if (!isValid(port)) {
                reportInvalid(port, place, findings);
            }
        }
    }

    private static boolean isValid(String port) {
        Matcher match = PORTS.matcher(port);
        if (!match.matches()) {
            return false;
        }
        int first = Integer.parseInt(match.group(1));
        int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
        String protocol = match.group(3) == null ? "tcp" : match.group(3).toLowerCase(Locale.ROOT);
        return first >= 1 && first <= last && last <= HIGHEST && PROTOCOLS.contains(protocol);
    }

    private static void reportMapping(String port, SourceText place, Findings findings) {
        String inside = Printable.of(port.substring(port.lastIndexOf(':') + 1));
        findings.add(
                place,
                "EXPOSE only notes the port that the model server listens on in the container; \"" + Printable.of(port)
                        + "\" publishes nothing on the host.",
                "Write EXPOSE " + inside + ", and publish when you start it: docker run -p " + Printable.of(port)
                        + ".");
    }

    private static void reportInvalid(String port, SourceText place, Findings findings) {
        findings.add(
                place,
                "\"" + Printable.of(port)
                        + "\" is no port: the build stops here, or nobody learns from the image where "
                        + "the model server listens.",
                mend(port));
    }

    private static String mend(String port) {
        String bare = port.replaceAll("[,;\\[\\]]", "");
        if (!bare.equals(port) && isValid(bare)) {
            return "Separate ports by spaces alone: EXPOSE " + bare;
        }
        return port.contains("-")
                ? "Write a range from the lower port to the higher one, such as EXPOSE 8000-8010"
                : "Write a number from 1 to " + HIGHEST + ", if need be with /udp, such as EXPOSE 8000";
    }
}
