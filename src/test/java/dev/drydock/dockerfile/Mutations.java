package dev.drydock.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts made by damaging real ones and by chance: the same ones for the same seed. */
public final class Mutations {

    /** What Dockerfiles are made of; joined at random they reach further than random bytes. */
    private static final List<String> PIECES = List.of(
            "FROM ",
            "FROM a AS b\n",
            "ARG ",
            "ENV ",
            "RUN ",
            "COPY --from=",
            "ADD ",
            "ONBUILD ",
            "HEALTHCHECK ",
            "CMD ",
            "LABEL ",
            "SHELL [",
            "EXPOSE ",
            "--mount=type=",
            "<<EOF\n",
            "\nEOF\n",
            "<<-'E'",
            "# escape=`\n",
            "# syntax=",
            "\\\n",
            "`\n",
            "${",
            "${A:-",
            "${A##*/",
            "${A//",
            "$",
            "}",
            "\"",
            "'",
            "[\"",
            "\"]",
            "{",
            "=",
            "\n",
            "\r\n",
            " ",
            "\t",
            "#",
            "\u0000",
            "\uFEFF",
            "\u00a0",
            "\u2028",
            "\ud800",
            "AS ",
            "&&",
            "|",
            "$(",
            "`",
            ")",
            ";",
            "<(",
            "case ");

    private final Random random;
    private final List<String> seeds;

    /**
     * @param seeds texts to damage
     */
    public Mutations(long seed, List<String> seeds) {
        this.random = new Random(seed);
        this.seeds = List.copyOf(seeds);
    }

    /** Another text. */
    public String next() {
        return switch (random.nextInt(4)) {
            case 0 -> noise();
            case 1 -> pieces();
            default -> damaged();
        };
    }

    private String noise() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String pieces() {
        var text = new StringBuilder();
        for (int count = random.nextInt(40); count > 0; count--) {
            text.append(piece());
        }
        return text.toString();
    }

    private String damaged() {
        var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            damage(text);
        }
        return text.toString();
    }

    private void damage(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, piece());
            case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
            default -> text.replace(from, to, piece());
        }
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
