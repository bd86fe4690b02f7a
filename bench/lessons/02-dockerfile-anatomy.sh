# shellcheck shell=bash disable=SC2154,SC2016 # lib.sh comes before this; programs in containers expand their own variables
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# Lesson 2: the service that tells minutes, its trainer, and what people try with their images.

name=lab-minutes
json='Content-Type: application/json'

# Starts a container in the background and waits until its gunicorn has a worker, at most 20 seconds.
start() { # [OPTION…] IMAGE [ARGUMENT…]
  docker run -d --name $name "$@" >/dev/null
  for _ in $(seq 80); do
    docker logs $name 2>&1 | grep -q 'Booting worker' && break
    sleep 0.25
  done
  sleep 1
}
gone() { docker rm -f -v $name >/dev/null; }
trap 'docker rm -f -v $name >/dev/null 2>&1 || true' EXIT

# What curl answers or complains about.
ask() { curl -sS -m 5 "$@" 2>&1 | sed 's/ after [0-9]* ms.*//' | tr -d '\n' || true; }

echo '## First service and build'
build minutes minutes
say "python:3.11-slim: $(mb "$(bytes python:3.11-slim)"); image of the service: $(mb "$(bytes lab:minutes)")"
build trained minutes -f minutes/trained-inside.Dockerfile
say "train.py prints: $(docker run --rm lab:trained python train.py)"
echo "# $(date +%s%N)" >>minutes/app.py
build trained minutes -f minutes/trained-inside.Dockerfile
say "after an edit of app.py ran again: $(ran trained | tr '\n' ';')"
build minutes minutes
say "the same edit, model copied in, ran again: $(ran minutes | tr '\n' ';')"
say "joblib file: $(wc -c <minutes/model.joblib) bytes"
say "joblib file names its class, as a pickle does: $(grep -ac 'sklearn.linear_model._base' minutes/model.joblib) line"

echo '## The naive image'
say "first build: $(seconds build naive minutes -f minutes/naive.Dockerfile) s"
say "python:3.11: $(mb "$(bytes python:3.11)"); image: $(mb "$(bytes lab:naive)")"
echo "# $(date +%s%N)" >>minutes/app.py
say "after an edit of app.py: $(seconds build naive minutes -f minutes/naive.Dockerfile) s; ran again: $(ran naive | tr '\n' ';')"
build minutes minutes
echo "# $(date +%s%N)" >>minutes/app.py
say "the service's own Dockerfile after such an edit: $(seconds build minutes minutes) s"
say "user of the naive image: $(docker run --rm lab:naive id -un)"
say "files in /app: $(docker run --rm lab:naive ls -A /app | tr '\n' ' ')"
build gcc - <<'DOCKERFILE'
FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
DOCKERFILE
say "gcc adds $(mb $(($(bytes lab:gcc) - $(bytes python:3.11-slim))))"

echo '## Ports'
start -p 8080:5000 lab:minutes
say "-p 8080:5000, localhost:8080: $(ask localhost:8080/health)"
say "-p 8080:5000, localhost:5000: $(ask localhost:5000/health)"
say "predict 6 km: $(ask localhost:8080/predict -H "$json" -d '{"km": 6}')"
say "docker port: $(docker port $name | tr '\n' ';')"
gone
start lab:minutes
say "EXPOSE only, docker port: '$(docker port $name)'; localhost:5000: $(ask localhost:5000/health)"
say "EXPOSE only, the container's own address from its Linux host: $(ask "$(docker inspect --format '{{.NetworkSettings.IPAddress}}' $name):5000/health")"
gone
start -P lab:minutes
port=$(docker port $name 5000 | head -1 | cut -d: -f2)
say "-P: host port $port: $(ask "localhost:$port/health")"
gone
start -p 8080:5000 lab:minutes gunicorn --bind 127.0.0.1:5000 app:app
say "bound to 127.0.0.1, docker port: $(docker port $name | head -1); localhost:8080: $(ask localhost:8080/health)"
say "bound to 127.0.0.1, asked inside the container: $(docker exec $name python -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:5000/health").read().decode().strip())')"
gone
start -p 5000:8080 lab:minutes
say "-p 5000:8080, localhost:5000: $(ask localhost:5000/health)"
gone

