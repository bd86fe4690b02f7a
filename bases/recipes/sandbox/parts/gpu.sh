# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

# GPUs for nested containers, as devices of the Container Device Interface (CDI), which the engine puts in by name:
#   drydock.dev/gpu=0, =1 …              the GPUs
#   drydock.dev/driver=compute, =utility  what NVIDIA's toolkit puts in for these words of NVIDIA_DRIVER_CAPABILITIES
# They are the real ones where the outer engine gave the sandbox some, otherwise eight simulated ones. /run/drydock-gpus says
# which in its first line, and lists their UUIDs below.
readonly gpu_list=/run/drydock-gpus gpu_calls=$engine_root/gpu-calls simulation=/usr/local/lib/drydock/gpu

gpus() {
  libraries=/usr/lib/$(uname -m)-linux-gnu
  mkdir -p /etc/cdi
  # Below it each container gets a small file system of its own, for what it asks of the simulated driver.
  install -d -m 711 "$gpu_calls"
  if [[ ! -c /dev/nvidiactl ]]; then
    simulated_gpus
  elif ! real_gpus; then
    say "the outer engine gave GPUs, but not a driver that works: they are simulated"
    simulated_gpus
  fi
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

# The device only has to exist and to open, so it is /dev/null's. (In a user namespace, what has the node's own name is put in,
# so that no other name will do.)
simulated_gpus() {
  local number
  nodes=(0 1 2 3 4 5 6 7) control=()
  for number in "${nodes[@]}"; do
    if [[ -e /dev/nvidia$number ]]; then
      mount --bind /dev/null "/dev/nvidia$number"
    else
      mknod -m 666 "/dev/nvidia$number" c 1 3
    fi
  done
  compute=("$simulation/libcuda.so.1" "$libraries/libcuda.so.1")
  utility=("$simulation/nvidia-smi" /usr/bin/nvidia-smi)
  { echo simulated; "$simulation/nvidia-smi" | sed -n 's/.*(UUID: \(.*\))$/\1/p'; } >"$gpu_list"
  [[ $(wc -l <"$gpu_list") == $((${#nodes[@]} + 1)) ]] || fail "$EX_SETUP" "the simulated GPUs are not ${#nodes[@]}: $(<"$gpu_list")"
}

# What the outer engine's toolkit put into the sandbox is handed on, libraries to where Debian and Ubuntu look for them. Which
# library belongs to which capability: nvc_info.c of NVIDIA's libnvidia-container. Called as a condition, so every step that
# can fail says so itself.
real_gpus() {
  local file uuid minor
  nodes=() control=() compute=() utility=(/usr/bin/nvidia-smi /usr/bin/nvidia-smi)
  ldconfig || return 1
  for file in /dev/nvidiactl /dev/nvidia-uvm /dev/nvidia-uvm-tools; do [[ ! -c $file ]] || control+=("$file"); done
  while read -r file; do
    case ${file##*/} in
      libcuda.so* | libcudadebugger.so* | libnvidia-opencl.so* | libnvidia-ptxjitcompiler.so* | libnvidia-nvvm*.so* | \
        libnvidia-gpucomp.so*) compute+=("$(realpath "$file")" "$libraries/${file##*/}") ;;
      libnvidia-ml.so* | libnvidia-cfg.so*) utility+=("$(realpath "$file")" "$libraries/${file##*/}") ;;
    esac
  done < <(ldconfig -p | sed -n 's/.*(libc6,\(x86-64\|AArch64\)[^)]*) => //p')
  echo real >"$gpu_list"
  # Both in one look, as nvidia-smi does not list GPUs in the order of their nodes' numbers.
  while read -r uuid minor; do
    [[ $minor =~ ^[0-9]+$ && -c /dev/nvidia$minor ]] || return 1
    nodes+=("$minor")
    echo "$uuid" >>"$gpu_list"
  done < <(nvidia-smi -q | sed -n 's/^ *GPU UUID *: *//p; s/^ *Minor Number *: *//p' | paste -d ' ' - -)
  ((${#nodes[@]})) && [[ " ${compute[*]-} " == *"/libcuda.so.1 "* ]]
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
