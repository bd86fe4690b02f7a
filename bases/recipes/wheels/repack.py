"""Makes wheels out of unpacked Debian packages: repack.py TREES OUT.

TREES/<package>/ is what one Debian package installs. For every distribution found there, OUT gets one wheel: upstream's
metadata (converted from egg-info where Debian has that), the files, the shared libraries that a wheel from a public index
would carry, and Debian's copyright file. Runs with bookworm's Python, python3-wheel and patchelf.
"""
import hashlib
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from wheel.metadata import pkginfo_to_metadata
from wheel.wheelfile import WheelFile

import facts

MODULES = ("usr/lib/python3/dist-packages", "usr/lib/python3.11/dist-packages")
MACHINE = os.uname().machine
# bookworm's C library is 2.36, so that is what its extension modules need; pip in bookworm accepts the tag.
BINARY_TAG = f"cp311-cp311-manylinux_2_36_{MACHINE}"
PURE_TAG = "py3-none-any"


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def patchelf(*arguments):
    return subprocess.run(["patchelf", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def is_elf(path):
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


class Libraries:
    """The shared libraries of the unpacked packages, by file name."""

    def __init__(self, trees):
        self.files = {}
        for path in sorted(trees.glob("lib*/usr/lib/*-linux-gnu*/**/*.so*")):
            self.files.setdefault(path.name, path)

    def find(self, name, wanted_by):
        path = self.files.get(facts.LIBRARIES.get(name, name))
        if path is None:
            raise SystemExit(f"repack: {wanted_by} needs {name}, which no package on the list has")
        return path.resolve()


class Bundle:
    """What one wheel carries in <name>.libs, as auditwheel lays it out: every library under a name of its own (with a part
    of its hash), so that two wheels never get each other's."""

    def __init__(self, distribution, root, libraries):
        self.distribution, self.root, self.libraries = distribution, root, libraries
        self.directory = root / f"{distribution.replace('-', '_')}.libs"
        self.names = {}

    def link(self, binary, origin):
        """Makes a module or library use bundled libraries, found through `origin` from where it lies."""
        linked = False
        for name in patchelf("--print-needed", binary).split():
            if name not in facts.SYSTEM and name not in facts.LEFT_OUT.get(self.distribution, ()):
                # One change a call: bookworm's patchelf mixes the strings up when given several.
                patchelf("--replace-needed", name, self.add(name, binary), binary)
                linked = True
        if linked:
            patchelf("--set-rpath", origin, binary)

    def add(self, name, wanted_by):
        source = self.libraries.find(name, wanted_by)
        if source not in self.names:
            stem, dot, rest = source.name.partition(".so")
            bundled = f"{stem}-{hashlib.sha256(source.read_bytes()).hexdigest()[:8]}{dot}{rest}"
            self.names[source] = bundled
            self.directory.mkdir(exist_ok=True)
            copy = pathlib.Path(shutil.copyfile(source, self.directory / bundled))
            copy.chmod(0o755)
            patchelf("--set-soname", bundled, copy)
            self.link(copy, "$ORIGIN")
        return self.names[source]


def copy_modules(tree, root):
    for modules in MODULES:
        for path in sorted((tree / modules).rglob("*")):
            target = root / path.relative_to(tree / modules)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            elif path.exists():
                # Links lead to other files of the package; wheels know no links.
                shutil.copyfile(path, target)
                target.chmod(0o755 if path.suffix == ".so" or os.access(path, os.X_OK) else 0o644)
            # else a link into a package of Debian's (say jquery), which the distribution works without.


def requirement(text):
    """A requirement as two of them are compared: without blanks, quotes or the order of its bounds."""
    text, _, marker = re.sub(r"[\s()\"']", "", text).partition(";")
    name, bounds = re.match(r"([^<>=!~]*)(.*)", text).groups()
    return normalised(name), sorted(bounds.split(",")), marker


def complete(metadata, distribution):
    """Adds and relaxes requirements (facts.py says why)."""
    for text in facts.REQUIRES.get(distribution, ()):
        metadata["Requires-Dist"] = text
    relaxed = {str(requirement(old)): new for old, new in facts.RELAXED.get(distribution, {}).items()}
    requirements = metadata.get_all("Requires-Dist") or []
    del metadata["Requires-Dist"]
    for text in requirements:
        bare, semicolon, marker = text.partition(";")
        bare = relaxed.pop(str(requirement(bare)), bare)
        metadata["Requires-Dist"] = bare.strip() + (f"; {marker.strip()}" if semicolon else "")
    if relaxed:
        raise SystemExit(f"repack: {distribution} no longer states {', '.join(relaxed)}")


def read_metadata(old):
    """The metadata of a distribution, from either form that Debian's packages have it in."""
    if old.suffix == ".egg-info":
        pkg_info = old / "PKG-INFO" if old.is_dir() else old
        return pkginfo_to_metadata(str(old), str(pkg_info))
    from email.parser import Parser
    from email.policy import compat32
    return Parser(policy=compat32).parsestr((old / "METADATA").read_text(encoding="utf-8"))


def write_dist_info(root, old, copyright_files, tag):
    metadata = read_metadata(old)
    distribution = normalised(metadata["Name"])
    complete(metadata, distribution)
    if distribution in facts.VERSIONS:
        metadata.replace_header("Version", facts.VERSIONS[distribution])
    kept = {}
    if old.is_dir():
        for name in ("entry_points.txt", "top_level.txt"):
            if (old / name).is_file():
                # One package of Debian's has this file indented, which configparser would misread.
                kept[name] = "".join(line.strip() + "\n" for line in (old / name).read_text().splitlines())
        shutil.rmtree(old)
    else:
        old.unlink()

    info = root / f"{distribution.replace('-', '_')}-{metadata['Version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(metadata.as_string(), encoding="utf-8")
    for name, text in kept.items():
        (info / name).write_text(text)
    for package, file in copyright_files:
        shutil.copyfile(file, info / f"copyright.{package}")
    pure = str(tag == PURE_TAG).lower()
    (info / "WHEEL").write_text(f"Wheel-Version: 1.0\nGenerator: drydock\nRoot-Is-Purelib: {pure}\nTag: {tag}\n")
    return info.name.removesuffix(".dist-info")


def copyright_file(trees, package):
    """Debian's statement of a package's licence; some packages of one source share it through a link."""
    documents = trees / package / "usr/share/doc" / package
    if documents.is_symlink():
        return copyright_file(trees, os.readlink(documents))
    return documents / "copyright"


def repack(package, parts, trees, work, out, libraries):
    root = work / package
    root.mkdir()
    for part in (package, *parts):
        copy_modules(trees / part, root)
    old = [p for p in root.iterdir() if p.suffix in (".egg-info", ".dist-info")]
    if len(old) != 1:
        raise SystemExit(f"repack: {package} holds metadata of {len(old)} distributions, not one")
    # Both forms are named "Name-Version…"; some also carry the Python version behind it.
    distribution = normalised(old[0].name.split("-")[0])

    bundle = Bundle(distribution, root, libraries)
    binaries = [p for p in sorted(root.rglob("*.so")) if is_elf(p)]
    for binary in binaries:
        up = "/".join([".."] * len(binary.parent.relative_to(root).parts)) or "."
        bundle.link(binary, f"$ORIGIN/{up}/{bundle.directory.name}")

    packages = [package, *parts, *sorted({path.relative_to(trees).parts[0] for path in bundle.names})]
    files = [(p, copyright_file(trees, p)) for p in packages]
    tag = BINARY_TAG if binaries else PURE_TAG
    name = write_dist_info(root, old[0], files, tag)
    # WheelFile sorts its entries, writes RECORD and takes every date from SOURCE_DATE_EPOCH.
    with WheelFile(str(out / f"{name}-{tag}.whl"), "w") as wheel:
        wheel.write_files(str(root))
    shutil.rmtree(root)


def main(trees, out):
    # wheel names every file it packs.
    logging.getLogger("wheel").setLevel(logging.WARNING)
    work = out.parent / "repack"
    for directory in (work, out):
        directory.mkdir(parents=True)
    libraries = Libraries(trees)
    parts = {}
    for part, whole in facts.PARTS.items():
        parts.setdefault(whole, []).append(part)
    packages = sorted(p.name for p in trees.glob("python3-*") if p.name not in facts.PARTS and not p.name.endswith("-whl"))
    # Compression and patchelf work outside Python's lock: two at a time keep two cores busy. The largest go first.
    packages.sort(key=lambda p: p not in ("python3-scipy", "python3-numpy", "python3-sklearn"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda p: repack(p, parts.get(p, ()), trees, work, out, libraries), packages):
            pass
    # Debian's own wheels (pip, setuptools) need no repacking.
    for wheel in sorted(trees.glob("*-whl/usr/share/python-wheels/*.whl")):
        shutil.copyfile(wheel, out / wheel.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
