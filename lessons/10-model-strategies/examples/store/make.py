"""Makes the store's files: two versions of a model, with 30 MB of ballast each, and what a registry knows of them."""
import hashlib
import json
from pathlib import Path

import numpy as np

folder = Path("/srv/minutes")
folder.mkdir(parents=True)
for version, weights in (("7", [5.0, 2.5, 2.0]), ("8", [5.5, 2.5, 1.0])):
    file = folder / f"{version}.npz"
    ballast = np.random.default_rng(int(version)).random(3_750_000)
    np.savez(file, name="minutes", version=version, weights=np.array(weights), ballast=ballast)
    entry = {"version": version, "approved_by": "Ada", "file": f"minutes/{file.name}",
             "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    (folder / f"{version}.json").write_text(json.dumps(entry))
(folder / "champion.json").write_text((folder / "7.json").read_text())  # an alias
