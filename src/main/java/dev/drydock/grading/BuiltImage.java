package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NumberedSteps;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Engine;
import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.FoundFile;
import dev.drydock.engine.Image;
import dev.drydock.engine.ImageConfig;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.engine.SearchTerms;
import dev.drydock.engine.TextMatch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The image that a Dockerfile became: its files, its layers, and which instruction made what. */
final class BuiltImage {

    private static final int MOST_PLACES = 16;

    private final Engine engine;
    private final Dockerfile dockerfile;
    private final Memo<Image> image;
    private final Memo<Integer> baseLayers;
    private final Map<String, Memo<ImageFiles>> files = new ConcurrentHashMap<>();
    private final Memo<NumberedSteps> steps;
    private final Memo<LayerMakers> makers;
    private final Memo<List<RecognisedFile>> recognised;

    /** @param build asked once it has to be there */
    BuiltImage(Engine engine, Dockerfile dockerfile, Supplier<BuildOutcome> build) {
        this.engine = engine;
        this.dockerfile = dockerfile;
        this.image = new Memo<>(() -> imageOf(build.get()));
        this.baseLayers = new Memo<>(this::countBaseLayers);
        this.steps = new Memo<>(() -> NumberedSteps.of(dockerfile, this::inherited));
        this.makers = new Memo<>(() -> LayerMakers.of(dockerfile, image(), base()));
        this.recognised = new Memo<>(() -> engine.recognise(image(), 0));
    }

    private Image imageOf(BuildOutcome outcome) {
        if (outcome instanceof BuildOutcome.Built built) {
            return engine.image(built.imageId());
        }
        throw new Unobservable("the image did not build");
    }

    private int countBaseLayers() {
        return base().map(base -> image().layersSharedWith(base)).orElse(0);
    }

    /** What the final image is built on; empty where that is nothing. */
    private Optional<Image> base() {
        Stage lowest = dockerfile.finalChain().getLast();
        return lowest.isOnImage() ? Optional.of(engine.image(lowest.base())) : Optional.empty();
    }

    private NumberedSteps.Base inherited(String reference) {
        ImageConfig config = engine.image(reference).config();
        return new NumberedSteps.Base(config.workingDir(), config.environment());
    }

    Image image() {
        return image.get();
    }

    int baseLayers() {
        return baseLayers.get();
    }

    ImageFiles files() {
        return files(image());
    }

    /** The files of any image, read once. */
    ImageFiles files(Image of) {
        return files.computeIfAbsent(of.id(), id -> new Memo<>(() -> ImageFiles.of(engine.layerFilesFrom(of, 0))))
                .get();
    }

    List<RecognisedFile> recognised() {
        return recognised.get();
    }

    byte[] content(ImageFiles.Entry entry) {
        return engine.content(image(), entry.layer(), entry.path(), Observations.MOST_CONTENT);
    }

    void search(SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found) {
        engine.search(image(), baseLayers(), terms, except, found);
    }

    /**
     * Paths of files above the base that have just this content.
     *
     * @throws Unobservable where there are more than can be watched
     */
    Set<String> placesOf(byte[] given) {
        Set<String> places = engine.filesEqualTo(image(), baseLayers(), given).stream()
                .filter(found -> files().at(found.path())
                        .filter(entry -> entry.isFile() && entry.layer() == found.layer())
                        .isPresent())
                .map(FoundFile::path)
                .collect(Collectors.toSet());
        if (places.size() > MOST_PLACES) {
            throw new Unobservable("the image has more copies of a file than can be watched");
        }
        return places;
    }

    Optional<Instruction> layerInstruction(int index) {
        return makers.get().of(index);
    }

    /** The instruction of a build's step; better none than a wrong one, should this engine number in another way. */
    Optional<Instruction> instruction(BuildStep step) {
        return step.position()
                .flatMap(position -> dockerfile
                        .stage(position.stage())
                        .flatMap(stage -> steps.get().step(stage, position.number()))
                        .filter(instruction -> instruction.keyword().equals(position.keyword())));
    }
}
