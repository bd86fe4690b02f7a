# shellcheck shell=bash
# What the slim stand-ins share: Debian as Docker's slim images lay it out. Sourced by their `build` scripts.

# The release; exported because mmdebstrap calls the last step from a shell of its own.
export slim_suite=${slim_suite:-bookworm}
slim_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../lib.sh
. "$slim_dir/../lib.sh"

# One release of Debian as Docker's images name its sources (deb822, one stanza an archive).
slim_sources() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror security
  mirror=$(debian_mirror)
  security=$(debian_security_mirror)
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
    "$mirror" "$slim_suite $slim_suite-updates" "$keyring"
  [[ -z $security ]] ||
    printf '\nTypes: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
      "$security" "$slim_suite-security" "$keyring"
}

# The last step inside every slim root: called by mmdebstrap as a customize hook with the root's path.
slim_finish() {
  local root=$1
  cp -r --preserve=mode "$slim_dir/root/." "$root/"
  slim_sources >"$root/etc/apt/sources.list.d/debian.sources"
  # What mmdebstrap and this machine left: options of ours, names of this machine.
  rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/0000* "$root"/etc/{apt/apt.conf.d,dpkg/dpkg.cfg.d}/99mmdebstrap
  rm -f "$root/etc/hostname" "$root/etc/resolv.conf"
  install -m 644 /dev/null "$root/etc/hostname"
  install -m 644 /dev/null "$root/etc/resolv.conf"
  rm -f "$root"/etc/machine-id "$root"/var/log/{alternatives,bootstrap,dpkg}.log "$root"/var/log/apt/*
  # Caches that are rebuilt when somebody asks for them. (docker-clean keeps mmdebstrap's own `apt-get clean` from apt's.)
  rm -f "$root"/var/cache/apt/*.bin "$root"/var/cache/debconf/*-old "$root"/var/lib/dpkg/*-old "$root"/var/cache/ldconfig/aux-cache
}

# slim_root TARGET PACKAGES [mmdebstrap options ...]
slim_root() {
  local target=$1 packages=$2 mirror log merged=()
  shift 2
  # The other way to a merged /usr is a package that brings all of perl; later releases are merged from the start.
  [[ $slim_suite != bookworm ]] || merged=(--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr --include=usr-is-merged)
  mirror=$(debian_mirror)
  # What mmdebstrap and dpkg print matters only when they fail.
  log=$(mktemp)
  SOURCES=$(debian_sources "$slim_suite")$'\n'"deb $mirror $slim_suite-updates main" \
    debootstrap "$slim_suite" "$target" --variant=minbase "${merged[@]}" ${packages:+--include="$packages"} \
    "$@" --customize-hook="bash -euc '. \"$slim_dir/slim.sh\"; slim_finish \"\$1\"' finish \"\$1\"" 2>"$log" ||
    { cat "$log" >&2; rm -f "$log"; return 1; }
  rm -f "$log"
}
