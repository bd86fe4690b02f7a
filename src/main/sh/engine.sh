# shellcheck shell=bash disable=SC2034,SC2154 # the parts of the launcher share variables
# Finds a container engine that answers, or installs and starts one. Asking it takes curl or perl, never the docker
# command, which need not be installed.

engine_socket=/var/run/docker.sock
engine_pidfile=/var/run/docker.pid
engine_state=/var/run/docker
engine_log=$DRYDOCK_HOME/log/dockerd.log
engine_record=$DRYDOCK_HOME/engine.started
engine_version=''

# shellcheck disable=SC2016 # perl's variables
perl_get='
  use strict; use IO::Socket::UNIX; use IO::Socket::INET;
  my ($address, $path) = @ARGV;
  alarm 5;
  my $engine = $address =~ m{^/} ? IO::Socket::UNIX->new(Peer => $address) : IO::Socket::INET->new(PeerAddr => $address);
  exit 1 unless $engine;
  print $engine "GET $path HTTP/1.0\r\nHost: localhost\r\n\r\n";
  local $/;
  my $answer = <$engine>;
  exit 1 unless $answer =~ m{^HTTP/1\.\d 200 .*?\r\n\r\n(.*)}s;
  print $1;'

engine_get() { # path
  local host=${DOCKER_HOST:-unix://$engine_socket} certificates=${DOCKER_CERT_PATH:-$HOME/.docker}
  case $host in
    unix://*)
      [ -S "${host#unix://}" ] || return 1
      if have curl; then
        curl -fsS --max-time 5 --unix-socket "${host#unix://}" "http://localhost$1" 2>/dev/null
      else
        perl -e "$perl_get" "${host#unix://}" "$1" 2>/dev/null
      fi
      ;;
    tcp://* | http://* | https://*)
      if ! have curl; then
        perl -e "$perl_get" "${host#*://}" "$1" 2>/dev/null
      elif [ -n "${DOCKER_TLS_VERIFY:-}" ]; then
        curl -fsS --noproxy '*' --max-time 5 --cacert "$certificates/ca.pem" --cert "$certificates/cert.pem" \
          --key "$certificates/key.pem" "https://${host#*://}$1" 2>/dev/null
      else
        curl -fsS --noproxy '*' --max-time 5 "http://${host#*://}$1" 2>/dev/null
      fi
      ;;
    *) return 1 ;;
  esac
}

engine_answers() {
  local answer version='"Version": *"([^"]*)"'
  answer=$(engine_get /version) || return 1
  [[ $answer =~ $version ]] || return 1
  engine_version=${BASH_REMATCH[1]}
}

# Where engines listen: as the user says, at the usual place, or (Docker Desktop, rootless) in the user's own folders.
find_engine() {
  local socket
  engine_answers && return
  [ -z "${DOCKER_HOST:-}" ] || return 1
  for socket in "$HOME/.docker/run/docker.sock" "${XDG_RUNTIME_DIR:-/nonexistent}/docker.sock"; do
    if DOCKER_HOST=unix://$socket engine_answers; then
      export DOCKER_HOST=unix://$socket
      return
    fi
  done
  return 1
}

want_engine() {
  find_engine && return
  [ -z "${DOCKER_HOST:-}" ] ||
    fail "No container engine answers at DOCKER_HOST=$DOCKER_HOST." "Start that engine, or unset DOCKER_HOST to use one of this machine."
  engine_denied && return
  if have dockerd; then
    have iptables || ! apt_system || want "the engine sets up its networks with it" iptables
    return
  fi
  [ "$(uname)" != Darwin ] || fail "No container engine answers." "Install and start Docker Desktop, then run the command again."
  apt_system || fail "No container engine answers." "Install Docker and start it, then run the command again."
  want "no container engine answers here" docker.io iptables
}

# The engine is there, but this user may not talk to it. A socket file can also be all that is left of an engine: then
# the kernel's list does not have it (nor that of an engine outside this container, but then no dockerd is here).
engine_denied() {
  [ -S "$engine_socket" ] && [ ! -w "$engine_socket" ] || return 1
  ! have dockerd || grep -q 'run/docker\.sock$' /proc/net/unix
}

