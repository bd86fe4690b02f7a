# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# Lesson 6: what bases weigh, which tag names what, what a missing library costs, what two builds have in common.

# Bytes of an image's layers as the registry stores them.
download() { # REPOSITORY:TAG
  curl -fsS -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    "http://$mirror:5000/v2/${1%:*}/manifests/${1##*:}" |
    awk '/"layers"/ { inside = 1 } inside && /"size"/ { gsub(/[^0-9]/, ""); sum += $0 } END { print sum }'
}
# Debian's packages in an image.
packages() { docker run --rm --network none --entrypoint sh "$1" -c 'dpkg -l | grep -c ^ii'; }
id() { docker image inspect --format '{{.Id}}' "$1"; }
first() { cut -c8-19; }
file_layers() { docker image inspect --format '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | grep .; }
# What a RUN printed.
said() { awk '/^#[0-9]+ [0-9.]+ / { $1 = $2 = ""; print substr($0, 3) }' "/lab/$1.log"; }

echo "Bases (stand-ins): disk, download, Debian packages"
for base in debian:bookworm-slim python:3.11-slim python:3.11 eclipse-temurin:25-jre-noble \
  nvidia/cuda:11.8.0-runtime-ubuntu22.04 nvidia/cuda:11.8.0-devel-ubuntu22.04; do
  name=$base
  [[ $name == */* ]] || name=library/$name
  say "$base: $(mb "$(bytes $base)"), $(mb "$(download "$name")"), $(packages $base) packages"
done

echo "One tag, two images"
variant() { printf 'FROM debian:bookworm-slim\nRUN echo %s > /day\n' "$1" | docker build -q -t "lab:$1" - >/dev/null; }
variant monday
variant tuesday
docker tag lab:monday lab:base
say "lab:base on Monday: $(id lab:base | first)"
docker tag lab:tuesday lab:base
say "lab:base on Tuesday: $(id lab:base | first), and it says $(docker run --rm --network none lab:base cat /day)"
say "by Monday's ID: $(docker run --rm --network none "$(id lab:monday)" cat /day)"
digest=$(docker image inspect --format '{{index .RepoDigests 0}}' python:3.11-slim)
printf 'FROM python:3.11@%s\nRUN dpkg -l | grep -c ^ii\n' "${digest#*@}" |
  docker build --progress plain --no-cache - >/lab/other.log 2>&1
say "FROM python:3.11@DIGEST-OF-SLIM: $(said other) packages, so the digest counted"

echo "Hashes"
code=0
build hashes hashes || code=$?
say "wrong hash: exit code $code, $(said hashes | grep -o -m1 'THESE PACKAGES DO NOT MATCH THE HASHES')"
mkdir -p /lab/hashed
printf '%s\n' itsdangerous==2.1.2 >/lab/hashed/requirements.txt
docker run --rm --add-host "mirror:$mirror" python:3.11-slim sh -c \
  'pip download -q -d /w itsdangerous==2.1.2 && pip hash /w/*.whl' | grep -o -e '--hash=.*' >/lab/hash
printf 'itsdangerous==2.1.2 %s\n' "$(cat /lab/hash)" >/lab/hashed/requirements.txt
cp hashes/Dockerfile /lab/hashed/
build hashed /lab/hashed && say "right hash: built"
say "scikit-learn for musl: $(docker run --rm --add-host "mirror:$mirror" python:3.11-slim \
  pip download -q --only-binary :all: --platform musllinux_1_2_x86_64 --platform musllinux_1_1_x86_64 -d /w scikit-learn==1.2.1 2>&1 | tail -1)"

echo "The missing library"
build slim score -f score/two-bases.Dockerfile
build full score -f score/two-bases.Dockerfile --build-arg VARIANT=3.11
say "on the full base: $(docker run --rm --network none lab:full), $(mb "$(bytes lab:full)")"
code=0
docker run --rm --network none lab:slim >/lab/slim.out 2>&1 || code=$?
say "on slim: built, $(mb "$(bytes lab:slim)"); at run exit code $code, $(tail -1 /lab/slim.out)"
docker run -d --name lab-loop --network none --restart on-failure:3 lab:slim >/dev/null
for ((i = 0; i < 40; i++)); do
  [[ $(docker inspect --format '{{.RestartCount}} {{.State.Status}}' lab-loop) == "3 exited" ]] && break
  sleep 1
done
say "with --restart on-failure:3: $(docker inspect --format '{{.RestartCount}} restarts, then {{.State.Status}}' lab-loop)"
docker rm -f lab-loop >/dev/null
site=/usr/local/lib/python3.11/site-packages
say "on slim, files that look for a library in vain: $(docker run --rm --network none lab:slim sh -c \
  "find $site -name '*.so*' -exec ldd {} + | grep 'not found' | sort | uniq -c" | tr -s ' ')"
say "who has it: $(docker run --rm --network none lab:full dpkg -S libgomp.so.1 | head -1)"
code=0
build gate score -f score/gate.Dockerfile || code=$?
say "the gate: exit code $code, $(said gate | grep -m1 ImportError)"
code=0
build alone score -f score/install-alone.Dockerfile || code=$?
say "install alone: exit code $code, $(said alone | tail -1)"
build fixed score
say "fixed: $(docker run --rm --network none lab:fixed), $(mb "$(bytes lab:fixed)")"
say "the library itself: $(docker run --rm --network none lab:fixed stat -Lc %s /usr/lib/x86_64-linux-gnu/libgomp.so.1) bytes"
say "the apt layer: $(mb "$(layers lab:fixed | awk -F'\t' '/apt-get/ { print $1 }')"), the gate: $(layers lab:fixed | awk -F'\t' '/import score/ { print $1 }') bytes"

echo "The same build twice"
for n in 1 2; do
  # A second apart: layers know whole seconds.
  sleep 1.1
  build plain$n repeat -f repeat/plain.Dockerfile --no-cache
  sleep 1.1
  build dated$n repeat -f repeat/plain.Dockerfile --no-cache --build-arg SOURCE_DATE_EPOCH=1700000000
  sleep 1.1
  build asked$n repeat -f repeat/plain.Dockerfile --no-cache --build-arg SOURCE_DATE_EPOCH=1700000000 \
    --output type=image,name=lab:asked$n,rewrite-timestamp=true
  build exact$n repeat --no-cache --build-arg SOURCE_DATE_EPOCH=1700000000
done
for way in plain dated asked exact; do
  same=$(comm -12 <(file_layers lab:${way}1 | sort) <(file_layers lab:${way}2 | sort) | wc -l)
  say "$way: $(id lab:${way}1 | first) and $(id lab:${way}2 | first), $same of $(file_layers lab:${way}1 | wc -l) layers alike," \
    "created $(docker image inspect --format '{{.Created}}' lab:${way}1)"
done
