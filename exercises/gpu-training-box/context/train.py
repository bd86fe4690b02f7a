"""Trains a tiny model: a line through points. What matters is where it runs, and that its files survive.

    python3 train.py [--epochs N] [--data FOLDER] [--output FOLDER] [--checkpoints FOLDER] [--require-gpu]

CUDA's runtime (libcudart) and cuBLAS are part of the image. The driver (libcuda) is not: the host's container toolkit puts it
in when the container starts, and without a GPU it is simply absent. With a GPU the sums of each step are computed there,
otherwise on the CPU.
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
TO_DEVICE = 1


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
        return [], f"the driver has none for us: cuInit says {status}"
    count = ctypes.c_int()
    driver.cuDeviceGetCount(ctypes.byref(count))
    return [name(driver, number) for number in range(count.value)], "the driver shows none"


def name(driver, number):
    device = ctypes.c_int()
    text = ctypes.create_string_buffer(100)
    driver.cuDeviceGet(ctypes.byref(device), number)
    driver.cuDeviceGetName(text, len(text), device)
    return text.value.decode()


class Gpu:
    """Dot products on the first GPU, by cuBLAS."""

    def __init__(self, most):
        self.runtime = ctypes.CDLL(RUNTIME)
        self.blas = ctypes.CDLL(BLAS)
        self.buffers = [ctypes.c_void_p(), ctypes.c_void_p()]
        for buffer in self.buffers:
            self.call(self.runtime, "cudaMalloc", ctypes.byref(buffer), ctypes.c_size_t(8 * most))
        self.handle = ctypes.c_void_p()
        self.call(self.blas, "cublasCreate_v2", ctypes.byref(self.handle))

    def dot(self, first, second):
        for buffer, values in zip(self.buffers, (first, second)):
            numbers = (ctypes.c_double * len(values))(*values)
            size = ctypes.c_size_t(ctypes.sizeof(numbers))
            self.call(self.runtime, "cudaMemcpy", buffer, numbers, size, TO_DEVICE)
        result = ctypes.c_double()
        one, (x, y) = 1, self.buffers
        self.call(self.blas, "cublasDdot_v2", self.handle, len(first), x, one, y, one, ctypes.byref(result))
        return result.value

    def call(self, library, function, *arguments):
        status = getattr(library, function)(*arguments)
        if status != 0:
            raise OSError(f"{function} says {status}")


class Cpu:
    """The same without."""

    def dot(self, first, second):
        return sum(x * y for x, y in zip(first, second))


def processor(found, most):
    """What computes, and why."""
    if not found:
        return Cpu(), "cpu"
    try:
        return Gpu(most), "gpu"
    except OSError as refused:
        return Cpu(), f"cpu: {refused}"


def points(folder):
    """From points.json in the folder with the data, or four that lie on y = 2x + 1."""
    file = folder / "points.json"
    return json.loads(file.read_text()) if file.is_file() else [[0, 1], [1, 3], [2, 5], [3, 7]]


def step(slope, intercept, data, unit, rate=0.05):
    xs = [x for x, _ in data]
    errors = [slope * x + intercept - y for x, y in data]
    slope -= rate * 2 * unit.dot(errors, xs) / len(data)
    intercept -= rate * 2 * unit.dot(errors, [1.0] * len(data)) / len(data)
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
    found, reason = devices()
    print(f"devices {len(found)}: {', '.join(found) or reason}", flush=True)
    if options.require_gpu and not found:
        return 3

    data = points(options.data)
    unit, where = processor(found, len(data))
    print(f"computes on {where}", flush=True)
    slope = intercept = 0.0
    for epoch in range(1, options.epochs + 1):
        slope, intercept = step(slope, intercept, data, unit)
        (options.checkpoints / "last.json").write_text(json.dumps({"epoch": epoch, "model": [slope, intercept]}))
    (options.output / "model.json").write_text(json.dumps({"slope": slope, "intercept": intercept}))
    print(f"trained {options.epochs} epochs: y = {slope:.2f} x + {intercept:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
