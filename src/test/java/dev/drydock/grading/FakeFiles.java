package dev.drydock.grading;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.Nature;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.engine.SearchTerms;
import dev.drydock.engine.TextMatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test states of the files of an image and of its build context; there are none otherwise.
 *
 * @param <T> what the statements return
 */
abstract class FakeFiles<T> extends FakeImage<T> {

    final List<List<LayerFile>> layerFiles = new ArrayList<>(List.of(new ArrayList<>()));
    final Map<TextMatch, String> contents = new HashMap<>();
    final Map<String, String> given = new HashMap<>();
    final List<TextMatch> matches = new ArrayList<>();
    final Map<String, Long> contextFiles = new HashMap<>();
    final List<RecognisedFile> recognised = new ArrayList<>();
    Optional<String> interruption = Optional.empty();

    public byte[] content(ImageFiles.Entry entry) {
        return contents.getOrDefault(new TextMatch(entry.layer(), entry.path(), ""), "")
                .getBytes(StandardCharsets.UTF_8);
    }

    public void search(SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found) {
        Pattern pattern = Pattern.compile(terms.expression());
        matches.stream()
                .filter(match -> pattern.matcher(match.text()).find())
                .filter(match -> !except.contains(new FileInLayer(match.layer(), match.path())))
                .forEach(found);
        interruption.ifPresent(broken -> {
            throw new EngineException(broken);
        });
    }

    public List<RecognisedFile> recognised() {
        return recognised;
    }

    /** States what a file is, in a layer, 0 being the base's. */
    public T recognised(int layer, String path, Nature nature, String detail) {
        recognised.add(new RecognisedFile(layer, path, nature, detail));
        return holding(layer, new LayerFile(path, LayerFile.Kind.FILE, 1000, 0755, 0, 0, Optional.empty()));
    }

    /** States that no search comes to its end. */
    public T interrupted(String reason) {
        interruption = Optional.of(reason);
        return self();
    }

    public Optional<byte[]> contextFile(String path) {
        return Optional.ofNullable(given.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** States a file of the submission. */
    public T given(String path, String content) {
        given.put(path, content);
        return self();
    }

    public Set<String> submittedPaths() {
        return Stream.concat(given.keySet().stream(), contextFiles.keySet().stream())
                .collect(Collectors.toSet());
    }

    public Map<String, Long> contextFiles() {
        return contextFiles;
    }

    /** States an entry of a layer, 0 being the base's; {@link #layer} adds the layer itself. */
    public T holding(int layer, LayerFile file) {
        while (layerFiles.size() <= layer) {
            layerFiles.add(new ArrayList<>());
        }
        layerFiles.get(layer).add(file);
        return self();
    }

    /** States a file of the first layer above the base, with its content. */
    public T holding(String path, String content) {
        return holding(1, path, content);
    }

    /** States a file of a layer, with its content. */
    public T holding(int layer, String path, String content) {
        contents.put(new TextMatch(layer, path, ""), content);
        return holding(layer, new LayerFile(path, LayerFile.Kind.FILE, content.length(), 0644, 0, 0, Optional.empty()));
    }

    /** States an entry without content. */
    public T holding(int layer, String path, LayerFile.Kind kind) {
        return holding(layer, new LayerFile(path, kind, 0, 0755, 0, 0, Optional.empty()));
    }

    /** States what a search would come upon. */
    public T found(int layer, String path, String text) {
        matches.add(new TextMatch(layer, path, text));
        return self();
    }

    /** States a file that enters the build. */
    public T sending(String path, long bytes) {
        contextFiles.put(path, bytes);
        return self();
    }
}
