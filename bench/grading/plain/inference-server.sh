# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
build_twice
rebuild_after app.py plain:c
# Here the packages are installed once more.
rebuild_after requirements.txt plain:d

start
answers 8000/health
# run.stays looks three seconds after the start.
until_second 3
look
get 8000/health
post 8000/predict '{"alcohol": 13.74, "flavanoids": 3.24, "color_intensity": 5.1, "proline": 1190}'
post 8000/predict '{"alcohol": 12.8, "flavanoids": 0.6, "color_intensity": 8.0, "proline": 600}'
# logs.unbuffered: the line has to be there within a second.
post 8000/predict '{"alcohol": 12.37, "flavanoids": 1.85, "color_intensity": 2.9, "proline": 480}'
until docker logs "$id" 2>&1 | grep -q 'alcohol=12.37'; do sleep 0.05; done
docker rm -f "$id" >/dev/null

docker run --rm "${limits[@]}" --entrypoint python plain:a -c 'import sys; print(sys.dont_write_bytecode)' >/dev/null
