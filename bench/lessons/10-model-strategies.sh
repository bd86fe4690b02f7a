# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# The numbers of lesson 10. The model's file is small; the store's has 30 MB of ballast and comes at 10 MB a second.
images() { docker inspect --format '{{.Id}}' "$1" | cut -c8-19; }
chain() { docker inspect --format '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | grep .; }
tidy() {
  docker rm -f lab-store lab-one lab-two >/dev/null 2>&1 || true
  docker volume rm lab-m7 lab-naive lab-cache lab-lock >/dev/null 2>&1 || true
  docker network rm lab-net >/dev/null 2>&1 || true
}
trap tidy EXIT
tidy

echo "# baked"
build baked minutes -f minutes/baked.Dockerfile
say "$(docker run --rm --network none lab:baked)"
echo "# a comment of $(date +%N)" >>minutes/predict.py
before=$(chain lab:baked)
build baked minutes -f minutes/baked.Dockerfile
after=$(chain lab:baked)
say "after a code edit, new layers: $(comm -13 <(sort <<<"$before") <(sort <<<"$after") | wc -l) of $(wc -l <<<"$after"); these steps ran:"
ran baked

echo "# mounted"
build mounted minutes
say "image $(images lab:mounted)"
say "7: $(docker run --rm -v "$PWD/minutes/models/minutes/7:/models:ro" lab:mounted)"
say "8: $(docker run --rm -v "$PWD/minutes/models/minutes/8:/models:ro" lab:mounted)"
say "nothing mounted: $(docker run --rm lab:mounted 2>&1 | tail -1)"
say "writing to it: $(docker run --rm -v "$PWD/minutes/models/minutes/7:/models:ro" lab:mounted touch /models/x 2>&1)"
docker volume create lab-m7 >/dev/null
docker run --rm -v lab-m7:/models -v "$PWD/minutes/models/minutes/7:/from:ro" debian:bookworm-slim cp /from/model.npz /models/
say "from a volume: $(docker run --rm -v lab-m7:/models:ro lab:mounted)"

echo "# downloaded"
build store store
build naive minutes -f minutes/naive.Dockerfile
build download minutes -f minutes/download.Dockerfile
docker network create lab-net >/dev/null
docker run -d --name lab-store --network lab-net lab:store >/dev/null
until docker exec lab-store python -c 'import urllib.request; urllib.request.urlopen("http://localhost:8080/")' 2>/dev/null; do sleep 0.2; done
sum=$(docker exec lab-store python -c 'import json; print(json.load(open("/srv/minutes/7.json"))["sha256"])')
say "the store's file: $(mb "$(docker exec lab-store stat -c %s /srv/minutes/7.npz)"), $sum"
url=http://lab-store:8080/minutes/7.npz
start() { docker run --network lab-net -e MODEL_URL=$url -e MODEL_SHA256="$sum" "$@"; }

killed() { # VOLUME IMAGE: starts a container, kills it in the middle of its download
  start -d --name lab-one -v "$1:/models" "$2" >/dev/null
  sleep 1.5
  docker kill lab-one >/dev/null
  docker rm lab-one >/dev/null
  docker run --rm -v "$1:/models" debian:bookworm-slim sh -c 'find /models -type f -exec stat -c "    %n %s" {} +' | sed "s/$sum/…/"
}
say "naive, killed; in the volume:"
killed lab-naive lab:naive
say "naive, started again: $(start --rm -v lab-naive:/models lab:naive 2>&1 | tail -1)"
say "and once more: $(start --rm -v lab-naive:/models lab:naive 2>&1 | tail -1)"
say "fetch.py, killed; in the volume:"
killed lab-cache lab:download
say "fetch.py, started again: $(start --rm -v lab-cache:/models lab:download | tr '\n' ' ')"
docker run --rm -v lab-cache:/models debian:bookworm-slim sh -c 'find /models -type f -exec stat -c "    %n %s" {} +' | sed "s/$sum/…/"

best() { for _ in 1 2; do seconds "$@"; done 2>/dev/null | sort -n | head -1; }
say "to the first answer, baked: $(best docker run --rm lab:baked) s"
say "mounted: $(best docker run --rm -v lab-m7:/models:ro lab:mounted) s"
say "downloaded, empty cache: $(seconds start --rm lab:download 2>/dev/null) s"
say "downloaded, full cache: $(best start --rm -v lab-cache:/models lab:download) s"
say "wrong checksum: $(docker run --rm --network lab-net -e MODEL_URL=http://lab-store:8080/minutes/8.npz -e MODEL_SHA256="$sum" lab:download 2>&1 | tail -1 | cut -c1-40)"
docker volume create lab-lock >/dev/null
start -d --name lab-one -v lab-lock:/models lab:download >/dev/null
start -d --name lab-two -v lab-lock:/models lab:download >/dev/null
docker wait lab-one lab-two >/dev/null
say "two at once: $( (docker logs lab-one; docker logs lab-two) 2>&1 | sort | uniq -c | tr -s ' ' | tr '\n' ';')"
docker rm lab-one lab-two >/dev/null
say "the program has process number: $(start --rm -v lab-cache:/models lab:download python -c 'import os; print(os.getpid())')"

echo "# registry"
build registry minutes -f minutes/registry.Dockerfile
ask() { docker run --rm --network lab-net -v lab-cache:/models -e MODEL_REGISTRY=http://lab-store:8080 -e MODEL_NAME=minutes -e MODEL_VERSION="$1" lab:registry | grep -v fetching; }
say "image $(images lab:registry)"
ask 7
ask 8
ask champion
docker exec lab-store cp /srv/minutes/8.json /srv/minutes/champion.json
say "alias moved:"
ask champion
docker stop -t 0 lab-store >/dev/null
say "registry away: $(ask 7 2>&1 | tail -1)"
say "the same image, the file in the cache, no registry: $(start --rm -v lab-cache:/models lab:download)"

echo "# layered"
build minutes minutes -f minutes/layered.Dockerfile --target minutes
build stars minutes -f minutes/layered.Dockerfile --target stars
say "shared layers: $(comm -12 <(chain lab:minutes | sort) <(chain lab:stars | sort) | wc -l) of $(chain lab:minutes | wc -l) and $(chain lab:stars | wc -l)"
say "sizes: $(mb "$(bytes lab:minutes)"), $(mb "$(bytes lab:stars)"), of it not shared: $(layers lab:stars | awk -F'\t' '/COPY (models|predict)/ { n += $1 } END { print n }') bytes"
docker run --rm --network none lab:minutes
docker run --rm --network none lab:stars
say "saved: minutes $(mb "$(docker save lab:minutes | wc -c)"), stars $(mb "$(docker save lab:stars | wc -c)"), both in one archive $(mb "$(docker save lab:minutes lab:stars | wc -c)")"
