# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

# The engine's data is an ext4 file system in one sparse file of the volume: full is full, whatever the host has left.
# It is thrown away with the sandbox, so it needs no journal and no flushes. `mount -o loop` sets autoclear: the loop
# device goes when the mount goes, also when the sandbox is killed.
disk() {
  # A name of its own, as mount compares names with those of all loop devices in use, other sandboxes' too.
  local image
  image=/data/engine-$(</proc/sys/kernel/random/uuid).ext4
  mountpoint -q /data || fail "$EX_USAGE" "no volume at /data"
  rm -rf /data/engine*
  mkdir -p "$engine_root"
  truncate -s "$disk_bytes" "$image"
  mkfs.ext4 -q -F -m 0 -O ^has_journal,^resize_inode -E lazy_itable_init=1,assume_storage_prezeroed=1,nodiscard "$image"
  if loop_mount "$image"; then
    # The device stays open without permission; those of other sandboxes must not be within reach. On v2 a program decides
    # that cannot be changed from here; there only the sandbox's own root could open them, never a nested container.
    if [[ -e /sys/fs/cgroup/devices/devices.deny ]]; then
      echo 'b 7:* rwm' >/sys/fs/cgroup/devices/devices.deny
      echo 'c 10:237 rwm' >/sys/fs/cgroup/devices/devices.deny
    fi
    rm -f /dev/loop*
  else
    say "no loop device to be had: the volume's use is watched instead"
    rm -f "$image"
    mkdir /data/engine
    mount --bind /data/engine "$engine_root"
    # shellcheck disable=SC2034 # drydock-sandbox looks at it
    watched=yes
  fi
}

loop_mount() {
  local number
  [[ -e /dev/loop-control ]] || mknod -m 600 /dev/loop-control c 10 237 || return 1
  for _ in {1..20}; do
    # The kernel names a free device (losetup adds "(lost)" while /dev has no node for it); another sandbox may take it first, then the next round asks again.
    number=$(losetup -f 2>/dev/null) && number=${number#/dev/loop} && number=${number%% *} || return 1
    [[ -e /dev/loop$number ]] || mknod -m 600 "/dev/loop$number" b 7 "$number" || return 1
    mount -o loop,noatime,nobarrier,noinit_itable "$1" "$engine_root" 2>/dev/null && return
  done
  return 1
}

# Ends the sandbox once its volume holds more than it may. Looking costs time in proportion to the files, so it looks less
# often the longer that takes. Files that were deleted but are still open escape it.
watch_disk() {
  local used began pause=1
  while sleep "$pause"; do
    began=$EPOCHSECONDS
    used=$(du -sx -B1 /data/engine 2>/dev/null | cut -f1) || true
    if ((used > disk_bytes)); then
      say "disk: $used of $disk_bytes bytes used"
      touch /run/disk-full
      kill -KILL "$1"
    fi
    pause=$(((EPOCHSECONDS - began) * 5 + 1))
  done
}
