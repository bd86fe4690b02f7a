# shellcheck shell=bash disable=SC2154,SC2164,SC2103 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
cd scoring

# Size of the layer that the step with this text made.
layer() { # IMAGE TEXT
  layers "$1" | awk -F '\t' -v text="$2" 'index($2, text) && !found++ { printf "%.1f MB\n", $1 / 1e6 }'
}

# Which of these programs an image has.
has() { # IMAGE PROGRAM…
  local image=$1
  shift
  docker run --rm "$image" sh -c 'for p; do command -v "$p"; done; true' - "$@" | tr '\n' ' '
}

say "one service, five Dockerfiles"
for way in naive left "" prefix wheels; do
  tag=${way:-venv}
  build "$tag" . -f "${way:+$way.}Dockerfile"
  say "$tag: $(mb "$(bytes "lab:$tag")"), has: $(has "lab:$tag" gcc make)"
  docker run --rm "lab:$tag" python -c 'import fastscore, flask, numpy; assert fastscore.dot([1, 2], [3, 4]) == 11'
done
say "base of the builder: $(mb "$(bytes python:3.11)"), of the final stage: $(mb "$(bytes python:3.11-slim)")"
say "layer of COPY --from, venv: $(layer lab:venv 'COPY /opt/venv'), prefix: $(layer lab:prefix 'COPY /install'), of RUN, wheels: $(layer lab:wheels 'RUN /bin/sh')"
say "layer with gcc: $(layer lab:left 'gcc libc6-dev')"
say "pip and setuptools in the venv: $(mb "$(docker run --rm lab:venv sh -c 'du -sbc /opt/venv/lib/python3.11/site-packages/pip /opt/venv/lib/python3.11/site-packages/setuptools /opt/venv/lib/python3.11/site-packages/pkg_resources /opt/venv/lib/python3.11/site-packages/_distutils_hack | tail -1 | cut -f1')")"
say "files of the app in naive: $(docker run --rm lab:naive ls -A /app | tr '\n' ' ')"

say "nothing to compile"
printf 'FROM python:3.11-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' >one.Dockerfile
printf 'FROM python:3.11-slim AS b\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --prefix=/install -r requirements.txt\nFROM python:3.11-slim\nCOPY --from=b /install /usr/local\n' >two.Dockerfile
build one . -f one.Dockerfile
build two . -f two.Dockerfile
say "one stage: $(mb "$(bytes lab:one)"), two stages: $(mb "$(bytes lab:two)")"

say "after an edit of app.py"
printf '# edited at %s\n' "$(date +%s%N)" >>app.py
say "$(seconds build venv .) s, ran: $(ran venv | tr '\n' ';')"

say "stages"
say "steps of the test stage in a plain build: $(grep -c '\[test ' /lab/venv.log || true)"
build test . --target test
say "with --target test: $(grep -o '^#[0-9]* \[test [0-9]/[0-9]\]' /lab/test.log | sort -u | wc -l), builder steps: $(grep -o '\[builder [0-9]/[0-9]\]' /lab/test.log | sort -u | wc -l), final: $(grep -c '\[stage-2' /lab/test.log || true)"

say "the user site"
build user-site . -f user-site.Dockerfile || say "$(grep -m1 -o 'root finds /root.*' /lab/user-site.log) / $(grep -m1 -o 'ModuleNotFoundError.*' /lab/user-site.log)"
say "/root: $(docker run --rm python:3.11-slim stat -c %A /root), user 1000 looks in: $(docker run --rm --user 1000 -e HOME=/home/app python:3.11-slim python -c 'import site; print(site.getusersitepackages())')"
sed -e 's/^USER app/RUN chmod 755 \/root\nUSER app/' user-site.Dockerfile >open.Dockerfile
build open . -f open.Dockerfile || say "with /root open to all: $(grep -m1 -o 'ModuleNotFoundError.*' /lab/open.log)"

say "variables"
build variables . -f variables.Dockerfile
say "$(docker run --rm lab:variables sh -c 'cat /builder.txt /final.txt /again.txt' | tr '\n' ';') labels: $(docker inspect -f '{{json .Config.Labels}}' lab:variables)"
build variables . -f variables.Dockerfile --build-arg VERSION=2.0.0
say "with --build-arg: $(docker run --rm lab:variables sh -c 'cat /builder.txt /final.txt /again.txt' | tr '\n' ';')"

say "what is missing in the final stage"
build openmp . -f openmp.Dockerfile || say "$(grep -m1 -o 'ImportError.*' /lab/openmp.log)"
awk '/^FROM/ { n++ } !(n == 3 && /^ENV PATH/)' Dockerfile >path.Dockerfile
build path . -f path.Dockerfile
say "PATH forgotten: $(docker run --rm lab:path 2>&1 | grep -o 'exec: .*' | head -1) / $(docker run --rm lab:path python -c 'import fastscore' 2>&1 | tail -1)"
sed '$!b;s/.*/CMD ["python", "-c", "import fastscore"]/' Dockerfile | awk '/^FROM/ { n++ } n == 3 { sub("python:3.11-slim", "debian:bookworm-slim") } 1' >other.Dockerfile
build other . -f other.Dockerfile
say "another base: $(docker run --rm lab:other 2>&1 | tail -1) / $(docker run --rm --entrypoint ls lab:other -l /opt/venv/bin/python | grep -o '/opt.*')"
