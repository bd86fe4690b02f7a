# shellcheck shell=bash
# What the recipes share. Sourced by their `build` scripts, which set `-euo pipefail` themselves.

# Progress and errors go to standard error; standard output belongs to results.
note() { printf '%s\n' "$*" >&2; }
die() {
  note "$*"
  exit 1
}

apt_site() {
  # shellcheck disable=SC2016 # $(SITE) is apt-get's own
  apt-get indextargets --format '$(SITE)' 'Origin: Debian' "Label: $1" 2>/dev/null | sed -n 1p || true
}

# The Debian mirror this machine itself uses, so that recipes work wherever its own apt works and name no host.
# DRYDOCK_DEBIAN_MIRROR overrides it, for machines whose apt knows no Debian (Ubuntu, say).
debian_mirror() {
  if [[ -n ${DRYDOCK_DEBIAN_MIRROR:-} ]]; then
    printf '%s\n' "${DRYDOCK_DEBIAN_MIRROR%/}"
    return
  fi
  local site
  site=$(apt_site Debian)
  [[ -n $site ]] || die "No Debian mirror in this machine's apt configuration (apt-get update first, or set DRYDOCK_DEBIAN_MIRROR)."
  printf '%s\n' "${site%/}"
}

# Likewise for the security archive; prints nothing where the machine uses none. apt names only archives whose lists it has,
# and mmdebstrap takes packages from this one by itself: an image that did not know it could install nothing that goes with them.
debian_security_mirror() {
  local site=${DRYDOCK_DEBIAN_SECURITY_MIRROR:-}
  [[ -n $site ]] || site=$(apt_site Debian-Security)
  [[ -n $site ]] || site=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null | grep -v '^ *#' |
    grep -oE 'https?://[^] ]+/debian-security/?' | sed -n 1p || true)
  [[ -z $site ]] || printf '%s\n' "${site%/}"
}

# The apt lines for one release: debian_sources SUITE [COMPONENTS]
debian_sources() {
  local suite=$1 components=${2:-main} mirror security
  mirror=$(debian_mirror)
  security=$(debian_security_mirror)
  printf 'deb %s %s %s\n' "$mirror" "$suite" "$components"
  [[ -z $security ]] || printf 'deb %s %s-security %s\n' "$security" "$suite" "$components"
}

# mmdebstrap without what no image here needs: documentation, manuals, translations, apt lists.
#   debootstrap SUITE TARGET [mmdebstrap options ...]
# The apt lines are debian_sources SUITE, or SOURCES where the caller sets it.
# TARGET ending in .tar is written under another name first: an interrupted run leaves no half a file behind.
debootstrap() {
  local suite=$1 target=$2 sources proxy
  shift 2
  sources=${SOURCES:-$(debian_sources "$suite")}
  # mmdebstrap does not read this machine's apt configuration; the proxy in it must still be used.
  proxy=$(apt-config dump --format '%v' Acquire::http::Proxy 2>/dev/null || true)
  local part=$target
  [[ $target != *.tar ]] || part=$target.part
  http_proxy=${http_proxy:-$proxy} mmdebstrap --quiet --mode=root --format="$([[ $target == *.tar ]] && echo tar || echo directory)" \
    --aptopt='APT::Install-Recommends "false"' \
    --aptopt='Acquire::Languages "none"' \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/lintian/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$@" "$suite" "$part" <<<"$sources" >&2 || return # also where the caller looks at the status, which turns set -e off
  [[ $part == "$target" ]] || mv -f "$part" "$target"
}
