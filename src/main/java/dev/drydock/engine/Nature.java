package dev.drydock.engine;

/** What a file is, told by what it holds. */
public enum Nature {
    /** What pip keeps of a download: an entry of its HTTP cache, or the note of its last look for a newer pip. */
    PIP_DOWNLOAD,
    /** A Python package ready to be installed; the detail is its name and version. */
    WHEEL,
    /** A Python package as source; the detail is its name and version. */
    SDIST,
    UV_CACHE,
    CONDA_PACKAGE,
    NPM_CACHE,
    /** A list of packages of a Debian archive, or the archive's own description. */
    APT_LIST,
    /** A Debian package, or apt's index of all packages. */
    APT_ARCHIVE,
    /** A compiler, linker or other program that only builds; the detail says which. */
    BUILD_TOOL,
    /** A Python interpreter; the detail is its version, where that can be told. */
    PYTHON,
    /** A library that calls itself one of NVIDIA's driver; the detail is the name that it gives itself. */
    GPU_DRIVER,
    /** What only making programs for CUDA needs: a header, library to link, bitcode or tool of it; the detail says which. */
    CUDA_DEVELOPMENT
}
