# shellcheck shell=bash
# What a grading of first-ml-container does, one step after another, with the tools of the sandbox. Runs inside of it.
#   plain.sh MIRROR-ADDRESS NONCE          the context lies in /plain/context
set -euo pipefail
mirror=$1 nonce=$2
cd /plain/context
build() { docker build -q --add-host "mirror:$mirror" -t "$1" . >/dev/null; }

build plain:a
build plain:b
printf '# %s\n' "$nonce" >>app.py
build plain:c
docker history -q plain:a >/dev/null
docker inspect plain:a >/dev/null

docker network create --internal plain >/dev/null
id=$(docker run -d --network plain --cap-drop ALL --security-opt no-new-privileges --memory 1g --memory-swap 1g --cpus 1.5 \
  --pids-limit 256 plain:a)
started=$(date +%s%N)
address=$(docker inspect --format '{{.NetworkSettings.Networks.plain.IPAddress}}' "$id")
until curl -fsS -o /dev/null "http://$address:5000/health" 2>/dev/null; do sleep 0.05; done
# run.stays looks three seconds after the start.
left=$((3000000000 - ($(date +%s%N) - started)))
((left <= 0)) || sleep "$((left / 1000000000)).$(printf %09d $((left % 1000000000)))"
pid=$(docker inspect --format '{{.State.Pid}}' "$id")
cat "/proc/$pid/status" "/proc/$pid/cmdline" "/proc/$pid/net/tcp" >/dev/null
curl -fsS -o /dev/null "http://$address:5000/health"
for flower in '[5.1, 3.5, 1.4, 0.2]' '[6.3, 3.3, 6.0, 2.5]'; do
  curl -fsS -o /dev/null -H 'Content-Type: application/json' -d "{\"features\": $flower}" "http://$address:5000/predict"
done
docker rm -f "$id" >/dev/null
