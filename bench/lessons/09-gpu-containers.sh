# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
runtime=nvidia/cuda:11.8.0-runtime-ubuntu22.04
devel=nvidia/cuda:11.8.0-devel-ubuntu22.04

# What a command in a new container prints, and what it ends with.
outcome() { # OPTION… IMAGE COMMAND…
  local code=0
  docker run --rm "$@" 2>&1 || code=$?
  echo "exit code $code"
}

# Where an image has a file of that name, outside the linker's stubs.
places() { # IMAGE NAME
  docker run --rm --entrypoint find "$1" / -xdev -name "$2" ! -path '*/stubs/*' | sort | paste -sd ' '
}

echo "The two bases"
for base in "$runtime" "$devel"; do
  say "$base: $(mb "$(bytes "$base")")"
  say "of that /usr/local/cuda/lib64: $(mb "$(docker run --rm --entrypoint sh "$base" -c 'du -sb /usr/local/cuda/lib64/ | cut -f1')")"
  for name in 'libcuda.so*' 'libnvidia-ml.so*' nvidia-smi nvcc 'libcublas.so.11' 'libcudnn*' gcc python3; do
    say "$name: $(places "$base" "$name")"
  done
done
say "stubs in devel: $(docker run --rm --entrypoint sh "$devel" -c 'ls /usr/local/cuda/lib64/stubs' | paste -sd ' ')"
docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$runtime" | grep NVIDIA_ | cut -c1-90

echo "The probe"
say "compiled and copied: $(seconds build probe probe) s, $(mb "$(bytes lab:probe)"), above the base $(layers lab:probe | head -2 | awk '{ sum += $1 } END { print sum }') bytes"
outcome lab:probe
build slim probe -f probe/slim.Dockerfile
say "on python:3.11-slim: $(mb "$(bytes lab:slim)"), above the base $(layers lab:slim | head -2 | awk '{ sum += $1 } END { print sum }') bytes"
outcome lab:slim
for name in runtime-only run-in-build; do
  if build "$name" probe -f "probe/$name.Dockerfile"; then say "$name: built"; else say "$name: $(grep -m1 -E 'not found|insufficient' "/lab/$name.log" | cut -d' ' -f3-)"; fi
done

echo "Asking for a GPU where there is no toolkit"
outcome --gpus all lab:probe
echo "nvidia-smi without one"
outcome "$runtime" nvidia-smi

echo "Shared memory"
build loader loader
for size in default 256m 16g; do
  options=()
  [[ $size == default ]] || options=(--shm-size="$size")
  say "df with $size: $(docker run --rm "${options[@]}" lab:loader df -h /dev/shm | tail -1)"
done
for round in 1 2 3; do
  say "the loader with 64 MB, round $round"
  outcome lab:loader
done
say "with --shm-size=256m"
outcome --shm-size=256m lab:loader
say "with --shm-size=256m and --memory=100m"
outcome --shm-size=256m --memory=100m --memory-swap=100m lab:loader
say "one process that fills 100 MB of it as memory"
outcome lab:loader python -c 'from multiprocessing.shared_memory import SharedMemory as S; s = S(create=True, size=100_000_000); s.buf[:] = bytes(100_000_000)'
say "one that writes 100 MB to a file in it"
outcome lab:loader python -c 'open("/dev/shm/file", "wb").write(bytes(100_000_000))' | tail -2

echo "What CUDA calls its errors"
docker run --rm -i --entrypoint sh "$devel" -c 'cat >/tmp/e.cu && nvcc -o /tmp/e /tmp/e.cu && /tmp/e' <<'CUDA'
#include <cstdio>
#include <cuda_runtime.h>
int main() { for (int code : {2, 35, 100, 209, 222, 804}) printf("%d %s\n", code, cudaGetErrorString((cudaError_t)code)); }
CUDA
