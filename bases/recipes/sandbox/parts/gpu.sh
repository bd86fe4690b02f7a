# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

# GPUs for nested containers, as devices of the Container Device Interface (CDI), which the engine puts in by name:
#   drydock.dev/gpu=0, =1 …              the GPUs
#   drydock.dev/driver=compute, =utility  what NVIDIA's toolkit puts in for these words of NVIDIA_DRIVER_CAPABILITIES
# They are the real ones where the outer engine gave the sandbox some, otherwise two simulated ones. /run/drydock-gpus says
# which in its first line, and lists their UUIDs below.
readonly gpu_list=/run/drydock-gpus gpu_calls=$engine_root/gpu-calls simulation=/usr/local/lib/drydock/gpu

gpus() {
  local libraries
  libraries=/usr/lib/$(uname -m)-linux-gnu
  mkdir -p /etc/cdi
  # Where containers note what they asked of the simulated driver: on the engine's disk, which is bounded.
  install -d -m 711 "$gpu_calls"
  if [[ -c /dev/nvidiactl ]]; then real_gpus; else simulated_gpus; fi
  {
    cdi_head gpu
    cdi_nodes
    printf '}\n'
  } >/etc/cdi/drydock-gpu.json
  {
    cdi_head driver
    printf '"devices": [\n'
    cdi_files compute "${compute[@]}"
    printf ',\n'
    cdi_files utility "${utility[@]}"
    printf '\n]}\n'
  } >/etc/cdi/drydock-driver.json
}

# The device only has to exist and to open, so it is a node like /dev/null's.
simulated_gpus() {
  local number
  nodes=(0 1) control=()
  for number in "${nodes[@]}"; do [[ -e /dev/nvidia$number ]] || mknod -m 666 "/dev/nvidia$number" c 1 3; done
  compute=("$simulation/libcuda.so.1" "$libraries/libcuda.so.1")
  utility=("$simulation/nvidia-smi" /usr/bin/nvidia-smi)
  { echo simulated; "$simulation/nvidia-smi" | sed -n 's/.*(UUID: \(.*\))$/\1/p'; } >"$gpu_list"
}

# What the outer engine's toolkit put into the sandbox is handed on. Which library belongs to which capability:
# nvc_info.c of NVIDIA's libnvidia-container.
real_gpus() {
  local file
  nodes=() control=() compute=() utility=(/usr/bin/nvidia-smi /usr/bin/nvidia-smi)
  ldconfig
  for file in /dev/nvidia[0-9] /dev/nvidia[0-9][0-9]; do [[ ! -c $file ]] || nodes+=("${file#/dev/nvidia}"); done
  for file in /dev/nvidiactl /dev/nvidia-uvm /dev/nvidia-uvm-tools; do [[ ! -c $file ]] || control+=("$file"); done
  while read -r file; do
    case ${file##*/} in
      libcuda.so* | libcudadebugger.so* | libnvidia-opencl.so* | libnvidia-ptxjitcompiler.so* | libnvidia-nvvm*.so* | \
        libnvidia-gpucomp.so*) compute+=("$(realpath "$file")" "$file") ;;
      libnvidia-ml.so* | libnvidia-cfg.so*) utility+=("$(realpath "$file")" "$file") ;;
    esac
  done < <(ldconfig -p | sed -n 's/.* => //p' | grep "^$libraries/")
  # Listed by their numbers, which is the order of /dev/nvidiaN where no other one was asked for.
  { echo real; nvidia-smi --query-gpu=uuid --format=csv,noheader; } >"$gpu_list"
}

cdi_head() { printf '{"cdiVersion": "0.6.0", "kind": "drydock.dev/%s",\n' "$1"; }

# The nodes of all GPUs, and those that any of them needs.
cdi_nodes() {
  local number node comma=""
  printf '"devices": [\n'
  for number in "${!nodes[@]}"; do
    printf '%s{"name": "%d", "containerEdits": {"deviceNodes": [{"path": "/dev/nvidia%d"}' "$comma" "$number" "${nodes[number]}"
    for node in ${control[@]+"${control[@]}"}; do printf ', {"path": "%s"}' "$node"; done
    printf ']}}'
    comma=$',\n'
  done
  printf '\n]'
}

# cdi_files NAME [FILE PATH-IN-CONTAINER]…
cdi_files() {
  local comma=""
  printf '{"name": "%s", "containerEdits": {"mounts": [' "$1"
  shift
  while (($#)); do
    printf '%s{"hostPath": "%s", "containerPath": "%s", "options": ["ro", "nosuid", "nodev", "bind"]}' "$comma" "$1" "$2"
    comma=", "
    shift 2
  done
  printf ']}}'
}