# Under systemd the package starts the engine itself, so the engine's settings must be there before it.
before_engine_is_installed() {
  engine_installed=yes
  if has_systemd; then set_mtu_of_service; fi
}

start_engine() {
  # Its package may have started it.
  [ -z "${engine_installed:-}" ] || record_engine
  if ! find_engine && ! engine_denied; then
    may_be_root || fail "The container engine is not running, and starting it takes root." \
      "Ask an administrator to run: systemctl start docker (or dockerd)"
    lock "$DRYDOCK_HOME/setup.lock" "starting the engine"
    find_engine || bring_up_engine
    unlock
  fi
  if engine_denied; then join_docker_group; fi
  note engine "Docker $engine_version answers"
}

# Groups are given at login: a user who is in the group only now gets it through sg. Starts this launcher again.
join_docker_group() {
  local user command argument
  user=$(id -un)
  if [ -z "${DRYDOCK_IN_GROUP:-}" ] && have sg; then
    if [ -f "$engine_record" ] && may_be_root_now && ! id -nG "$user" | grep -qw docker; then
      say engine "adding $user to the group docker, whose members may use the engine"
      as_root usermod -aG docker "$user"
    fi
    if id -nG "$user" | grep -qw docker; then
      export DRYDOCK_IN_GROUP=yes
      command="exec"
      for argument in "$DRYDOCK_ROOT/drydock" "${launcher_arguments[@]}"; do
        command="$command '${argument//\'/\'\\\'\'}'"
      done
      exec sg docker -c "$command"
    fi
  fi
  fail "A container engine listens at $engine_socket, but $user may not use it." \
    "Add yourself to its group (sudo usermod -aG docker $user), log in again, then run the command again."
}

has_systemd() { [ -d /run/systemd/system ]; }

bring_up_engine() {
  local began=$SECONDS pid
  if pid=$(engine_pid); then
    say engine "waiting for the engine that is already starting (process $pid)…"
  elif has_systemd && systemctl cat docker.service >/dev/null 2>&1; then
    say engine "starting it with systemctl…"
    engine_launched=yes
    set_mtu_of_service
    as_root systemctl reset-failed docker.service docker.socket >/dev/null 2>&1 || true
    as_root systemctl start docker.service >/dev/null 2>&1 || true
  else
    say engine "starting dockerd (its log: $engine_log)…"
    clear_remains
    mount_cgroups
    launch_dockerd
  fi
  await_engine "$began"
}

await_engine() { # since when
  local shown=$SECONDS
  until find_engine; do
    # It listens, but not for this user: that is mended by the caller.
    if engine_denied && [ -n "$(engine_pid)" ]; then break; fi
    if has_systemd && systemctl is-failed -q docker.service; then engine_failed "failed to start"; fi
    if [ $((SECONDS - $1)) -ge 60 ]; then engine_failed "did not answer within 60 s"; fi
    # dockerd writes its pid file within a second; without one after five it is dead.
    if [ $((SECONDS - $1)) -ge 5 ] && ! has_systemd && ! engine_pid >/dev/null; then
      if [ -n "${networks_aside:-}" ] || ! networks_are_broken; then engine_failed "ended at once"; fi
      put_networks_aside
      clear_remains
      launch_dockerd
      set -- "$SECONDS"
    fi
    if [ $((SECONDS - shown)) -ge 10 ]; then
      shown=$SECONDS
      say engine "not answering yet, $((SECONDS - $1)) s"
    fi
    sleep 0.3
  done
  [ -z "${engine_launched:-}" ] || record_engine
}

# A network that was half made when an engine was killed makes each later one panic at its start (libnetwork, reservePools).
network_store=/var/lib/docker/network/files/local-kv.db
networks_are_broken() { grep -q 'libnetwork\..*reservePools' "$engine_log" && as_root test -f "$network_store"; }

put_networks_aside() {
  networks_aside=yes
  say engine "its networks cannot be read, left half made by an engine that was killed: putting them aside ($network_store.broken)"
  as_root mv -f "$network_store" "$network_store.broken"
}

