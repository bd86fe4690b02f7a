# shellcheck shell=bash disable=SC2034,SC2154 # the parts of the launcher share variables
# Packages of Debian and Ubuntu: collected first, installed in one go, saying what and why.

wanted=()
wished=()
reasons=()

want() { # why, package…
  local why=$1
  shift
  wanted+=("$@")
  reasons+=("installing $*: $why")
}

# A wish is installed where that takes no password, and is no failure where it cannot be had.
wish() { # why, package…
  local why=$1
  shift
  if may_be_root_now; then
    wished+=("$@")
    reasons+=("installing $*: $why")
  else
    note setup "without $*, which takes root to install: $why needs it"
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
  local packages=(${wanted[@]+"${wanted[@]}"} ${wished[@]+"${wished[@]}"}) package reason
  [ ${#packages[@]} -gt 0 ] || return 0
  may_be_root || needs_root "Packages are missing (${packages[*]})" "${packages[*]}"
  for reason in "${reasons[@]}"; do say setup "$reason"; done
  [ "$(id -u)" = 0 ] || sudo -v || needs_root "Packages are missing (${packages[*]})" "${packages[*]}"
  lock "$DRYDOCK_HOME/setup.lock" "installing packages"
  case " ${packages[*]} " in *" docker.io "*) before_engine_is_installed ;; esac
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
  reasons=()
  unlock
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# apt waits by itself for the lock of an installation, but not for the lock of the lists; dpkg waits for none.
while_unlocked() { # log of the command, command…
  local log=$1 _
  shift
  for _ in {1..60}; do
    "$@" && return
    grep -qi -e 'could not get lock' -e 'locked by another process' "$log" || return 1
    say setup "another package manager is at work, waiting"
    sleep 5
  done
  return 1
}

update_lists() {
  local log=$DRYDOCK_HOME/log/apt-update.log
  while_unlocked "$log" run_logged setup "reading the package lists" "$log" apt update && return
  tail -n 3 "$log" >&2
  say setup "the package lists could not all be read; going on with what there is"
}

read_lists() {
  lock "$DRYDOCK_HOME/setup.lock" "reading package lists"
  update_lists
  unlock
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
  local log=$DRYDOCK_HOME/log/dpkg.log
  dpkg_is_broken || return 0
  child_may_be_stopped=no
  while_unlocked "$log" run_logged setup "finishing an earlier installation that was interrupted" "$log" \
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --configure -a || true
  # A package that was being unpacked has to be unpacked again.
  if dpkg_is_broken; then run_logged setup "repairing its packages" "$log" apt -f install || true; fi
  child_may_be_stopped=yes
  ! dpkg_is_broken || say setup "that did not succeed ($log); going on"
}

dpkg_is_broken() { [ -n "$(dpkg --audit 2>/dev/null)" ] || [ -n "$(ls /var/lib/dpkg/updates 2>/dev/null)" ]; }

# Bases are made from Debian's packages where no registry is in reach: by mmdebstrap, from the mirror that the package
# lists name. A fresh machine may have neither.
wish_base_tools() {
  local missing=()
  apt_system || return 0
  have mmdebstrap || missing+=(mmdebstrap)
  have gcc || missing+=(gcc)
  # The C library's headers and its archive for static programs; gcc alone only recommends them.
  [ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ ${#missing[@]} -eq 0 ] || wish "making base images where no registry is in reach" "${missing[@]}"
  if [ -z "$(ls /var/lib/apt/lists/*Packages* 2>/dev/null)" ] && may_be_root_now; then read_lists; fi
}

# Tests of pages look at them with a real browser.
want_browser() {
  if have chromium || have chromium-browser || have google-chrome; then return 0; fi
  apt_system || fail "No Chromium was found, which tests of pages need." "Install one and put it on the PATH."
  want "tests of pages look at them with it" chromium
}
