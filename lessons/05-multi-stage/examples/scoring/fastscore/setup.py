import os

from setuptools import Extension, setup
from setuptools.command.install import install

install.install_layout = install.prefix_option = None  # Debian's setuptools looks for them; others do not mind
flags = ["-fopenmp"] if os.environ.get("FASTSCORE_OPENMP") else []
setup(
    name="fastscore",
    version="1.0.0",
    ext_modules=[Extension("fastscore", ["fastscore.c"], extra_compile_args=flags, extra_link_args=flags)],
)
