"""Gives Debian's Python, moved to /usr/local, the layout that python.org's has: site-packages, one install scheme, pip.

Debian changes its standard library so that `pip` and `apt` do not tread on each other's files. In an image where only pip
installs packages those changes are what differs from the official image, so they are undone. Every edit insists on
finding what it replaces: a Debian update that changes the text stops the build instead of giving a subtly other Python.
"""
import pathlib
import re

LIB = pathlib.Path("/usr/local/lib/python3.11")


def edit(name, *changes):
    path = LIB / name
    text = path.read_text()
    for old, new in changes:
        found = re.subn(old, new, text, flags=re.S)
        if found[1] != 1:
            raise SystemExit(f"relocate: {name}: {found[1]} places match {old!r}")
        text = found[0]
    path.write_text(text)


# Where packages are looked for.
edit("site.py", (
    r"            if is_virtual_environment:\n.*?                sitepackages\.append\(path\)\n",
    '            for libdir in libdirs:\n'
    '                path = os.path.join(prefix, libdir,\n'
    '                                    "python%d.%d" % sys.version_info[:2],\n'
    '                                    "site-packages")\n'
    '                sitepackages.append(path)\n'))

# The interpreter holds that file a second time, compiled in ("frozen"), and that copy is the one that runs. The two names
# are equally long, so the string is replaced where it stands.
binary = pathlib.Path("/usr/local/bin/python3.11")
code = binary.read_bytes()
if code.count(b"dist-packages\0") != 1:
    raise SystemExit(f"relocate: {code.count(b'dist-packages')} places name dist-packages in {binary}")
patched = binary.with_suffix(".patched")
patched.write_bytes(code.replace(b"dist-packages\0", b"site-packages\0"))
patched.chmod(0o755)
patched.replace(binary)

# Where packages are installed.
edit("sysconfig.py",
     (r"    'deb_system': \{.*?        \},\n    'posix_local': \{.*?        \},\n", ""),
     (r"\('posix_prefix', 'posix_home', 'posix_local', 'deb_system'\)", "('posix_prefix', 'posix_home')"),
     (r"    if sys\.base_prefix != sys\.prefix or hasattr\(sys, \"real_prefix\"\):\n        # virtual.*?"
      r"            prefix_scheme = 'posix_local'\n\n", ""),
     (r"'prefix': prefix_scheme,", "'prefix': 'posix_prefix',"))

# The same for the standard library's distutils, which setup.py files still use.
edit("distutils/command/install.py",
     (r"# add the Debian install schemes here.*?INSTALL_SCHEMES\['deb_system'\] = \{.*?\n\}\n", ""),
     (r"            elif \(\(self\.prefix_option and\n.*?self\.select_scheme\(\"unix_local\"\)\n",
      '            else:\n                self.select_scheme("unix_prefix")\n'))
edit("distutils/sysconfig.py",
     (r"        elif is_default_prefix and not is_virtual_environment\(\):\n[^\n]*\n", ""))
# A hook of Debian's that would bring its schemes back into setuptools' distutils.
(LIB / "_distutils_system_mod.py").unlink()

# ensurepip installs the wheels beside it, into this Python too.
wheels = {w.name.split("-")[0]: w.name.split("-")[1] for w in (LIB / "ensurepip/_bundled").iterdir()}
edit("ensurepip/__init__.py",
     (r"def _ensurepip_is_disabled_in_debian_for_system\(\):\n.*?    sys\.exit\(1\)\n\n\n", ""),
     (r"    # Ensure that we are only running this inside of a virtual environment\n    # of some kind\.\n"
      r"    _ensurepip_is_disabled_in_debian_for_system\(\)\n\n", ""),
     (r'_SETUPTOOLS_VERSION = "[^"]*"', f'_SETUPTOOLS_VERSION = "{wheels["setuptools"]}"'),
     (r'_PIP_VERSION = "[^"]*"', f'_PIP_VERSION = "{wheels["pip"]}"'))

# pip may install into this Python: nothing else does.
(LIB / "EXTERNALLY-MANAGED").unlink()
# A link to a hook for Ubuntu's crash reporter.
(LIB / "sitecustomize.py").unlink()

# What the interpreter says about itself (`python -m sysconfig`), and what extension builds are told.
for data in LIB.glob("_sysconfigdata_*.py"):
    if data.is_symlink():
        continue
    text = data.read_text()
    text = re.sub(r"/usr/(?=bin['\" ]|include|lib/python3|lib/[a-z0-9_]+-linux-gnu)", "/usr/local/", text)
    text = re.sub(r"/usr/local/lib/[a-z0-9_]+-linux-gnu(?=['\" /])", "/usr/local/lib", text)
    text = re.sub(r"('(?:prefix|exec_prefix)'): '/usr'", r"\1: '/usr/local'", text)
    text = re.sub(r"('WHEEL_PKG_DIR'): '[^']*'", r"\1: ''", text)
    data.write_text(text)

pydoc = pathlib.Path("/usr/local/bin/pydoc3")
pydoc.write_text("#!/usr/local/bin/python3.11\nimport pydoc\nif __name__ == '__main__':\n    pydoc.cli()\n")
pydoc.chmod(0o755)

# Debian's python3-wheel, whose metadata is in the old form: laid out for `wheel pack`.
old = next(pathlib.Path("/tmp/wheel").glob("wheel-*.egg-info"))
info = old.with_suffix(".dist-info")
info.mkdir()
(old / "PKG-INFO").rename(info / "METADATA")
(old / "entry_points.txt").rename(info / "entry_points.txt")
(info / "WHEEL").write_text("Wheel-Version: 1.0\nGenerator: drydock\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
for rest in old.iterdir():
    rest.unlink()
old.rmdir()
