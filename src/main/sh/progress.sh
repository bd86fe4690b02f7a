# shellcheck shell=bash disable=SC2034,SC2154 # the parts of the launcher share variables
# Progress lines, failures with a way to mend them, and child processes that end when the launcher does.

chatty=no
child=''
child_may_be_stopped=yes

have() { command -v "$1" >/dev/null 2>&1; }

say() { # topic, text
  if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    printf '\r\033[K· \033[1m%-11s\033[0m %s\n' "$1" "$2" >&2
  else
    printf '· %-11s %s\n' "$1" "$2" >&2
  fi
}

# Good news that only the long commands show.
note() { [ "$chatty" = no ] || say "$@"; }

# Ends the launcher: what is wrong, and one sentence how to mend it.
fail() {
  printf 'drydock: %s\n         %s\n' "$1" "$2" >&2
  exit 3
}

duration() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# A background child, because bash runs traps only between foreground commands: a SIGTERM must not wait for Maven.
run_child() {
  local status=0
  "$@" </dev/null &
  child=$!
  wait "$child" || status=$?
  child=''
  return "$status"
}

# The same for long steps with their output in a log: one line now and then says that it is alive.
run_logged() { # topic, what is going on, log, command…
  local topic=$1 what=$2 log=$3 status=0 started=$SECONDS shown=$SECONDS doing
  shift 3
  mkdir -p "$(dirname "$log")"
  say "$topic" "$what…"
  "$@" </dev/null >"$log" 2>&1 &
  child=$!
  while [ -n "$(jobs -pr)" ]; do
    sleep 0.2
    if [ -t 2 ]; then
      printf '\r\033[K· %-11s %s… %d s' "$topic" "$what" $((SECONDS - started)) >&2
    elif [ $((SECONDS - shown)) -ge 20 ]; then
      shown=$SECONDS
      doing=$(tail -n 1 "$log" | tr -d '\r' | cut -c 1-100)
      say "$topic" "still $what, $((SECONDS - started)) s: $doing"
    fi
  done
  wait "$child" || status=$?
  child=''
  [ ! -t 2 ] || printf '\r\033[K' >&2
  return "$status"
}

# The shell's own kill: the program of that name is not on every machine, and sudo starts programs only.
send() { # signal, process
  kill -s "$1" "$2" 2>/dev/null || as_root sh -c "kill -s $1 $2" 2>/dev/null || true
}

# Ctrl-C and SIGTERM: the child goes first. Package installation is let finish: half of it would need repair.
on_signal() {
  local status=$1
  trap '' INT TERM HUP
  if [ -n "$child" ]; then
    if [ "$child_may_be_stopped" = yes ]; then
      send TERM "$child"
    else
      say setup "stops when the packages are in place"
    fi
    wait "$child" 2>/dev/null || true
  fi
  exit "$status"
}
trap 'on_signal 130' INT
trap 'on_signal 143' TERM
trap 'on_signal 129' HUP

# One launcher at a time does what must not be done twice. The lock goes with the file descriptor, however we end.
lock() { # file, what others wait for
  mkdir -p "$(dirname "$1")" || fail "$(dirname "$1") cannot be made." "Make it writable for $(id -un), or set DRYDOCK_HOME."
  exec 8>"$1" || fail "$1 cannot be written." "Make it writable for $(id -un)."
  try_lock && return
  say setup "waiting for another drydock, which is $2"
  until try_lock; do sleep 0.5; done
}

unlock() { exec 8>&-; }

try_lock() {
  if have flock; then flock -n 8; else perl -e 'open F, ">&=8" or exit 1; exit(flock(F, 6) ? 0 : 1)'; fi
}
