"""Writes the static package index (PEP 503) of the wheels in a folder: index.py ROOT.

ROOT/files/*.whl are the wheels; ROOT/simple/ is written anew. To let the index "move on", put another wheel beside the
others and run this again; pip sees the newer version with its next request.
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


def main(root):
    simple = root / "simple"
    shutil.rmtree(simple, ignore_errors=True)
    projects = {}
    for wheel in sorted((root / "files").glob("*.whl")):
        projects.setdefault(re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower(), []).append(wheel)
    for name, wheels in projects.items():
        (simple / name).mkdir(parents=True)
        (simple / name / "index.html").write_text(PAGE.format(name, "".join(map(link, wheels))))
    links = "".join(f'<a href="{name}/">{name}</a><br>\n' for name in sorted(projects))
    (simple / "index.html").write_text(PAGE.format("simple index", links))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
