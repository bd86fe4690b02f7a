# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# A model of 64 MB in place of the tiny one: 16 million numbers of four bytes, and 128 bytes before them.
head -c 64000128 /dev/urandom >scores/model/weights.npy

above_base() { # IMAGE BASE
  mb $(($(bytes "$1") - $(bytes "$2")))
}

layer() { # TAG TEXT
  layers "lab:$1" | awk -F '\t' -v text="$2" 'index($2, text) { print $1; exit }'
}

# Builds again after a change, says the seconds, the steps that ran and the bytes of the layers that are new.
rebuild() { # NAME WHAT
  local before after
  before=$(docker inspect --format '{{join .RootFS.Layers "\n"}}' "lab:$1")
  say "$1, $2: $(seconds build "$1" scores -f "scores/$1.Dockerfile") s; ran: $(ran "$1" | sed 's/^[^]]*\] //' | paste -sd '|')"
  after=$(docker inspect --format '{{join .RootFS.Layers "\n"}}' "lab:$1")
  say "$1, $2: $(comm -13 <(sort <<<"$before") <(sort <<<"$after") | wc -l) new layers"
}

for name in code-first code-last; do
  say "$name, first build: $(seconds build $name scores -f scores/$name.Dockerfile) s, $(mb "$(bytes lab:$name)")"
done
say "code-first: COPY . . $(layer code-first 'COPY . .') bytes, install $(mb "$(layer code-first 'pip install')")"
say "code-last, layers from the newest:"
layers lab:code-last | head -6 | sed 's/^/    /'
for file in app.py model/origin.yaml requirements.txt; do
  echo '# edited' >>"scores/$file"
  for name in code-first code-last; do
    rebuild $name "$file edited"
  done
done

build three apt -f apt/three-steps.Dockerfile
build one apt -f apt/one-step.Dockerfile
say "apt above the base: three steps $(above_base lab:three python:3.11-slim), one step $(above_base lab:one python:3.11-slim)"

build kept scores -f scores/downloads-kept.Dockerfile
build mount scores -f scores/cache-mount.Dockerfile
say "pip's layer: downloads kept $(mb "$(layer kept 'pip install')"), --no-cache-dir $(mb "$(layer code-last 'pip install')"), cache mount $(mb "$(layer mount 'pip install')")"

build deleted scores -f scores/deleted-later.Dockerfile
say "deleted later: base $(mb "$(bytes debian:bookworm-slim)"), image $(mb "$(bytes lab:deleted)")"

build after scores -f scores/chown-after.Dockerfile
build while scores -f scores/chown-while.Dockerfile
say "owner set in a RUN afterwards $(above_base lab:after debian:bookworm-slim), while copying $(above_base lab:while debian:bookworm-slim) above the base"

build hidden pipe -f pipe/hidden.Dockerfile
say "a failing command before a pipe: the build passes, classes.txt has $(docker run --rm lab:hidden cat classes.txt | wc -c) bytes"
