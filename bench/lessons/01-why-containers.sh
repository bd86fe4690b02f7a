# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# The numbers of lesson 1.
build fraud fraud
tidy() { docker rm -f lab-one lab-two lab-three >/dev/null 2>&1 || true; }
trap tidy EXIT
tidy

echo "# drift: one payment, two time zones"
say "UTC: $(docker run --rm lab:fraud)"
say "Helsinki: $(docker run --rm -e TZ=Europe/Helsinki lab:fraud)"

echo "# venv: where its Python and its C library are"
say "python of a venv: $(docker run --rm lab:fraud sh -c 'python -m venv --without-pip /tmp/v && readlink /tmp/v/bin/python')"
say "libc that NumPy loads: $(docker run --rm lab:fraud sh -c 'ldd /usr/local/lib/python3.11/site-packages/numpy/core/_multiarray_umath*.so' | grep -o '=> /[^ ]*libc.so.6')"

echo "# isolation"
docker run --rm lab:fraud python score.py --where
say "the host's system: $(sed -n 's/^PRETTY_NAME=//p' /etc/os-release)"
say "the host's kernel: $(uname -r | cut -d- -f1)"
for name in one two three; do docker run -d --name lab-$name lab:fraud sleep 600 >/dev/null; done
say "processes that a container sees: $(docker exec lab-one sh -c 'echo /proc/[0-9]*' | wc -w) (sh included)"
say "the host sees the container's first process: $(cat "/proc/$(docker inspect --format '{{.State.Pid}}' lab-one)/comm")"

echo "# one image, three containers"
say "the image: $(mb "$(bytes lab:fraud)"), the base: $(mb "$(bytes python:3.11-slim)")"
docker exec lab-one sed -i 's/tm_hour < 6/tm_hour < 23/' score.py
docker stop -t 0 lab-three >/dev/null
say "one, edited: $(docker exec lab-one python score.py)"
say "two: $(docker exec lab-two python score.py)"
docker diff lab-one
docker ps -a -s --filter name=lab- --format '{{.Names}}	{{.Status}}	{{.Size}}'
docker rm -f lab-one >/dev/null
docker run -d --name lab-one lab:fraud sleep 600 >/dev/null
say "one, made anew: $(docker exec lab-one python score.py)"

echo "# start-up, best of three runs"
best() { for _ in 1 2 3; do seconds "$@"; done | sort -n | head -1; }
say "a container that runs true: $(best docker run --rm lab:fraud true) s"
say "a container that starts Python: $(best docker run --rm lab:fraud python -c pass) s"
say "a container that imports scipy.stats: $(best docker run --rm lab:fraud python -c 'import scipy.stats') s"

echo "# another CPU"
build other-cpu other-cpu || true
say "$(grep -om1 'exec /bin/for-arm: .*' /lab/other-cpu.log)"
