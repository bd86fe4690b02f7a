from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.install import install

install.install_layout = install.prefix_option = None  # Debian's setuptools looks for them; others do not mind
setup(
    name="churn",
    version="1.0.0",
    long_description=Path("README.md").read_text(),
    package_dir={"": "src"},
    packages=find_packages("src"),
)
