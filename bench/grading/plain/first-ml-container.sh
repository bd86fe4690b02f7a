# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
build_twice
rebuild_after app.py plain:c
# packages.stable: everything once more, without the cache.
build plain:d --no-cache
docker inspect plain:d >/dev/null

start
answers 5000/health
# run.stays looks three seconds after the start.
until_second 3
look
get 5000/health
for flower in '[5.1, 3.5, 1.4, 0.2]' '[6.3, 3.3, 6.0, 2.5]'; do post 5000/predict "{\"features\": $flower}"; done
docker rm -f "$id" >/dev/null
