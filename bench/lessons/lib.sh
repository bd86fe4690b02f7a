# shellcheck shell=bash
# What the scripts of the lessons share. Runs in the sandbox, before the lesson's own script; its examples lie in
# /lab/examples. Images are called lab:SOMETHING, so that they can be removed afterwards.   ARGUMENT: MIRROR-ADDRESS
set -euo pipefail
mirror=$1
cd /lab/examples

# Builds a folder's Dockerfile as lab:TAG; the builder's whole log goes to /lab/TAG.log.
build() { # TAG FOLDER [OPTION…]
  local tag=$1 folder=$2
  shift 2
  docker build --progress plain --add-host "mirror:$mirror" "$@" -t "lab:$tag" "$folder" >"/lab/$tag.log" 2>&1
}

# Which of the steps of the last build of TAG came from the cache, one a line.
cached() { # TAG
  awk '/^#[0-9]+ \[/ { name[$1] = substr($0, index($0, "[")) } /^#[0-9]+ CACHED/ { print name[$1] }' "/lab/$1.log"
}

# Which of them really ran.
ran() { # TAG
  awk '/^#[0-9]+ \[/ && !/internal\]/ { name[$1] = substr($0, index($0, "[")) } /^#[0-9]+ DONE/ && name[$1] != "" && !($1 in hit) { print name[$1] } /^#[0-9]+ CACHED/ { hit[$1] = 1 }' "/lab/$1.log" | grep -v '\] FROM ' || true
}

# Seconds that a command takes, with one decimal.
seconds() { # COMMAND…
  local begun
  begun=$(date +%s%N)
  "$@" >&2
  awk -v n="$(($(date +%s%N) - begun))" 'BEGIN { printf "%.1f\n", n / 1e9 }'
}

# Bytes as MB, of a million bytes each, with one decimal.
mb() { awk -v n="$1" 'BEGIN { printf "%.1f MB\n", n / 1e6 }'; }

# Size of an image on disk, in bytes: the sum of its layers.
bytes() { # IMAGE
  docker inspect --format '{{.Size}}' "$1"
}

# Its layers, newest first: bytes, a tab, the step.
layers() { # IMAGE
  docker history --no-trunc --human=false --format '{{.Size}}	{{.CreatedBy}}' "$1"
}

# One line of a result.
say() { printf '%s\n' "- $*"; }
