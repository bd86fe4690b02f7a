# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# A registry of its own, filled by docker push; the exit codes of the clinic; what prune removes. Everything that prune may touch
# carries a label, so that the bases stay.
trap 'docker rm --force --volumes lab-registry $(docker ps --all --quiet --filter label=lab) >/dev/null 2>&1 || true; docker volume rm lab-named >/dev/null 2>&1 || true' EXIT
build registry registry
docker run --detach --name lab-registry --label lab --publish 127.0.0.1:5055:5000 lab:registry >/dev/null
until curl --silent --fail http://localhost:5055/v2/ >/dev/null; do sleep 0.1; done
ml=localhost:5055/ml
stored() { docker exec lab-registry du --summarize --bytes /data | cut -f1; }
push() { # IMAGE: how many layers were sent and how many were there, and by what the registry grew
  local before after
  before=$(stored)
  docker push "$1" >/lab/push.log
  after=$(stored)
  echo "$(grep -c ': Pushed' /lab/push.log || true) layers pushed, $(grep -cE 'Layer already exists|Mounted from' /lab/push.log || true) there, $(mb $((after - before))) more"
}
empty() { docker image ls --quiet --filter "reference=$ml/*" | sort -u | xargs -r docker rmi --force >/dev/null 2>&1; docker rmi lab:ci >/dev/null 2>&1 || true; docker builder prune --all --force >/dev/null; }
model() { # SERVICE: four megabytes of weights that do not compress
  head -c 4000000 /dev/urandom >"serving/models/$1/weights.bin"
}

say "# The registry"
for service in text fraud forecast; do
  model "$service"
  build "$service" serving --target "$service"
  docker tag "lab:$service" "$ml/$service:v1"
  say "push $service ($(mb "$(bytes "lab:$service")")): $(push "$ml/$service:v1")"
done
say "the registry now holds: $(mb "$(stored)")"
docker rmi "$ml/fraud:v1" >/dev/null
model fraud
build fraud2 serving --target fraud
docker tag lab:fraud2 "$ml/fraud:v2"
say "push fraud, retrained: $(push "$ml/fraud:v2")"
say "another model's image after that: $(docker inspect --format '{{.Id}}' lab:text | cut -c1-19), built again $(build text serving --target text; docker inspect --format '{{.Id}}' lab:text | cut -c1-19)"
digest() { sed -n 's/.*digest: \(sha256:[0-9a-f]*\).*/\1/p' /lab/push.log | cut -c1-19; }
docker tag lab:text "$ml/demo:latest"; docker push "$ml/demo:latest" >/lab/push.log
say "demo:latest on Monday: $(digest)"
docker tag lab:fraud "$ml/demo:latest"; docker push "$ml/demo:latest" >/lab/push.log
say "demo:latest on Tuesday: $(digest)"

say "# CI with an empty builder"
ci() { # OPTION…: how long it took and what ran
  local begun
  begun=$(date +%s%N)
  docker build --progress plain --add-host "mirror:$mirror" --target text "$@" -t lab:ci serving >/lab/ci.log 2>&1 || { grep -i error /lab/ci.log | tail -1; return; }
  printf '%s s: %s\n' "$(awk -v n="$(($(date +%s%N) - begun))" 'BEGIN { printf "%.1f", n / 1e9 }')" "$(ran ci | sed 's/ [^ ]*\]/]/; s/^\[\([a-z]*\).*\] /\1: /' | cut -c1-48 | paste -sd ';')"
}
empty
say "--cache-from an image without metadata: $(ci --cache-from "$ml/text:v1")"
ci --cache-to type=inline >/dev/null
docker tag lab:ci "$ml/ci:inline"; docker push "$ml/ci:inline" >/dev/null; empty
say "--cache-from an image with inline metadata: $(ci --cache-from "$ml/ci:inline")"
empty
printf '# a change of the code\n' >>serving/serve.py
say "the same after a change in the code: $(ci --cache-from "$ml/ci:inline")"
empty
printf 'h11\n' >>serving/requirements.txt
say "the same after a change in the requirements: $(ci --cache-from "$ml/ci:inline")"
say "mode=max with the default builder: $(ci --cache-to "type=registry,ref=$ml/cache,mode=max")"

say "# Exit codes"
end() { # OPTION… IMAGE COMMAND…
  local code killed
  docker run --name lab-end --label lab "$@" >/lab/end.log 2>&1 && code=0 || code=$?
  killed=$(docker inspect --format '{{.State.OOMKilled}}' lab-end 2>/dev/null) || killed=unknown
  echo "$code, OOMKilled $killed  $(tail -1 /lab/end.log | cut -c1-150)"
  docker rm --force lab-end >/dev/null 2>&1 || true
}
say "finished: $(end python:3.11-slim python -c 'pass')"
say "a Python exception: $(end python:3.11-slim python -c 'import nosuchmodule')"
say "docker itself: $(end --no-such-option debian:bookworm-slim true)"
say "not executable: $(end debian:bookworm-slim /etc/passwd)"
say "not found: $(end debian:bookworm-slim nosuchprogram)"
say "too much memory: $(end --memory 64m --memory-swap 64m python:3.11-slim python -c 'x = bytearray(500_000_000)')"
say "segmentation fault: $(end python:3.11-slim python -c 'import ctypes; ctypes.string_at(0)')"
after() { sleep 1; docker "$@" lab-end >/dev/null; }
after kill & say "docker kill: $(end debian:bookworm-slim sleep 30)"; wait $! || true
after stop --time=1 & say "docker stop, sleep as first process: $(end debian:bookworm-slim sleep 30)"; wait $! || true
after stop --time=5 & say "docker stop, with --init: $(end --init debian:bookworm-slim sleep 30)"; wait $! || true

say "# On which side of &&"
say "docker run … id -u && id -u: $(docker run --rm --label lab --user 1000 debian:bookworm-slim id -u | tr '\n' ' ' && id -u)"
say "docker run … sh -c: $(docker run --rm --label lab --user 1000 debian:bookworm-slim sh -c 'id -u && id -g' | tr '\n' ' ')"

say "# Prune"
label() { printf 'FROM debian:bookworm-slim\nLABEL lab=prune\nRUN echo %s > /x\n' "$1" | docker build --quiet --tag "lab:$2" - >/dev/null; }
images() { docker image ls --all --quiet --filter label=lab=prune | sort -u | wc -l; }
label 1 moving; label 2 moving; label 3 unused
say "images, one untagged, two tagged and unused: $(images)"
docker image prune --force --filter label=lab=prune >/dev/null; say "after image prune: $(images)"
docker image prune --all --force --filter label=lab=prune >/dev/null; say "after image prune -a: $(images)"
volumes() { docker volume ls --quiet | wc -l; }
docker volume create lab-named >/dev/null
docker create --name lab-anonymous --label lab --volume /x debian:bookworm-slim true >/dev/null; docker rm lab-anonymous >/dev/null
say "volumes, an anonymous one and a named one: $(volumes)"
docker volume prune --force >/dev/null; say "after volume prune: $(volumes), the named one $(docker volume inspect lab-named >/dev/null 2>&1 && echo there || echo gone)"
docker volume prune --all --force >/dev/null; say "after volume prune -a: $(volumes), the named one $(docker volume inspect lab-named >/dev/null 2>&1 && echo there || echo gone)"

say "# The calculator"
docker run --rm --interactive python:3.11-slim python - <cost/cost.py
