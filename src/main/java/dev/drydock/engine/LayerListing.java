package dev.drydock.engine;

import dev.drydock.engine.LayerFile.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The program that lists layers in the sandbox, and the reader of what it prints. Everything is NUL-separated, as names
 * may hold anything else, and each section ends with an empty field where a field that is never empty would begin.
 */
final class LayerListing {

    /**
     * For each directory given: all entries, then the device numbers of character devices (0:0 hides a path of the
     * layers below), then the directories that hide all of what is below them.
     */
    static final String SCRIPT = """
            export LC_ALL=C
            for layer do
              cd "$layer" || exit 3
              find . -mindepth 1 -printf '%y %m %s %U %G %i %n\\0%P\\0%l\\0' && printf '\\0' || exit 3
              find . -mindepth 1 -type c -exec stat --printf '%t:%T\\0%n\\0' {} + && printf '\\0' || exit 3
              find . -mindepth 1 -type d -exec getfattr -h -m '^trusted\\.overlay\\.opaque$' {} + && printf '\\0' || exit 3
            done
            """;

    private final byte[] bytes;
    private final IntUnaryOperator insideId;
    private int at;

    private LayerListing(byte[] bytes, IntUnaryOperator insideId) {
        this.bytes = bytes;
        this.insideId = insideId;
    }

    /**
     * @param insideId the id inside the container for one of the file system's
     * @return for each directory given, its entries ordered by path
     */
    static List<List<LayerFile>> parse(byte[] output, IntUnaryOperator insideId) {
        LayerListing listing = new LayerListing(output, insideId);
        List<List<LayerFile>> layers = new ArrayList<>();
        while (listing.at < output.length) {
            layers.add(listing.layer());
        }
        return layers;
    }

    private record Entry(String[] facts, String path, String link) {}

    private List<LayerFile> layer() {
        List<Entry> entries = new ArrayList<>();
        for (String facts = field(); !facts.isEmpty(); facts = field()) {
            entries.add(new Entry(facts.split(" "), "/" + field(), field()));
        }
        entries.sort((a, b) -> a.path().compareTo(b.path()));
        Map<String, Kind> special = new HashMap<>();
        for (String device = field(); !device.isEmpty(); device = field()) {
            special.put(field().substring(1), device.equals("0:0") ? Kind.WHITEOUT : Kind.OTHER);
        }
        opaque(new String(next(), StandardCharsets.ISO_8859_1))
                .forEach(path -> special.put(path, Kind.OPAQUE_DIRECTORY));
        Set<String> linked = new HashSet<>();
        return entries.stream().map(entry -> file(entry, special, linked)).toList();
    }

    private LayerFile file(Entry entry, Map<String, Kind> special, Set<String> linked) {
        String[] facts = entry.facts();
        Kind kind = special.getOrDefault(entry.path(), kind(facts[0]));
        boolean alone = kind != Kind.FILE || facts[6].equals("1");
        boolean counted = kind == Kind.FILE && (alone || linked.add(facts[5]));
        return new LayerFile(
                entry.path(),
                kind,
                counted ? Long.parseLong(facts[2]) : 0,
                Integer.parseInt(facts[1], 8),
                insideId.applyAsInt(Integer.parseUnsignedInt(facts[3])),
                insideId.applyAsInt(Integer.parseUnsignedInt(facts[4])),
                kind == Kind.SYMLINK ? Optional.of(entry.link()) : Optional.empty(),
                alone ? 0 : Long.parseLong(facts[5]));
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "f" -> Kind.FILE;
            case "d" -> Kind.DIRECTORY;
            case "l" -> Kind.SYMLINK;
            default -> Kind.OTHER;
        };
    }

    /** The names in getfattr's report, {@code # file: ./a\012b}: bytes as they are, but for some in octal. */
    private static List<String> opaque(String report) {
        return report.lines()
                .filter(line -> line.startsWith("# file: "))
                .map(line -> "/" + unescape(line.substring("# file: ".length())).replaceFirst("^\\./", ""))
                .toList();
    }

    private static String unescape(String name) {
        byte[] escaped = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] plain = new byte[escaped.length];
        int length = 0;
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == '\\' && i + 3 < escaped.length) {
                plain[length++] = (byte) Integer.parseInt(name.substring(i + 1, i + 4), 8);
                i += 3;
            } else {
                plain[length++] = escaped[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private String field() {
        return new String(next(), StandardCharsets.UTF_8);
    }

    private byte[] next() {
        int start = at;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        if (at == bytes.length) {
            throw new EngineException("The listing of a layer broke off");
        }
        byte[] field = Arrays.copyOfRange(bytes, start, at);
        at++;
        return field;
    }
}