engine_failed() { # how
  local pid
  if pid=$(engine_pid) && [ -z "${engine_launched:-}" ] && ! has_systemd; then
    fail "An engine runs (process $pid), but it $1 at $engine_socket." \
      "If it hangs, end it with: kill -9 $pid. Then run the command again: it starts the engine anew."
  fi
  if has_systemd && have journalctl; then
    as_root journalctl -u docker.service -n 8 --no-pager -o cat >&2 || true
  elif [ -f "$engine_log" ]; then
    { grep -E 'level=(error|fatal)|^failed|panic:' "$engine_log" || tail -n 8 "$engine_log"; } | tail -n 5 >&2
  fi
  fail "The container engine $1." "Mend what its log says above, or start an engine yourself, then run the command again."
}

# The process that the engine's pid file names, if it is an engine. After a SIGKILL or a reboot the file may name any
# process, and a process that nobody has waited for looks alive.
engine_pid() {
  local pid
  pid=$(cat "$engine_pidfile" 2>/dev/null) && is_running "$pid" dockerd && echo "$pid"
}

is_running() { # pid, program
  local stat
  [ -n "$1" ] && stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  case $stat in *"($2) Z"*) return 1 ;; *"($2) "*) return 0 ;; *) return 1 ;; esac
}

start_time() { # pid
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086 # fields
  set -- ${stat##*) }
  echo "${20}"
}

# What an engine that was killed leaves behind and a new one stumbles over. Only called when no engine is alive.
clear_remains() {
  local pid process
  as_root rm -f "$engine_pidfile"
  # Its containerd would be used again, in whatever state it is.
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    is_running "$pid" containerd || continue
    tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q -- "run/docker/containerd/containerd.toml" || continue
    say engine "ending containerd (process $pid), left over from an earlier engine"
    send TERM "$pid"
    for _ in 1 2 3 4 5 6 7 8 9 10; do is_running "$pid" containerd && sleep 0.3; done
    if is_running "$pid" containerd; then send KILL "$pid"; fi
  done
  # A pid file that names some other process makes dockerd wait for that process to be containerd.
  as_root sh -c "rm -f $engine_state/containerd/containerd.pid $engine_state/containerd/*.sock*"
  # dockerd takes a system-wide containerd for running when its socket file exists.
  if [ -S /run/containerd/containerd.sock ] && ! containerd_runs; then as_root rm -f /run/containerd/containerd.sock; fi
  # Something may have mounted a socket that did not exist: then Docker makes a folder of that name.
  [ ! -d "$engine_socket" ] || as_root rmdir "$engine_socket" 2>/dev/null || true
}

containerd_runs() {
  local process
  for process in /proc/[0-9]*; do
    if is_running "${process#/proc/}" containerd; then return 0; fi
  done
  return 1
}

# Without an init system nobody may have mounted the control groups that an engine needs.
mount_cgroups() {
  local controller enabled
  [ -e /sys/fs/cgroup/cgroup.controllers ] || [ -d /sys/fs/cgroup/memory ] && return
  say engine "mounting the control groups, which nothing has done on this machine"
  as_root mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null && grep -q memory /sys/fs/cgroup/cgroup.controllers && return
  # The kernel has handed its controllers to the older kind.
  as_root umount /sys/fs/cgroup 2>/dev/null || true
  as_root mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup || return 0
  while read -r controller _ _ enabled; do
    [ "$enabled" = 1 ] || continue
    as_root mkdir -p "/sys/fs/cgroup/$controller"
    as_root mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" 2>/dev/null || true
  done </proc/cgroups
}

# The default route's packet size: with bridges larger than the way out, downloads hang.
default_mtu() {
  local interface destination _
  while read -r interface destination _; do
    if [ "$destination" = 00000000 ]; then
      cat "/sys/class/net/$interface/mtu"
      return
    fi
  done </proc/net/route
}

small_mtu() { # prints it when it is below the usual and the engine is not told already
  local mtu
  mtu=$(default_mtu)
  if [ "${mtu:-1500}" -lt 1500 ] && ! grep -qs '"mtu"' /etc/docker/daemon.json; then echo "$mtu"; fi
}

set_mtu_of_service() {
  local mtu
  mtu=$(small_mtu)
  [ -n "$mtu" ] && [ ! -e /etc/docker/daemon.json ] || return 0
  say engine "writing the network's packet size ($mtu) to /etc/docker/daemon.json"
  as_root sh -c "mkdir -p /etc/docker && echo '{\"mtu\": $mtu}' > /etc/docker/daemon.json"
}

launch_dockerd() {
  local mtu flags=()
  mtu=$(small_mtu)
  [ -z "$mtu" ] || flags+=(--mtu "$mtu")
  mkdir -p "$(dirname "$engine_log")"
  [ ! -f "$engine_log" ] || mv -f "$engine_log" "$engine_log.1"
  : >"$engine_log"
  engine_launched=yes
  # A session of its own: no Ctrl-C and no closing terminal reaches it. Containers inherit its limit of open files.
  # shellcheck disable=SC2016,SC2086 # expanded by the inner shell; several options in one variable are meant to be split
  as_root sh -c 'ulimit -n "$(ulimit -Hn)"; log=$1; shift; setsid "$@" </dev/null >>"$log" 2>&1 8>&- &' \
    sh "$engine_log" "$(command -v dockerd)" ${flags[@]+"${flags[@]}"} ${DRYDOCK_ENGINE_ARGS:-}
}

# `down` stops only the engine that Drydock started: the same process, not one that got its number.
record_engine() {
  local pid
  if pid=$(engine_pid); then echo "$pid $(start_time "$pid")" >"$engine_record"; fi
}

stop_engine() {
  local pid='' born='' others
  [ -f "$engine_record" ] || return 0
  read -r pid born <"$engine_record" || true
  if ! is_running "$pid" dockerd || [ "$(start_time "$pid")" != "$born" ]; then
    rm -f "$engine_record"
    return 0
  fi
  others=$(engine_get /containers/json || true)
  if [ -n "$others" ] && [ "$(tr -d '[:space:]' <<<"$others")" != '[]' ]; then
    say engine "left running: containers still run on it"
    return 0
  fi
  if ! may_be_root; then
    say engine "left running: stopping it takes root"
    return 1
  fi
  say engine "stopping it"
  if has_systemd && systemctl is-active -q docker.service; then
    as_root systemctl stop docker.socket docker.service
  else
    send TERM "$pid"
  fi
  for _ in {1..100}; do
    is_running "$pid" dockerd || break
    sleep 0.3
  done
  if is_running "$pid" dockerd; then
    say engine "it does not end by itself, killing it"
    send KILL "$pid"
    sleep 1
    ! is_running "$pid" dockerd || return 1
  fi
  rm -f "$engine_record"
}

# For doctor: says what is missing and installs nothing. Succeeds when the application can run and report the rest.
report_set_up() {
  local good=yes pid
  if find_engine; then
    note engine "Docker $engine_version answers"
  elif [ -n "${DOCKER_HOST:-}" ]; then
    say engine "MISSING: nothing answers at DOCKER_HOST=$DOCKER_HOST. Start that engine or unset DOCKER_HOST."
  elif engine_denied; then
    say engine "MISSING: $(id -un) may not use $engine_socket. Mend: sudo usermod -aG docker $(id -un), then log in again."
  elif pid=$(engine_pid); then
    say engine "MISSING: an engine runs (process $pid) but does not answer at $engine_socket. If it hangs, end it with kill -9 $pid."
  elif have dockerd; then
    say engine "MISSING: Docker is installed but does not run. \`./drydock up\` starts it as root or by sudo."
  elif apt_system; then
    say engine "MISSING: no container engine. \`./drydock up\` installs and starts docker.io as root or by sudo."
  else
    say engine "MISSING: no container engine. Install Docker and start it."
  fi
  if find_jdk; then
    note jdk "Java $(jdk_version "$JAVA_HOME") in $JAVA_HOME"
  else
    say jdk "MISSING: no JDK $jdk_wanted or newer. $jdk_mend"
    good=no
  fi
  if ! find_current_app && ! have mvn; then
    say build "MISSING: Maven. $maven_mend"
    good=no
  fi
  [ $good = yes ] || fail "Drydock itself cannot run here yet." "Mend what is missing above; on Debian and Ubuntu \`./drydock up\` does most of it."
  build_app
}
