# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

# Everything a learner starts lives in one group below the sandbox's own, a little smaller than it. What runs away is
# stopped by the smaller limit, so the kernel never has to choose the engine, and threads for the engine are always left.

# below LIMIT RESERVE: the learners' share of a limit; nothing where the sandbox has none worth speaking of.
below() {
  [[ $1 =~ ^[0-9]+$ ]] && (($1 < 1 << 50 && $1 > 2 * $2)) && echo $(($1 - $2))
}
readonly memory_reserve=$((256 << 20)) pids_reserve=200

cgroups_v1() {
  local dir share
  for dir in /sys/fs/cgroup/*/; do
    mountpoint -q "$dir" && mount -o remount,rw,bind "$dir"
  done
  cd /sys/fs/cgroup || return
  mkdir -p "memory/$learners" "pids/$learners"
  if share=$(below "$(<memory/memory.limit_in_bytes)" $memory_reserve); then
    echo "$share" >"memory/$learners/memory.limit_in_bytes"
    # Absent where the kernel does not account swap; then there is none to limit.
    [[ ! -e memory/$learners/memory.memsw.limit_in_bytes ]] || echo "$share" >"memory/$learners/memory.memsw.limit_in_bytes"
  fi
  if share=$(below "$(<pids/pids.max)" $pids_reserve); then echo "$share" >"pids/$learners/pids.max"; fi
}

cgroups_v2() {
  local pid share
  mount -o remount,rw,bind /sys/fs/cgroup
  cd /sys/fs/cgroup || return
  # A group with controllers for its children may hold no process itself. What comes and goes meanwhile is retried.
  mkdir -p engine "$learners"
  for _ in 1 2 3 4 5; do
    while read -r pid; do echo "$pid" >engine/cgroup.procs; done <cgroup.procs 2>/dev/null || true
    # shellcheck disable=SC2046 # one word per controller
    if printf '+%s\n' $(<cgroup.controllers) | paste -sd' ' >cgroup.subtree_control 2>/dev/null; then break; fi
  done
  [[ " $(<cgroup.subtree_control) " == *" memory "* ]] || fail "$EX_SETUP" "cannot enable cgroup controllers"
  # The sandbox's own limits are in files of its root group, which a private cgroup namespace still shows.
  if share=$(below "$(<memory.max)" $memory_reserve); then
    echo "$share" >"$learners/memory.max"
    [[ ! -e $learners/memory.swap.max ]] || echo 0 >"$learners/memory.swap.max"
  fi
  if share=$(below "$(<pids.max)" $pids_reserve); then echo "$share" >"$learners/pids.max"; fi
}
