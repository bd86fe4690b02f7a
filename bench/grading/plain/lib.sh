# shellcheck shell=bash
# What the plain scripts share: what a grading does, one step after another, with the tools of the sandbox. Comes before the
# exercise's own script on the standard input of a bash in there.   ARGUMENTS: MIRROR-ADDRESS NONCE
# The exercise's context and solution lie in /plain/context.
set -euo pipefail
mirror=$1 nonce=$2
cd /plain/context

build() { # TAG [OPTION…]
  local tag=$1
  shift
  docker build -q --add-host "mirror:$mirror" "$@" -t "$tag" . >/dev/null
}

# The first build, and the same again, which has to come from the cache.
build_twice() {
  build plain:a
  build plain:b
  docker history -q plain:a >/dev/null
  docker inspect plain:a >/dev/null
}

rebuild_after() { # FILE TAG
  cp "$1" /plain/before
  printf '# %s\n' "$nonce" >>"$1"
  build "$2"
  cp /plain/before "$1"
}

limits=(--network plain --cap-drop ALL --security-opt no-new-privileges --memory 1g --memory-swap 1g --cpus 1.5 --pids-limit 256)

start() { # [OPTION…]
  docker network create --internal plain >/dev/null
  id=$(docker run -d "${limits[@]}" "$@" plain:a)
  started=$(date +%s%N)
  address=$(docker inspect --format '{{.NetworkSettings.Networks.plain.IPAddress}}' "$id")
}

get() { curl -fsS -o /dev/null "http://$address:$1"; }
post() { curl -fsS -o /dev/null -H 'Content-Type: application/json' -d "$2" "http://$address:$1"; }

answers() { until get "$1" 2>/dev/null; do sleep 0.05; done; }

# Sleeps until so many seconds after the start.
until_second() {
  local left=$(($1 * 1000000000 - ($(date +%s%N) - started)))
  ((left <= 0)) || sleep "$((left / 1000000000)).$(printf %09d $((left % 1000000000)))"
}

look() {
  local pid
  pid=$(docker inspect --format '{{.State.Pid}}' "$id")
  cat "/proc/$pid/status" "/proc/$pid/cmdline" "/proc/$pid/net/tcp" >/dev/null
}
