"""Trains a tiny model: a line through points. What matters is where it runs, and that its files survive.

    python3 train.py [--epochs N] [--data FOLDER] [--output FOLDER] [--checkpoints FOLDER] [--require-gpu]

CUDA's runtime (libcudart) is part of the image. The driver (libcuda) is not: the host's container toolkit puts it in when
the container starts, and without a GPU it is simply absent. The model is so small that it is trained on the CPU in any
case; a real trainer would use the device that was found here.
"""

import argparse
import ctypes
import json
import re
import sys
from pathlib import Path

RUNTIME = "libcudart.so.11.0"
DRIVER = "libcuda.so.1"
BLAS = "libcublas.so.11"


def runtime_version():
    """Which libcudart was found, by its file's name: asked itself, it says nothing where there is no driver."""
    ctypes.CDLL(RUNTIME)
    for line in Path("/proc/self/maps").read_text().splitlines():
        found = re.search(r"/libcudart\.so\.(\d+\.\d+)\.", line)
        if found:
            return found[1]
    return "unknown"


def devices():
    """The names of the GPUs that the driver shows, and why there are none."""
    try:
        driver = ctypes.CDLL(DRIVER)
    except OSError:
        return [], f"{DRIVER} is not here: the container was started without a GPU"
    status = driver.cuInit(0)
    if status != 0:
        return [], f"the driver does not start: cuInit says {status}"
    count = ctypes.c_int()
    if driver.cuDeviceGetCount(ctypes.byref(count)) != 0 or count.value == 0:
        return [], "the driver shows no device"
    return [name(driver, number) for number in range(count.value)], ""


def name(driver, number):
    device = ctypes.c_int()
    text = ctypes.create_string_buffer(100)
    driver.cuDeviceGet(ctypes.byref(device), number)
    driver.cuDeviceGetName(text, len(text), device)
    return text.value.decode()


def points(folder):
    """From points.json in the folder with the data, or four that lie on y = 2x + 1."""
    file = folder / "points.json"
    return json.loads(file.read_text()) if file.is_file() else [[0, 1], [1, 3], [2, 5], [3, 7]]


def step(slope, intercept, data, rate=0.05):
    errors = [(slope * x + intercept - y, x) for x, y in data]
    slope -= rate * 2 * sum(error * x for error, x in errors) / len(data)
    intercept -= rate * 2 * sum(error for error, _ in errors) / len(data)
    return slope, intercept


def arguments():
    parser = argparse.ArgumentParser(description="Train a tiny model.")
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--data", type=Path, default=Path("/data"))
    parser.add_argument("--output", type=Path, default=Path("/output"))
    parser.add_argument("--checkpoints", type=Path, default=Path("/checkpoints"))
    parser.add_argument("--require-gpu", action="store_true", help="end with 3 where there is no GPU")
    return parser.parse_args()


def main():
    options = arguments()
    print(f"python {sys.executable}", flush=True)
    print(f"cuda runtime {runtime_version()}", flush=True)
    ctypes.CDLL(BLAS)
    found, reason = devices()
    print(f"devices {', '.join(found) if found else 'none: ' + reason}", flush=True)
    if options.require_gpu and not found:
        return 3

    data = points(options.data)
    slope = intercept = 0.0
    for epoch in range(1, options.epochs + 1):
        slope, intercept = step(slope, intercept, data)
        (options.checkpoints / "last.json").write_text(json.dumps({"epoch": epoch, "model": [slope, intercept]}))
    (options.output / "model.json").write_text(json.dumps({"slope": slope, "intercept": intercept}))
    print(f"trained {options.epochs} epochs: y = {slope:.2f} x + {intercept:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
