# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# What has to wait is started at once: the waits overlap.
build good service
build curl service -f service/curl.Dockerfile
for kind in shell exec script; do build "$kind" stop -f "stop/$kind.Dockerfile"; done
sed -i 's/^exec //' stop/start.sh
build child stop -f stop/script.Dockerfile

begun=$(date +%s%N)
since() { awk -v n="$(($(date +%s%N) - $1))" 'BEGIN { printf "%.0f s", n / 1e9 }'; }
health() { docker inspect --format '{{.State.Health.Status}}' "$1"; }
answers() { curl -s -o /dev/null -w '%{http_code}' --max-time 5 "http://localhost:$1$2" || true; }
log() { docker inspect --format '{{with index .State.Health.Log 0}}exit code {{.ExitCode}}, {{json .Output}}{{end}}' "$1"; }

# What the engine noted about a container, with the seconds since its start: changes of its health, or its probes.
docker events --format '{{.TimeNano}} {{.Actor.Attributes.name}} {{.Action}}' >/lab/events &
events=$!
noted() { # NAME EVENT
  local started
  started=$(date -d "$(docker inspect --format '{{.State.StartedAt}}' "$1")" +%s%N)
  awk -v name="$1" -v event="$2" -v started="$started" \
    '$2 == name && index($3, event) == 1 { printf "%s%s after %.1f s", (n++ ? ", " : ""), (event ~ /^health/ ? $NF : "probe"), ($1 - started) / 1e9 }' /lab/events
}

docker run -d --name lab-curl -p 8001:8000 -e LOAD_SECONDS=0 --restart=always lab:curl >/dev/null
docker run -d --name lab-short --health-start-period 5s lab:good >/dev/null
docker run -d --name lab-right -p 8003:8000 lab:good >/dev/null
docker run -d --name lab-quick -e LOAD_SECONDS=0 lab:good >/dev/null
docker run -d --name lab-default --health-cmd 'exit 1' --health-interval 10s --health-start-period 45s --entrypoint sleep python:3.11-slim 100 >/dev/null
docker run -d --name lab-crash --restart=always lab:exec python -c 'import time; time.sleep(2); raise SystemExit(1)' >/dev/null
sleep 3
say "while the model loads: /live $(answers 8003 /live), /health $(answers 8003 /health), /ready $(answers 8003 /ready), /predict $(answers 8003 '/predict?x=1')"
freeze() {
  local frozen
  until [[ $(health lab-quick) == healthy ]]; do sleep 0.2; done
  docker kill -s STOP lab-quick >/dev/null
  frozen=$(date +%s%N)
  until [[ $(health lab-quick) == unhealthy ]]; do sleep 0.2; done
  say "frozen process: unhealthy after $(since "$frozen"), $(docker inspect --format '{{json .State.Health.Log}}' lab-quick | grep -o 'no answer[^"\\]*' | head -1)"
}
freeze >/lab/freeze &
freezing=$!

# How long docker stop takes, and how the container ended.
stopping() { # WHAT RUN-OPTIONS-AND-IMAGE…
  local what=$1 took
  shift
  docker run -d --name lab-stop "$@" >/dev/null
  sleep 1.5
  took=$(seconds docker stop lab-stop 2>/dev/null)
  say "docker stop, $what: $took s, exit code $(docker inspect --format '{{.State.ExitCode}}' lab-stop), last line \"$(docker logs lab-stop 2>&1 | tail -1)\""
  docker rm lab-stop >/dev/null
}
stopping "shell form" lab:shell
stopping "exec form" lab:exec
stopping "exec form, no handler" lab:exec python deaf.py
stopping "exec form, no handler, --init" --init lab:exec python deaf.py
stopping "shell form, --init" --init lab:shell
stopping "entrypoint script with exec" lab:script
stopping "the same script without exec" lab:child
stopping "bash -c with one command" lab:exec bash -c 'python worker.py'
say "process 1 in the shell form: $(docker run -d --name lab-one lab:shell >/dev/null; sleep 1; docker exec lab-one sh -c 'tr "\0" " " </proc/1/cmdline')"
docker rm -f lab-one >/dev/null

