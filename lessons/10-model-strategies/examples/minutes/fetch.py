"""Brings the file at MODEL_URL, checked, into MODEL_CACHE; then becomes the program in its arguments."""
import fcntl
import hashlib
import os
import sys
from pathlib import Path
from urllib.request import urlopen

url, wanted = os.environ["MODEL_URL"], os.environ["MODEL_SHA256"]
folder = Path(os.environ["MODEL_CACHE"]) / wanted
target, part = folder / "model.npz", folder / "model.npz.part"

folder.mkdir(parents=True, exist_ok=True)
with open(folder / "lock", "w") as lock:
    # The others wait here. A killed process loses the lock.
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not target.exists():
        print("fetching", url, flush=True)
        digest = hashlib.sha256()
        with urlopen(url, timeout=30) as source, open(part, "wb") as file:
            while block := source.read(1 << 16):
                file.write(block)
                digest.update(block)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != wanted:
            part.unlink()
            sys.exit(f"wrong checksum: {digest.hexdigest()}")
        # Only a whole and right file ever gets this name.
        os.replace(part, target)

os.environ["MODEL_PATH"] = str(target)
os.execvp(sys.argv[1], sys.argv[1:])
