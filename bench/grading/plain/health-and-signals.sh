# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
build_twice

# The probe at the pace at which Drydock watches it.
start --health-interval 500ms --health-start-period 30s --health-retries 1
answers 8000/live
[[ $(curl -s -o /dev/null -w '%{http_code}' "http://$address:8000/ready") == 503 ]] || {
  echo "GET /ready is not 503 while the model loads" >&2
  exit 1
}
# run.stays looks 24 seconds after the start.
until_second 24
look
get 8000/ready
post 8000/predict '{"features": [4.0, 2, 1]}'
get 9001/recorder
get 9001/recorder
is() { [[ $(docker inspect --format "{{.State.Health.$1}}" "$id") == "$2" ]]; }
until is Status healthy; do sleep 0.05; done

kill -STOP "$(docker inspect --format '{{.State.Pid}}' "$id")"
until (($(docker inspect --format '{{.State.Health.FailingStreak}}' "$id") >= 2)); do sleep 0.05; done
kill -CONT "$(docker inspect --format '{{.State.Pid}}' "$id")"

# Asked once before, and once while it is told to stop.
post 8000/predict '{"features": [4.0, 2, 1], "delay": 2}'
post 8000/predict '{"features": [4.0, 2, 1], "delay": 2}' &
sleep 0.5
docker stop -t 5 "$id" >/dev/null
wait $!
docker rm -f "$id" >/dev/null
