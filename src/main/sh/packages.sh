# shellcheck shell=bash
# Packages of Debian and Ubuntu: collected first, installed in one go, saying what and why.

wanted=()
wished=()

want() { # why, package…
  local why=$1
  shift
  wanted+=("$@")
  say setup "installing $*: $why"
}

# A wish is installed where that takes no password, and is no failure where it cannot be had.
wish() { # why, package…
  local why=$1
  shift
  if may_be_root_now; then
    wished+=("$@")
    say setup "installing $*: $why"
  else
    say setup "without $*: $why needs it (install it by hand when it turns out to be missing)"
  fi
}

apt_system() { have apt-get && have dpkg && [ -z "${DRYDOCK_NO_INSTALL:-}" ]; }

may_be_root_now() { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }

may_be_root() { may_be_root_now || { have sudo && [ -t 0 ]; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Fails with the one sentence that says what to install by hand.
needs_root() { # what is missing, packages
  fail "$1, and there is neither root nor sudo to change that." "Ask an administrator to run: apt-get install $2"
}

package_offered() {
  local policy
  policy=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null)
  case $policy in *"Candidate: (none)"* | '') return 1 ;; *Candidate:*) return 0 ;; *) return 1 ;; esac
}

install_wanted() {
  local packages=(${wanted[@]+"${wanted[@]}"} ${wished[@]+"${wished[@]}"}) package
  [ ${#packages[@]} -gt 0 ] || return 0
  may_be_root || needs_root "Packages are missing (${packages[*]})" "${packages[*]}"
  [ "$(id -u)" = 0 ] || sudo -v || needs_root "Packages are missing (${packages[*]})" "${packages[*]}"
  lock "$DRYDOCK_HOME/setup.lock" "installing packages"
  repair_dpkg
  for package in "${packages[@]}"; do
    package_offered "$package" || { update_lists && break; }
  done
  if ! apt_install "${packages[@]}"; then
    # Old lists name versions that the mirror no longer has.
    update_lists
    apt_install "${packages[@]}" || {
      tail -n 8 "$DRYDOCK_HOME/log/apt.log" >&2
      fail "apt-get could not install ${packages[*]}." \
        "Mend what it says above (all of it: $DRYDOCK_HOME/log/apt.log), then run the command again."
    }
  fi
  hash -r
  wanted=()
  wished=()
  unlock
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

update_lists() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
    run_logged setup "reading the package lists" "$DRYDOCK_HOME/log/apt-update.log" apt update && return
    # DPkg::Lock::Timeout does not cover the lock of the lists.
    grep -q 'Could not get lock' "$DRYDOCK_HOME/log/apt-update.log" || break
    say setup "another apt-get is at work, waiting ($attempt)"
    sleep 10
  done
  tail -n 3 "$DRYDOCK_HOME/log/apt-update.log" >&2
  say setup "the package lists could not all be read; going on with what there is"
}

apt_install() {
  # Downloading may be interrupted at any time, so it goes first and alone.
  run_logged setup "downloading packages" "$DRYDOCK_HOME/log/apt.log" \
    apt install --no-install-recommends --download-only "$@" || return 1
  child_may_be_stopped=no
  local status=0
  run_logged setup "unpacking packages" "$DRYDOCK_HOME/log/apt.log" apt install --no-install-recommends "$@" || status=1
  child_may_be_stopped=yes
  return "$status"
}

# An installation that was cut off blocks every later one until it is finished.
repair_dpkg() {
  [ -n "$(dpkg --audit 2>/dev/null)" ] || [ -n "$(ls /var/lib/dpkg/updates 2>/dev/null)" ] || return 0
  child_may_be_stopped=no
  run_logged setup "finishing an earlier installation that was interrupted" "$DRYDOCK_HOME/log/dpkg.log" \
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --configure -a \
    || run_logged setup "repairing an earlier installation" "$DRYDOCK_HOME/log/dpkg.log" apt -f install \
    || say setup "that did not succeed ($DRYDOCK_HOME/log/dpkg.log); going on"
  child_may_be_stopped=yes
}

# Bases are made from Debian's packages where no registry is in reach.
wish_base_tools() {
  local missing=()
  have mmdebstrap || missing+=(mmdebstrap)
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ ${#missing[@]} -eq 0 ] || ! apt_system || wish "making base images where no registry is in reach" "${missing[@]}"
}
