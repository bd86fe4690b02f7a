# shellcheck shell=bash disable=SC2154,SC2164,SC2103 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"

# A file of random bytes; random, so that nothing along the way makes it smaller.
filler() { # FILE BYTES
  mkdir -p "$(dirname "$1")"
  head -c "$2" /dev/urandom >"$1"
}

# What the last build of TAG says about the context: the bytes that the client sent.
sent() { # TAG
  grep -o 'transferring context: [0-9.]*[kMG]*B' "/lab/$1.log" | tail -1 | cut -d' ' -f3
}

# The builder forgets what clients sent to it, and only that.
forget() { docker builder prune -af --filter type=source.local >/dev/null; }

# Size of the layer that the step with this text made.
layer() { # IMAGE TEXT
  layers "$1" | awk -F '\t' -v text="$2" 'index($2, text) && !found++ { if ($1 < 1e5) print $1 " B"; else printf "%.1f MB\n", $1 / 1e6 }'
}

# Files in /app of an image whose names match.
inside() { # IMAGE NAME
  docker run --rm "$1" find /app -path "$2" -type f | sort
}

say "the project, as it grows on a laptop"
cd churn
mv .dockerignore ../full.dockerignore
filler .git/objects/pack/pack-3f9c.pack 40000000
printf 'ref: refs/heads/main\n' >.git/HEAD
for i in $(seq 300); do filler ".venv/lib/python3.11/site-packages/package$i/code.so" 200000; done
filler data/raw/2025.parquet 200000000
filler models/checkpoints/epoch-09.pt 90000000
filler notebooks/explore.ipynb 2400000
filler tests/data/sample.csv 5000
for i in __pycache__/conftest src/churn/__pycache__/app src/churn/__pycache__/__init__ tests/__pycache__/test_app; do
  filler "$i.cpython-311.pyc" 4000
done
printf 'WAREHOUSE_PASSWORD=no-real-password\n' >.env
say "bytes on disk: $(mb "$(find . -type f -printf '%s\n' | awk '{ n += $1 } END { print n }')")"

say "named copies, no ignore file"
build named . -f named.Dockerfile
forget
say "time: $(seconds build named . -f named.Dockerfile) s, sent: $(sent named)"

say "COPY . . without an ignore file"
forget
say "first: $(seconds build all .) s, sent: $(sent all), layer: $(layer lab:all 'COPY . .')"
say "again, nothing changed: $(seconds build all .) s, sent: $(sent all), COPY ran: $(ran all | grep -c 'COPY \. \.' || true)"
printf 'a1b2c3\n' >.git/ORIG_HEAD
say "after a commit: $(seconds build all .) s, sent: $(sent all), COPY ran: $(ran all | grep -c 'COPY \. \.' || true)"
say "image: $(mb "$(bytes lab:all)")"

say "COPY . . with the ignore file"
cp ../full.dockerignore .dockerignore
forget
say "first: $(seconds build some .) s, sent: $(sent some), layer: $(layer lab:some 'COPY . .')"
printf 'd4e5f6\n' >.git/ORIG_HEAD
filler notebooks/explore.ipynb 2500000
say "after a commit and a run of the notebook: $(seconds build some .) s, sent: $(sent some), COPY ran: $(ran some | grep -c 'COPY \. \.' || true)"
printf '# comment\n' >>Dockerfile
build some .
say "after a comment in the Dockerfile: COPY ran: $(ran some | grep -c 'COPY \. \.' || true)"
say "image: $(mb "$(bytes lab:some)")"
say "files: $(inside lab:some '*' | tr '\n' ' ')"

say "the old builder, named copies"
mv .dockerignore ../full.dockerignore
say "without an ignore file: $(DOCKER_BUILDKIT=0 docker build --add-host "mirror:$mirror" -t lab:old -f named.Dockerfile . 2>&1 | tr '\r' '\n' | grep 'Sending build context' | tail -1)"
cp ../full.dockerignore .dockerignore
say "with it: $(DOCKER_BUILDKIT=0 docker build --add-host "mirror:$mirror" -t lab:old -f named.Dockerfile . 2>&1 | tr '\r' '\n' | grep 'Sending build context' | tail -1)"

say "nested caches"
printf '.git\n.venv\ndata\nmodels/checkpoints\n.env\n__pycache__/\n*.pyc\n' >.dockerignore
build rooted .
say "__pycache__/ and *.pyc: $(inside lab:rooted '*.pyc' | tr '\n' ' ')"
printf '.git\n.venv\ndata\nmodels/checkpoints\n.env\n**/__pycache__\n**/*.pyc\n' >.dockerignore
build anywhere .
say "**/__pycache__ and **/*.pyc: $(inside lab:anywhere '*.pyc' | wc -l)"

say "an ignore file for one Dockerfile"
cd ../churn
printf 'src\n' >named.Dockerfile.dockerignore
if build named . -f named.Dockerfile; then say "not read"; else say "named.Dockerfile.dockerignore: $(grep -o '"/src": not found' /lab/named.log | head -1)"; fi

say "messages"
cd ..
say "models ignored: $(build failing model-ignored || grep '^ERROR' /lab/failing.log)"
say "README ignored: $(build failing readme-ignored || grep -m1 -o "FileNotFoundError.*" /lab/failing.log)"
cd /lab && rm -rf full.dockerignore
