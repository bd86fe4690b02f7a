#!/usr/bin/env bash
# What lesson 11 says that Compose does, run again. Compose is not part of the sandbox, so this runs outside of it and speaks to an
# engine through DOCKER_HOST; any engine with the bases will do. It takes about four minutes and removes what it made.
#   DOCKER_HOST=unix:///… bench/lessons/11-compose-stacks.compose.sh lessons/11-compose-stacks/examples [MIRROR-ADDRESS]
# MIRROR-ADDRESS: where the builds find the offline package index; without it they use what the base is set to.
set -euo pipefail
: "${DOCKER_HOST:?name the engine to try this on, such as unix:///run/user/1000/docker.sock}"
scratch=$(mktemp -d)
# A copy: it is mounted into containers, and unpacked on the engine's machine.
cp -r "${1:?usage: $0 EXAMPLES-FOLDER [MIRROR-ADDRESS]}/stack" "$scratch/stack"
cd "$scratch/stack"
here=$PWD
# Not the name in compose.yaml, by which somebody may have a stack of their own.
export COMPOSE_PROJECT_NAME=drydock-lesson-11
export DB_PASSWORD=only-for-this-trial COMPOSE_ANSI=never COMPOSE_PROGRESS=plain
say() { printf '%s\n' "- $*"; }
files=(-f compose.yaml)
compose() { docker compose --project-directory "$here" "${files[@]}" "$@"; }
trap 'compose down -v --remove-orphans >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT

builds=(-f compose.yaml)
if [[ -n ${2-} ]]; then
  printf 'services:\n' >"$scratch/mirror.yaml"
  for service in api cache tracking; do
    printf '  %s: {build: {extra_hosts: ["mirror:%s"]}}\n' "$service" "$2" >>"$scratch/mirror.yaml"
  done
  builds+=(-f "$scratch/mirror.yaml")
fi
within() { # SERVICE COMMAND…, as docker compose exec does it
  docker exec "$(compose ps --quiet "$1" | head -1)" "${@:2}"
}
logs() { # SERVICE
  docker logs "$(compose ps --all --quiet "$1" | head -1)" 2>&1
}
inside() { # SERVICE URL [JSON]: the body of an answer, asked from within the service's container
  local python=python
  [[ $1 == tracking ]] && python=python3
  within "$1" "$python" -c 'import sys, urllib.request as u
print(u.urlopen(u.Request(sys.argv[1], data=sys.argv[2].encode() if len(sys.argv) > 2 else None)).read().decode())' "${@:2}"
}
seconds() { # COMMAND…
  local begun
  begun=$(date +%s%N)
  "$@" >/dev/null 2>&1
  awk -v n="$(($(date +%s%N) - begun))" 'BEGIN { printf "%.1f s\n", n / 1e9 }'
}
# Bind mounts are looked up on the engine's machine, which may be another: bring the folder there, to the same path.
tar c . | docker run -i --rm -v "$here:$here" debian:bookworm-slim tar x --no-same-owner -C "$here"
docker compose "${builds[@]}" build --quiet

say "# The file"
say "Compose: $(docker compose version --short)"
{ printf "version: '3.8'\n"; cat compose.yaml; } >"$scratch/old.yaml"
say "a version key: $(docker compose -f "$scratch/old.yaml" config --quiet 2>&1 | grep -o 'msg=.*' || true)"
say "DB_PASSWORD missing: $(env -u DB_PASSWORD docker compose -f compose.yaml config --quiet 2>&1 || true)"

say "# Cold start"
files=(-f compose.yaml -f compose.short.yaml)
say "$(compose config | awk '/^  tracking:/ { on = 1 } on && /depends_on/ { show = 4 } show-- > 0 { printf "%s ", $0 }' | tr -s ' ')"
compose down -v >/dev/null 2>&1
say "short form, up --detach of tracking: exit $(compose up --detach --no-build tracking >/dev/null 2>&1 && echo 0 || echo $?)"
sleep 8
compose ps --all --format '  {{.Service}}: {{.Status}}'
logs tracking | grep -E 'Error|refused' | sed 's/^/  /' || true
compose down -v >/dev/null 2>&1
say "short form, the whole stack from cold: exit $(compose up --detach --no-build >"$scratch/cold" 2>&1 && echo 0 || echo $?), $(tail -1 "$scratch/cold")"
compose up --detach --no-build >/dev/null 2>&1 || true
for _ in 1 2 3; do
  compose down >/dev/null 2>&1
  say "short form, after down, the files of the database there: exit $(compose up --detach --no-build >/dev/null 2>&1 && echo 0 || echo $?)"
