# shellcheck shell=bash
# What the two CUDA stand-ins share: the CUDA 11.8 that Debian has in non-free, laid out as in NVIDIA's images. Sourced by
# their `build` scripts.
#
# The packages are unpacked, not installed. Installed, they would lie in Debian's own folders instead of /usr/local/cuda,
# and nvidia-cuda-dev and libcuinj64 depend on the driver's libcuda1. No image may hold the driver's libraries: whoever
# runs a container lends it those of the machine's own driver, and their absence without a GPU is what learners shall see.

cuda_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../slim/slim.sh
. "$cuda_dir/../slim/slim.sh"

cuda_home=/usr/local/cuda-11.8
cuda_target=$cuda_home/targets/x86_64-linux

# What the real runtime image has, without NPP and cuSOLVER for several GPUs (400 MB together), and NCCL, which Debian lacks.
cuda_libraries=(libcudart11.0 libnvrtc11.2 libnvrtc-builtins11.8 libcublas11 libcublaslt11 libnvblas11 libcufft10
  libcufftw10 libcufile0 libcurand10 libcusolver11 libcusparse11 libnvjpeg11 libnvtoolsext1)

# A setup hook: the component non-free, while the root is made and only then (slim_finish removes the file).
cuda_sources() { debian_sources bookworm non-free >"$1/etc/apt/sources.list.d/0000non-free.list"; }

# Unpacks packages into the folder ROOT/tmp/cuda: cuda_unpack ROOT PACKAGE…
cuda_unpack() {
  local debs=$1/tmp/debs tree=$1/tmp/cuda deb
  shift
  mkdir -p "$debs" "$tree"
  (cd "$debs" && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get download -qq "$@")
  for deb in "$debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -C "$tree" -x
    rm "$deb"
  done
  rmdir "$debs"
  # Static libraries are 2.8 GB. These three are what nvcc links by default.
  find "$tree" -name '*.a' ! -name libcudart_static.a ! -name libcudadevrt.a ! -name libculibos.a -delete
}

# What every CUDA image has, out of what was unpacked: libraries where NVIDIA puts them, and the loader told of them.
cuda_runtime() {
  local root=$1 tree=$1/tmp/cuda
  mkdir -p "$root$cuda_target/lib" "$root/opt/nvidia" "$root/usr/share/doc"
  cp -a "$tree"/usr/lib/x86_64-linux-gnu/. "$root$cuda_target/lib/"
  ln -s targets/x86_64-linux/lib "$root$cuda_home/lib64"
  ln -s cuda-11.8 "$root/usr/local/cuda"
  # Links of development files whose libraries are left out.
  find "$root$cuda_target/lib" -xtype l -delete
  # All of CUDA's packages carry the same long copyright file; it is kept once.
  install -D -m 644 "$tree/usr/share/doc/libcudart11.0/copyright" "$root/usr/share/doc/nvidia-cuda-toolkit/copyright"
  install -m 755 "$cuda_dir/nvidia_entrypoint.sh" "$root/opt/nvidia/"
  echo "/usr/local/cuda/targets/x86_64-linux/lib" >"$root/etc/ld.so.conf.d/000_cuda.conf"
  # Where older runtimes of NVIDIA's lay the driver's libraries.
  printf '%s\n' /usr/local/nvidia/lib /usr/local/nvidia/lib64 >"$root/etc/ld.so.conf.d/nvidia.conf"
}

# Ends the work on a root: nothing of the driver in it (a stub for linkers is no driver), one date, the loader's cache.
cuda_finish() {
  local root=$1 driver
  rm -rf "$root/tmp/cuda"
  driver=$(find "$root" -xdev \( -name 'libcuda.so*' -o -name 'libnvidia-*.so*' \) ! -path '*/stubs/*')
  [[ -z $driver ]] || die "the driver's libraries must not be in the image: $driver"
  find "$root/usr/local" "$root/opt/nvidia" "$root/usr/share/doc" "$root/etc/ld.so.conf.d" \
    -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  chroot "$root" ldconfig
  chroot "$root" ldconfig -p | grep -q libcudart.so.11.0 || die "the loader does not find libcudart"
}

# cuda_root BUILD-SCRIPT OUTDIR PACKAGES: BUILD-SCRIPT --add-cuda ROOT adds CUDA.
cuda_root() {
  local script=$1 out=$2 packages=$3
  [[ $(dpkg --print-architecture) == amd64 ]] || die "The CUDA stand-ins are made for x86-64 only."
  mkdir -p "$out"
  # One date for every file: the same packages give the same bytes.
  export SOURCE_DATE_EPOCH=1700000000
  slim_root "$out/rootfs.tar" "$packages" \
    --setup-hook="bash -euc '. \"$cuda_dir/cuda.sh\"; cuda_sources \"\$1\"' sources \"\$1\"" \
    --customize-hook="\"$script\" --add-cuda \"\$1\""
}