wait "$freezing"
until (($(date +%s%N) - begun > 50000000000)); do sleep 1; done
say "nothing to load, start period 45 s: $(noted lab-quick health_status)"
cat /lab/freeze
kill "$events"
say "30 s of loading, start period 5 s: $(noted lab-short health_status)"
say "30 s of loading, start period 45 s: $(noted lab-right health_status)"
say "probes, interval 10 s and a start period, no start interval: $(noted lab-default exec_start)"
say "curl on slim: $(health lab-curl), $(log lab-curl)"
say "/health answers $(answers 8001 /health); --restart=always, after $(since "$begun") restarts $(docker inspect --format '{{.RestartCount}}' lab-curl)"
say "a process that ends, --restart=always, restarts $(docker inspect --format '{{.RestartCount}}' lab-crash)"
docker rm -f lab-curl lab-short lab-right lab-quick lab-crash lab-default >/dev/null 2>&1
printf 'FROM lab:good\nHEALTHCHECK --interval=1s --retries=1 CMD ["curl", "-f", "http://localhost:8000/health"]\n' | docker build -q -t lab:curlexec - >/dev/null
docker run -d --name lab-curlexec lab:curlexec >/dev/null
sleep 2
say "curl in exec form: $(health lab-curlexec), $(log lab-curlexec)"
docker rm -f lab-curlexec >/dev/null

# An explicit start period of 0s.
if printf 'FROM python:3.11-slim\nHEALTHCHECK --start-period=0s CMD true\n' | docker build -t lab:zero - >/lab/zero.log 2>&1; then
  say "--start-period=0s: built, stored as $(docker inspect --format '{{json .Config.Healthcheck}}' lab:zero)"
else
  say "--start-period=0s: $(tail -1 /lab/zero.log)"
fi
docker create --name lab-zero --health-start-period 0s lab:good >/dev/null
say "--health-start-period 0s on an image with 45 s: $(docker inspect --format '{{.Config.Healthcheck.StartPeriod}}' lab-zero)"
docker rm lab-zero >/dev/null

# A request under way while the container is told to stop.
under_way() { # WHAT RUN-OPTIONS-AND-IMAGE…
  local what=$1 took
  shift
  docker run -d --name lab-way -p 8005:8000 -e LOAD_SECONDS=0 "$@" >/dev/null
  until [[ $(answers 8005 /ready) == 200 ]]; do sleep 0.2; done
  answers 8005 '/predict?x=1&seconds=3' >/lab/way &
  sleep 1
  took=$(seconds docker stop lab-way 2>/dev/null)
  wait $!
  say "a request of 3 s, stopped after 1 s, $what: answer $(cat /lab/way), stop $took s, exit code $(docker inspect --format '{{.State.ExitCode}}' lab-way)"
  docker rm lab-way >/dev/null
}
under_way "exec form" lab:good
under_way "a shell and --init" --init lab:good sh -c 'uvicorn app:app --host 0.0.0.0 --port 8000'

# The leak, under a limit.
docker run -d --name lab-leak -p 8006:8000 --memory 128m -e LOAD_SECONDS=0 lab:good uvicorn leaky:app --host 0.0.0.0 --port 8000 >/dev/null
until [[ $(answers 8006 /ready) == 200 ]]; do sleep 0.2; done
share() { curl -s "http://localhost:8006/ready" | grep -o '0\.[0-9]*' | awk '{ printf "%.0f %%", $1 * 100 }'; }
say "idle, of 128 MiB: $(share); /proc/meminfo inside says $(docker exec lab-leak awk '/MemTotal/ { printf "%.1f GB", $2 * 1024 / 1e9 }' /proc/meminfo)"
for ((i = 0; i < 60; i++)); do curl -s -o /dev/null 'http://localhost:8006/predict?x=1'; done
say "60 requests to /predict: $(share)"
full=
for ((i = 1; i < 90; i++)); do
  [[ $(answers 8006 '/leak?x=1') == 200 ]] || break
  ((i % 10)) || say "$i requests to /leak: $(curl -s http://localhost:8006/ready)"
  [[ $full ]] || [[ $(answers 8006 /ready) == 200 ]] || { full=$i; say "/ready says 503 after $i: $(curl -s http://localhost:8006/ready)"; }
done
sleep 0.5
say "killed at request $i: $(docker inspect --format 'OOMKilled {{.State.OOMKilled}}, exit code {{.State.ExitCode}}' lab-leak)"
docker rm -f lab-leak >/dev/null

# The files of cgroup v2, made by hand: a limit of 100 MB, 95 MB used, 10 MB of them cache. Then no limit.
# shellcheck disable=SC2016 # for the shell in the container
say "cgroup v2, by hand: $(docker run --rm lab:good sh -c '
  mkdir /tmp/c; echo 100000000 >/tmp/c/memory.max; echo 95000000 >/tmp/c/memory.current; echo inactive_file 10000000 >/tmp/c/memory.stat
  ask() { python -c "import memory, pathlib; print(memory.share(pathlib.Path(\"/tmp/c\")))"; }
  ask; echo max >/tmp/c/memory.max; ask' | paste -sd ';')"
say "in all: $(since "$begun")"
