"""Makes the newer versions that only the moved index offers: newer.py FROM TO.

For each wheel in FROM, TO gets a copy under a version whose last number is one higher, in the file's name, METADATA and
RECORD. All of them move, so that nobody passes who pins only what is known to. What a wheel needs stays the same, so that
whoever asks for a version gets what they always got. Each module ends with a line more, so that a newer one is told also by
what it is, whatever becomes of its metadata.
"""
import logging
import os
import pathlib
import re
import sys
import tempfile
import zipfile

from wheel.wheelfile import WheelFile

# What installs is no part of what is installed: people renew it in passing, and no image is another one for it.
INSTALLERS = ("pip", "setuptools", "wheel")


def after(version):
    """The next version: one that `~=2.2.2` and `==2.2.*` still take, as only a full pin holds."""
    head, last = re.fullmatch(r"(.*\.)?(\d+)", version).groups()
    return f"{head or ''}{int(last) + 1}"


def rename(root, name, version, newer):
    info = (root / f"{name}-{version}.dist-info").rename(root / f"{name}-{newer}.dist-info")
    metadata = info / "METADATA"
    # The first such line is the header; a description comes after it.
    text, changed = re.subn(rf"(?m)^Version: {re.escape(version)}$", f"Version: {newer}",
                            metadata.read_text(encoding="utf-8"), count=1)
    if changed != 1:
        raise SystemExit(f"newer: {name} does not state version {version}")
    metadata.write_text(text, encoding="utf-8")
    # WheelFile writes a new one.
    (info / "RECORD").unlink()


def lengthen(root):
    for module in root.rglob("*.py"):
        text = module.read_bytes()
        module.write_bytes(text + (b"" if text.endswith(b"\n") or not text else b"\n") + b"__newer__ = True\n")


def make_newer(wheel, out):
    name, version, tags = wheel.name.removesuffix(".whl").split("-", 2)
    newer = after(version)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        root = pathlib.Path(folder)
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                path = pathlib.Path(archive.extract(entry, root))
                # extract() forgets modes, which wheels keep in the upper half.
                os.chmod(path, (entry.external_attr >> 16) & 0o777 or 0o644)
        rename(root, name, version, newer)
        lengthen(root)
        with WheelFile(str(out / f"{name}-{newer}-{tags}.whl"), "w") as copy:
            copy.write_files(str(root))


def main(files, out):
    # wheel names every file it packs.
    logging.getLogger("wheel").setLevel(logging.WARNING)
    out.mkdir(parents=True)
    for wheel in sorted(files.glob("*.whl")):
        if wheel.name.split("-")[0].lower() not in INSTALLERS:
            make_newer(wheel, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
