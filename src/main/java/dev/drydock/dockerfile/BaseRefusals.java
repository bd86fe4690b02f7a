package dev.drydock.dockerfile;

import dev.drydock.text.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses images that the catalogue does not have, wherever a Dockerfile may name one, and stages that there are not. */
final class BaseRefusals {

    private static final Pattern STAGE_NUMBER = Pattern.compile("[+-]?\\d++");

    /** Names that a misspelt one is compared with. */
    private static final int MOST_STAGES = 100;

    private final Refusals rules;
    private final int stages;
    private final Set<String> stageNames = new HashSet<>();
    private final RefusalList found;

    BaseRefusals(Refusals rules, Dockerfile dockerfile, RefusalList found) {
        this.rules = rules;
        this.stages = dockerfile.stages().size();
        this.found = found;
        dockerfile.stages().forEach(stage -> stage.name().ifPresent(stageNames::add));
    }

    void checkStage(Stage stage) {
        if (stage.isOnImage()) {
            checkBase(stage.base(), stage.from().words().getFirst().source());
        }
        stage.platform().ifPresent(platform -> checkPlatform(platform, stage.from()));
    }

    private void checkPlatform(String platform, Instruction from) {
        if (Platform.of(platform).filter(Platform.NATIVE::equals).isEmpty()) {
            found.add(
                    Refusal.Kind.PLATFORM,
                    from.flagsNamed("platform").getFirst().source(),
                    "Sandboxes build for " + Platform.NATIVE + " only, not for \"" + Printable.of(platform) + "\".",
                    "Delete --platform, or write --platform=" + Platform.NATIVE + ".");
        }
    }

    void checkSources(Instruction instruction) {
        Instruction effective = instruction.trigger().orElse(instruction);
        boolean later = instruction.trigger().isPresent();
        switch (effective.keyword()) {
            case "COPY" ->
                effective
                        .flagsNamed("from")
                        .forEach(flag -> checkCopySource(flag.valueOrEmpty(), flag.source(), later));
            case "RUN" ->
                effective
                        .flagsNamed("mount")
                        .forEach(flag -> Mount.of(flag.valueOrEmpty())
                                .from()
                                .ifPresent(from -> checkSource(from, flag.source())));
            default -> {}
        }
    }

    /**
     * A number is a stage's index for COPY; for mounts, BuildKit takes it for an image.
     *
     * @param later whether ONBUILD holds it, which counts the stages of another file
     */
    private void checkCopySource(String from, SourceText part, boolean later) {
        if (STAGE_NUMBER.matcher(from).matches()) {
            if (!later) {
                checkNumber(from, part);
            }
        } else {
            checkSource(from, part);
        }
    }

    private void checkNumber(String number, SourceText part) {
        // More digits than that are no stage of any file.
        if (number.length() <= 9) {
            int index = Integer.parseInt(number);
            if (index >= 0 && index < stages) {
                return;
            }
        }
        String last = stages == 1 ? "only stage 0" : "stages 0 to " + (stages - 1);
        found.add(
                Refusal.Kind.STAGE,
                part,
                "There is no stage " + Printable.of(number) + ": stages are counted from 0, and this file has " + last
                        + ".",
                "Give the stage a name, FROM … AS build, and write --from=build: names stay right when stages move.");
    }

    private void checkSource(String from, SourceText part) {
        if (stageNames.contains(from.toLowerCase(Locale.ROOT)) || from.equals(Stage.SCRATCH)) {
            return;
        }
        if (from.contains("$")) {
            found.add(
                    Refusal.Kind.BASE,
                    part,
                    "Docker substitutes no variables in from=" + Printable.of(from) + ".",
                    "Add a stage, FROM " + Printable.of(from) + " AS source, and copy from source.");
        } else {
            checkBase(from, part);
        }
    }

    private void checkBase(String base, SourceText part) {
        if (!rules.offered().test(base)) {
            found.add(
                    Refusal.Kind.BASE,
                    part,
                    "The base \"" + Printable.of(base) + "\" is not among those offered here.",
                    mend(base));
        }
    }

    private String mend(String base) {
        String lowerCase = base.toLowerCase(Locale.ROOT);
        if (stageNames.contains(lowerCase)) {
            return "If you mean the stage of that name: it must stand above this line, and FROM wants its name in lower "
                    + "case.";
        }
        Optional<String> stage = meantStage(lowerCase);
        if (stage.isPresent()) {
            return "Did you mean the stage " + stage.get() + "?";
        }
        if (lowerCase.equals(Stage.SCRATCH) || rules.offered().test(lowerCase)) {
            return "Images are named in lower case: write " + Printable.of(lowerCase) + ".";
        }
        Optional<String> nearest = Nearest.to(base, rules.examples());
        if (nearest.isPresent()) {
            return "Did you mean " + nearest.get() + "?";
        }
        List<String> siblings =
                rules.examples().stream().filter(ref -> isOf(base, ref)).toList();
        if (!siblings.isEmpty()) {
            return what(base) + "Use " + String.join(" or ", siblings) + ".";
        }
        return rules.examples().isEmpty()
                ? "Use one of the bases that the exercise names."
                : "Use one of: " + String.join(", ", rules.examples()) + ".";
    }

    /** A misspelt stage; what has a tag or a path is an image, and many stages take long to compare. */
    private Optional<String> meantStage(String name) {
        return name.contains(":") || name.contains("/") || stageNames.size() > MOST_STAGES
                ? Optional.empty()
                : Nearest.to(name, stageNames);
    }

    /** What the reference leaves unsaid, where that is the mistake. */
    private static String what(String base) {
        if (base.contains("@")) {
            return "No image with this digest is known here. ";
        }
        return base.contains(":") ? "" : "Without a tag it means " + Printable.of(base) + ":latest. ";
    }

    private static boolean isOf(String base, String ref) {
        return repository(base).equals(repository(ref));
    }

    private static String repository(String reference) {
        String name = reference.split("@", 2)[0];
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }
}
