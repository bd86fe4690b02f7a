"""Writes the static package index (PEP 503) of the wheels in a folder: index.py ROOT.

ROOT/files/*.whl are the wheels, and ROOT/newer/*.whl those that exist only once time has gone on. ROOT/simple/ is the index of
the former, ROOT/moved/simple/ that of both; the wheels lie together in ROOT/files/ in the end, so that none is there twice.
"""
import email.parser
import hashlib
import html
import pathlib
import re
import shutil
import sys
import zipfile

PAGE = "<!DOCTYPE html>\n<html>\n<head><meta name=\"pypi:repository-version\" content=\"1.0\"><title>{0}</title></head>\n" \
       "<body>\n{1}</body>\n</html>\n"


def link(wheel):
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(n for n in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        python = email.parser.BytesHeaderParser().parsebytes(archive.read(metadata))["Requires-Python"]
    attribute = f' data-requires-python="{html.escape(python)}"' if python else ""
    return f'<a href="../../files/{wheel.name}#sha256={digest}"{attribute}>{wheel.name}</a><br>\n'


def write_index(simple, wheels):
    shutil.rmtree(simple, ignore_errors=True)
    projects = {}
    for wheel in sorted(wheels):
        projects.setdefault(re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower(), []).append(wheel)
    for name, offered in projects.items():
        (simple / name).mkdir(parents=True)
        (simple / name / "index.html").write_text(PAGE.format(name, "".join(map(link, offered))))
    links = "".join(f'<a href="{name}/">{name}</a><br>\n' for name in sorted(projects))
    (simple / "index.html").write_text(PAGE.format("simple index", links))


def main(root):
    files = root / "files"
    write_index(root / "simple", files.glob("*.whl"))
    for wheel in (root / "newer").glob("*.whl"):
        wheel.rename(files / wheel.name)
    write_index(root / "moved/simple", files.glob("*.whl"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
