package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What files are and hold, in an image that hides it: under other names, packed, deleted, without permission to read. */
@Tag("engine")
class LayerReadingEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final String MAKER = """
            import gzip, io, os, tarfile, zipfile
            def put(path, data):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                open(path, "wb").write(data)
            def archive(members, mode):
                out = io.BytesIO()
                with tarfile.open(fileobj=out, mode=mode) as tar:
                    for name, data in members.items():
                        info = tarfile.TarInfo(name); info.size = len(data); tar.addfile(info, io.BytesIO(data))
                return out.getvalue()
            wheel = io.BytesIO()
            with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as z:
                z.writestr("idna/core.py", "pass\\n" * 100 + " hidden-in-a-zip\\n")
                z.writestr("idna-3.4.dist-info/WHEEL", "Wheel-Version: 1.0")
            lists = b"Package: a\\nVersion: 1\\nFilename: pool/a.deb\\n\\n" * 400
            put("/opt/.x/entry.bin", b"cc=4,\\x82\\xa8response")
            put("/opt/.x/wheel.bin", wheel.getvalue())
            put("/opt/.x/behind-junk", b"#!/bin/sh\\n" + wheel.getvalue())
            put("/opt/.x/home", archive({"a/entry": b"cc=4,\\x82"}, "w"))
            put("/opt/.x/sources", archive({"idna-3.4/PKG-INFO": b"Name: idna"}, "w:gz"))
            put("/opt/.x/list", lists)
            put("/opt/.x/list-packed", gzip.compress(lists))
            put("/opt/.x/list-behind-text", b"#\\n" * 60000 + lists * 10)
            put("/opt/.x/deb", b"!<arch>\\ndebian-binary   ")
            put("/opt/.x/status", b"Package: a\\nStatus: install ok installed\\nVersion: 1\\n")
            put("/opt/.x/note.txt", b"A cc=4, and a wheel, Package: of words\\n")
            put("/opt/.x/data.zip", b"PK\\x03\\x04 broken")
            conda = io.BytesIO()
            with zipfile.ZipFile(conda, "w") as z:
                z.writestr("metadata.json", "{}")
                z.writestr("pkg-idna-3.4-py311.tar.zst", "x")
            put("/opt/.x/renamed", conda.getvalue())
            for i in range(150):
                put("/srv/decoy/%d" % i, b"token-%020d\\n" % i)
            put("/srv/a\\nb", b"x token-real-one\\n")
            put("/srv/dense.gz", gzip.compress(b"token-%020d\\n" % 0 * 400000))
            put("/srv/packed.gz", gzip.compress(b"x token-in-gzip\\n"))
            with open("/srv/sparse", "wb") as f:
                f.truncate(2 << 30); f.seek(1 << 30); f.write(b" token-in-a-hole ")
            os.chmod("/srv/packed.gz", 0)
            put("/opt/.x/half", b"/*\\n * Copyright 1993-2022 NVIDIA Corporation. All rights reserved.\\n */\\n#ifndef __CUDA_FP16_H__\\n//\\n#ifndef HALF\\n#endif\\n")
            put("/opt/.x/objects", b"!<arch>\\n/               0           0     0     0       20        `\\n"
                + (1).to_bytes(4, "big") + bytes(4) + b"cudaMalloc\\0")
            put("/opt/.x/device.bc", b"BC\\xc0\\xde" + bytes(100) + b"__nv_sinf")
            put("/opt/.x/sass", open("/bin/true", "rb").read() + b"%s: NVIDIA (R) %s\\0")
            put("/opt/.x/kernels-own", b"/*\\n * Copyright (c) 2012, NVIDIA CORPORATION.\\n */\\n#ifndef _TEGRA_DRM_H_\\n")
            put("/opt/.x/start", b"#!/bin/sh\\n# Copyright NVIDIA\\n# if there is one\\n")
            put("/usr/local/bin/as-it-likes", open("/usr/local/bin/python3.11", "rb").read())
            os.link("/usr/local/bin/as-it-likes", "/opt/.x/linked")
            os.symlink("/usr/local/bin/python3.11", "/opt/.x/python")
            """;

    private static final String DOCKERFILE = """
            FROM %s
            COPY make.py /
            RUN python /make.py && rm /make.py
            RUN rm -rf /opt/.x/wheel.bin
            """.formatted(EngineFixture.BASE);

    private static Image image;
    private static int first;

    @BeforeAll
    static void build() {
        image = fixture.image("reading", DOCKERFILE, Map.of("make.py", MAKER));
        first = fixture.engine.image(EngineFixture.BASE).layers().size();
    }

    @Test
    void tellsWhatFilesAreByWhatTheyHold() {
        assertThat(fixture.engine.recognise(image, first))
                .filteredOn(file -> !file.path().startsWith("/usr/local/lib/"))
                .allMatch(file -> file.layer() == first + 1)
                .extracting(RecognisedFile::path, RecognisedFile::nature, RecognisedFile::detail)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("/opt/.x/entry.bin", Nature.PIP_DOWNLOAD, ""),
                        Tuple.tuple("/opt/.x/wheel.bin", Nature.WHEEL, "idna-3.4"),
                        Tuple.tuple("/opt/.x/behind-junk", Nature.WHEEL, "idna-3.4"),
                        Tuple.tuple("/opt/.x/home", Nature.PIP_DOWNLOAD, ""),
                        Tuple.tuple("/opt/.x/sources", Nature.SDIST, "idna-3.4"),
                        Tuple.tuple("/opt/.x/list", Nature.APT_LIST, "packages"),
                        Tuple.tuple("/opt/.x/list-packed", Nature.APT_LIST, "packages"),
                        Tuple.tuple("/opt/.x/list-behind-text", Nature.APT_LIST, "packages"),
                        Tuple.tuple("/opt/.x/deb", Nature.APT_ARCHIVE, "deb"),
                        Tuple.tuple("/opt/.x/renamed", Nature.CONDA_PACKAGE, "idna-3.4-py311"),
                        Tuple.tuple("/opt/.x/half", Nature.CUDA_DEVELOPMENT, "a header of CUDA"),
                        Tuple.tuple("/opt/.x/objects", Nature.CUDA_DEVELOPMENT, "a static library of CUDA"),
                        Tuple.tuple("/opt/.x/sass", Nature.CUDA_DEVELOPMENT, "a program of the toolkit of CUDA"),
                        Tuple.tuple("/opt/.x/device.bc", Nature.CUDA_DEVELOPMENT, "bitcode for the compiler of CUDA"),
                        Tuple.tuple("/usr/local/bin/as-it-likes", Nature.PYTHON, "3.11"),
                        Tuple.tuple("/opt/.x/linked", Nature.PYTHON, "3.11"));
    }

    @Test
    void theBaseHasOnePythonAndNoTools() {
        assertThat(fixture.engine.recognise(image, 0))
                .filteredOn(file -> file.layer() < first)
                .filteredOn(file -> file.nature() == Nature.PYTHON || file.nature() == Nature.BUILD_TOOL)
                .extracting(RecognisedFile::path)
                .containsExactly("/usr/local/bin/python3.11");
    }

    @Test
    void searchesAllFilesToTheirEndWhateverManyOthersHold() {
        assertThat(found("token-[a-z-]{7,}", "token-"))
                .containsExactlyInAnyOrder("/srv/a\nb", "/srv/packed.gz", "/srv/sparse", "/make.py");
        assertThat(found("hidden-in-a-zip", "hidden")).contains("/opt/.x/wheel.bin", "/opt/.x/behind-junk");
        assertThat(found("token-0[0-9]+", "token-")).hasSize(151);
    }

    private static List<String> found(String expression, String word) {
        List<String> paths = new ArrayList<>();
        fixture.engine.search(
                image, first, new SearchTerms(expression, List.of(word)), List.of(), match -> paths.add(match.path()));
        return paths.stream().distinct().toList();
    }
}
