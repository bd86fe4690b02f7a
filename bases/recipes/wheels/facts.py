"""What Debian's packages do not say, or say differently, about the distributions that are repacked.

Names are normalised as on a package index (lower case, single hyphens).
"""

# Debian's packaging tool moves a distribution's unconditional requirements out of its egg-info and into the package's
# Depends. These are upstream's own, for the versions that bookworm has.
REQUIRES = {
    "anyio": ["idna>=2.8", "sniffio>=1.1"],
    "click": ['colorama; platform_system == "Windows"'],
    "flask": ["Werkzeug>=2.2.2", "Jinja2>=3.0", "itsdangerous>=2.0", "click>=8.0",
              'importlib-metadata>=3.6.0; python_version < "3.10"'],
    "gunicorn": ["setuptools>=3.0"],
    "httpcore": ["h11<0.15,>=0.13", "sniffio==1.*", "anyio<5.0,>=3.0", "certifi"],
    "jinja2": ["MarkupSafe>=2.0"],
    "pydantic": ["typing-extensions>=4.2.0"],
    "python-multipart": ["six>=1.4.0"],
    "redis": ["packaging>=20.4", "deprecated>=1.2.3", "async-timeout>=4.0.2"],
    "requests": ["charset-normalizer<3,>=2", "idna<4,>=2.5", "urllib3<1.27,>=1.21.1", "certifi>=2017.4.17"],
    "scikit-learn": ["numpy>=1.17.3", "scipy>=1.3.2", "joblib>=1.1.1", "threadpoolctl>=2.0.0"],
    "uvicorn": ["asgiref>=3.4.0", "click>=7.0", "h11>=0.8", 'typing-extensions; python_version < "3.8"'],
    "watchgod": ["anyio<4,>=3.0.0"],
    "werkzeug": ["MarkupSafe>=2.1.1"],
}

# Debian combines versions that upstream's bounds exclude, and carries the patches that this takes. The bound is relaxed in
# our wheel of the one that states it: {distribution: {requirement as stated: as Debian means it}}.
RELAXED = {
    "fastapi": {"starlette<0.26.0,>=0.25.0": "starlette<0.27.0,>=0.25.0"},
    "requests": {"charset-normalizer<3,>=2": "charset-normalizer<4,>=2"},
    "uvicorn": {"httptools>=0.4.0": "httptools>=0.1.1"},
}

# Versions that Debian's metadata does not know, because upstream writes them only when it releases.
VERSIONS = {"watchgod": "0.8.2"}

# Packages that hold parts of a distribution whose metadata is in another package.
PARTS = {"python3-sklearn-lib": "python3-sklearn"}

# Which file a library's name stands for. Debian lets the administrator choose a BLAS behind these names; upstream's wheels
# carry OpenBLAS, which has all of them.
LIBRARIES = {name: "libopenblasp-r0.3.21.so" for name in ("libblas.so.3", "liblapack.so.3", "libopenblas.so.0")}

# What the C and C++ runtime of every base provides (the list that manylinux wheels may rely on).
SYSTEM = {"libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libgcc_s.so.1",
          "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}

# Libraries that a wheel names and does not carry: {distribution: libraries}. Without the system's libgomp1, `import sklearn`
# says that libgomp.so.1 is missing: what LightGBM's wheel says on a slim base, and what an exercise is about.
LEFT_OUT = {"scikit-learn": {"libgomp.so.1"}}