done
compose down -v >/dev/null 2>&1
files=(-f compose.yaml)
say "service_healthy, up --wait of the whole stack from cold: $(seconds compose up --detach --no-build --wait)"
compose ps --format '  {{.Service}}: {{.Status}}'

say "# Names"
say "predict twice: $(inside api 'http://localhost:8000/predict?x=6') $(inside api 'http://localhost:8000/predict?x=6')"
say "cache resolves to: $(within api getent hosts cache)"
printf 'services: {api: {environment: {REDIS_HOST: localhost}}}\n' >"$scratch/localhost.yaml"
files=(-f compose.yaml -f "$scratch/localhost.yaml")
compose up --detach --no-build --wait api >/dev/null 2>&1
say "REDIS_HOST=localhost, the API's status and answer: $(compose ps --format '{{.Status}}' api); $(inside api 'http://localhost:8000/predict?x=6' 2>&1 | tail -1)"
logs api | grep -E '^redis.*Error' | tail -1 | sed 's/^/  /' || true

say "# Data"
files=(-f compose.yaml)
compose up --detach --no-build --wait >/dev/null 2>&1
inside tracking http://localhost:5000/runs '{"name": "first", "accuracy": 0.94}' >/dev/null
say "runs before down: $(inside tracking http://localhost:5000/runs)"
say "down: $(seconds compose down)"
say "volumes after down: $(docker volume ls --quiet --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME | tr '\n' ' ')"
compose up --detach --no-build --wait >/dev/null 2>&1
say "runs after down and up: $(inside tracking http://localhost:5000/runs)"
say "the same prediction after down and up: $(inside api 'http://localhost:8000/predict?x=6')"
compose down -v >/dev/null 2>&1
say "volumes after down -v: $(docker volume ls --quiet --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME | wc -l)"
compose up --detach --no-build --wait >/dev/null 2>&1
say "runs after down -v and up: $(inside tracking http://localhost:5000/runs)"
printf 'services: {api: {environment: {LOG_LEVEL: ERROR}}}\n' >"$scratch/level.yaml"
files=(-f compose.yaml -f "$scratch/level.yaml")
compose restart api >/dev/null 2>&1
restarted=$(within api printenv LOG_LEVEL)
compose up --detach --no-build --wait api >/dev/null 2>&1
say "LOG_LEVEL changed to ERROR in the file: after restart $restarted, after up $(within api printenv LOG_LEVEL)"
compose down -v >/dev/null 2>&1

say "# Several files"
level() { docker compose "$@" config | awk '/LOG_LEVEL/ { print $2 }'; }
sources() { docker compose "$@" config | grep -cE 'source: .*/api$' || true; }
say "no -f: $(sources) source mounts, LOG_LEVEL $(level)"
prod=(-f compose.yaml -f compose.prod.yaml)
all=(-f compose.yaml -f compose.override.yaml -f compose.prod.yaml)
say "compose.yaml and compose.prod.yaml: $(sources "${prod[@]}") source mounts, LOG_LEVEL $(level "${prod[@]}")"
say "all three: $(sources "${all[@]}") source mounts, LOG_LEVEL $(level "${all[@]}"), ports $(docker compose "${all[@]}" config | awk '/^  cache:/ { exit } /published/ { print $2 }' | tr '\n' ' ')"

say "# Scale"
files=(-f compose.yaml -f compose.override.yaml)
say "api=3 with 127.0.0.1:8000:8000: exit $(compose up --detach --no-build --scale api=3 >"$scratch/scale" 2>&1 && echo 0 || echo $?)"
grep -iE 'warn|error' "$scratch/scale" | sed 's/^/  /' || true
compose ps --all --format '  {{.Name}}: {{.Status}}' api
compose down -v >/dev/null 2>&1
# The registry image of the production file does not exist here; the one that was built takes its name.
docker tag "$COMPOSE_PROJECT_NAME-api" registry.example.com/ml/scores-api:v1.0.0
files=("${prod[@]}")
say "replicas 3 with 8000-8002:8000: exit $(compose up --detach --no-build --wait --pull never >"$scratch/scale" 2>&1 && echo 0 || echo $?)"
compose ps --format '  {{.Name}}: {{.Ports}}' api
say "a replica's memory in bytes: $(docker inspect --format 'limit {{.HostConfig.Memory}}, reservation {{.HostConfig.MemoryReservation}}' "$COMPOSE_PROJECT_NAME-api-1")"
say "the name api stands for: $(within tracking getent ahostsv4 api | awk '/STREAM/ { print $1 }' | wc -l) addresses"
compose down -v >/dev/null 2>&1
docker image rm registry.example.com/ml/scores-api:v1.0.0 >/dev/null