echo '## ENTRYPOINT and CMD'
build trainer trainer
say "no arguments: $(docker run --rm lab:trainer)"
say "--epochs 1000 --lr 0.001: $(docker run --rm lab:trainer --epochs 1000 --lr 0.001)"
say "--epochs 300: $(docker run --rm lab:trainer --epochs 300)"
say "python --version: $(docker run --rm lab:trainer python --version 2>&1 | tail -1)"
say "--entrypoint python, --version: $(docker run --rm --entrypoint python lab:trainer --version)"
docker run --name $name lab:trainer >/dev/null
say "afterwards: $(docker ps -a --filter name=$name --format '{{.Status}}' | cut -d' ' -f1,2)"
gone

echo '## Shell form, exec form'
build shell minutes -f minutes/shell-form.Dockerfile
for image in minutes shell; do
  start lab:$image
  say "$image: CMD is $(docker inspect --format '{{json .Config.Cmd}}' $name)"
  say "$image: process 1 is $(docker exec $name sh -c 'tr "\0" " " </proc/1/cmdline')"
  say "$image: docker stop takes $(seconds docker stop $name 2>/dev/null) s, exit code $(docker inspect --format '{{.State.ExitCode}}' $name)"
  gone
done
start -e PORT=5000 lab:minutes sh -c 'exec gunicorn --bind 0.0.0.0:$PORT app:app'
say "sh -c exec: process 1 is $(docker exec $name sh -c 'tr "\0" " " </proc/1/cmdline')"
gone
say "\$PORT in exec form: $(docker run --rm -e PORT=5000 lab:minutes gunicorn --bind '0.0.0.0:$PORT' app:app 2>&1 | grep -i error | head -1 || true)"
build quotes - <<'DOCKERFILE'
FROM debian:bookworm-slim
CMD ['echo', 'hello']
DOCKERFILE
say "single quotes: $(docker inspect --format '{{json .Config.Cmd}}' lab:quotes): $(docker run --rm lab:quotes 2>&1 || true)"

echo '## Variables'
for value in 1 ''; do
  start -p 8080:5000 -e PYTHONUNBUFFERED=$value -e PYTHONDONTWRITEBYTECODE=$value lab:minutes
  ask localhost:8080/predict -H "$json" -d '{"km": 6}' >/dev/null
  sleep 2
  say "PYTHONUNBUFFERED=$value: standard output after 2 s: '$(docker logs $name 2>/dev/null)'"
  say "PYTHONDONTWRITEBYTECODE=$value: .pyc files in the container's own layer: $(docker diff $name | grep -c 'pyc$' || true)"
  docker stop $name >/dev/null
  say "PYTHONUNBUFFERED=$value: after docker stop: '$(docker logs $name 2>/dev/null)'"
  gone
done
start -p 8080:5000 -e PYTHONUNBUFFERED= lab:minutes
ask localhost:8080/predict -H "$json" -d '{"km": 6}' >/dev/null
sleep 2
docker kill $name >/dev/null
say "PYTHONUNBUFFERED=: after docker kill: '$(docker logs $name 2>/dev/null)'"
gone
build args - --no-cache --build-arg SUITE=slim <<'DOCKERFILE'
ARG SUITE=bookworm
FROM python:3.11-slim
RUN echo "suite=[$SUITE]"
ARG SUITE
RUN echo "suite=[$SUITE]"
RUN export MODE=fast && cd /tmp
RUN echo "mode=[$MODE] folder=[$PWD]"
DOCKERFILE
say "ARG above FROM, in the stage, declared again; export and cd of another RUN: $(grep -E '^#[0-9]+ [0-9.]+ (suite|mode)' /lab/args.log | sed 's/^#[0-9]* [0-9.]* //' | tr '\n' ';')"

echo '## Which Python'
build pythons pythons || true
say "apt's python3-yaml, then python -c: $(grep -o 'ModuleNotFoundError.*' /lab/pythons.log | head -1)"
build no-python - <<'DOCKERFILE'
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-minimal && rm -rf /var/lib/apt/lists/*
CMD ["python", "app.py"]
DOCKERFILE
code=0
docker run --rm lab:no-python 2>/lab/no-python.txt || code=$?
say "python beside Debian's python3: exit code $code, $(grep -o 'exec: .*PATH' /lab/no-python.txt)"
