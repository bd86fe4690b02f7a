package dev.drydock.content;

import dev.drydock.yaml.Key;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An archive, or a folder, as {@code archive.yaml} describes it: written byte by byte, since libraries refuse evil. */
record DescribedArchive(
        @Key(value = "How it is handed in; each is a test of its own.", min = 1)
        List<Format> formats,

        @Key(value = "In this order.", optional = true) List<Entry> entries,

        @Key("The whole file as hexadecimal digits, instead of entries.")
        Optional<String> raw,

        @Key("Bytes of the raw file that follow it, all zero.")
        OptionalInt zeros,

        @Key("Bytes that are cut off its end.") OptionalInt cut,

        @Key("Position of a byte that is changed.") OptionalInt spoil) {

    private static final Schema SCHEMA =
            new Schema(new RecordSchema(Mappers.DOCUMENTS).document("Archive", DescribedArchive.class));

    enum Format {
        TAR,
        TGZ,
        ZIP,
        FOLDER
    }

    enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARDLINK,
        FIFO,
        DEVICE,
        SPARSE,
        UNKNOWN
    }

    enum Extended {
        PAX,
        GNU
    }

    /** One entry, or several that are the same but for a number. */
    record Entry(
            @Key("In the name of one that is repeated, {n} is its number.")
            Optional<String> name,

            @Key("Instead of a name: its bytes as hexadecimal digits.")
            Optional<String> nameBytes,

            @Key("By default a file.") Optional<Type> type,

            @Key("Text in it.") Optional<String> content,

            @Key("Zero bytes in it, after the text.") OptionalLong zeros,

            @Key("Bytes that its header says, instead of those that there are.")
            OptionalLong claims,

            @Key("Where a link leads.") Optional<String> target,

            @Key("How often.") OptionalInt repeat,

            @Key("How a tar writes the name: in the header itself by default, which has room for 100 bytes.")
            Optional<Extended> extended,

            @Key(value = "More records of a PAX header.", optional = true)
            Map<String, String> pax,

            @Key("A zip's compression method.") OptionalInt method,

            @Key("Whether a zip's entry says that it is encrypted.")
            Optional<Boolean> encrypted,

            @Key("Whether a zip's entry has the data of the one before it.")
            Optional<Boolean> overlapping) {

        Entry {
            pax = Map.copyOf(pax);
        }

        Type sort() {
            return type.orElse(Type.FILE);
        }

        byte[] bytesOfName(int number) {
            return nameBytes
                    .map(HexFormat.of()::parseHex)
                    .orElseGet(() -> name.orElseThrow()
                            .replace("{n}", String.valueOf(number))
                            .getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            byte[] text = (sort() == Type.SYMLINK ? target : content).orElse("").getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(text, Math.toIntExact(text.length + zeros.orElse(0)));
        }
    }

    /** One entry with the bytes of its name. */
    record Named(byte[] name, Entry entry) {}

    DescribedArchive {
        formats = List.copyOf(formats);
        entries = List.copyOf(entries);
    }

    static DescribedArchive read(Path file) {
        return YamlFile.read(file).as(DescribedArchive.class, SCHEMA);
    }

    /** All entries, repeated ones as often as they are. */
    Stream<Named> named() {
        return entries.stream()
                .flatMap(entry -> IntStream.range(0, entry.repeat().orElse(1))
                        .mapToObj(number -> new Named(entry.bytesOfName(number), entry)));
    }

    /** Writes it into an empty folder, and says where it lies. */
    Path write(Path folder, Format format) throws IOException {
        Path place = folder.resolve("submission");
        if (format == Format.FOLDER) {
            DescribedFolder.write(this, place);
            return place;
        }
        byte[] whole = raw.isPresent()
                ? HexFormat.of().parseHex(raw.get())
                : switch (format) {
                    case TAR -> DescribedTar.bytes(this);
                    case TGZ -> DescribedTar.gzipped(this);
                    default -> DescribedZip.bytes(this);
                };
        byte[] written = Arrays.copyOf(whole, whole.length + zeros.orElse(0) - cut.orElse(0));
        spoil.ifPresent(at -> written[at] ^= 1);
        return Files.write(place, written);
    }
}
