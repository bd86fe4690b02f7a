# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"

# What a command prints last, errors included; a failing one is no failure here.
last() { # COMMAND…
  { "$@" 2>&1 || true; } | tail -n 1
}

# The exit code of a command whose output does not matter.
code() { # COMMAND…
  local got=0
  "$@" >/dev/null 2>&1 || got=$?
  echo "$got"
}

# How often a word occurs in an image: in its history, and in the files of its layers, hidden ones included.
history_hits() { docker history --no-trunc --format '{{.CreatedBy}}' "$1" | grep -c "$2" || true; }
layer_hits() { # IMAGE WORD
  local folder hits=0 file
  folder=$(mktemp -d)
  docker save "$1" | tar x -C "$folder"
  for file in "$folder"/blobs/sha256/*; do
    if (($(tar xOf "$file" 2>/dev/null | grep -acF "$2" || true) > 0)); then hits=$((hits + 1)); fi
  done
  rm -rf "$folder"
  echo "$hits"
}

for name in root denied early; do build "$name" rents -f "rents/$name.Dockerfile" || true; done
build rents rents
build setuid setuid
sed '/^RUN python -c/d' rents/denied.Dockerfile >rents/ungated.Dockerfile
build ungated rents -f rents/ungated.Dockerfile

say "who: without USER: $(docker run --rm lab:root id)"
say "who: with USER 1000:1000: $(docker run --rm lab:rents id)"
say "who: with --user 1000, no group: $(docker run --rm --user 1000 debian:bookworm-slim id)"
docker run -d --name lab-root lab:root >/dev/null
say "who: root rewrites /app/app.py: $(last docker exec lab-root sh -c 'echo "# changed" >> /app/app.py && echo yes')"
docker rm -f lab-root >/dev/null
say "who: uid 1000 rewrites /app/app.py: $(last docker run --rm lab:rents sh -c 'echo "# changed" >> /app/app.py && echo yes')"
say "denied: the build: $(grep -o 'PermissionError.*' /lab/denied.log | head -n 1)"
say "denied: without the gate the container ends with: $(code docker run --rm lab:ungated)"
say "early: pip: $(grep -o 'ERROR: Could not install.*' /lab/early.log | head -n 1)"

say "files: home: $(docker run --rm lab:rents python -c 'from pathlib import Path; print(Path.home())')"
say "files: a cache in it: $(last docker run --rm lab:rents python -c 'from pathlib import Path; (Path.home() / ".cache").mkdir(parents=True)')"
say "files: /app/logs in the image: $(docker run --rm lab:rents stat -c '%A %u:%g' /app/logs)"
say "files: an empty named volume there: $(docker run --rm -v lab-logs:/app/logs lab:rents stat -c '%A %u:%g' /app/logs)"
docker volume rm lab-logs >/dev/null
say "files: a named volume where the image has nothing: $(docker run --rm -v lab-new:/data lab:rents stat -c '%A %u:%g' /data)"
docker volume rm lab-new >/dev/null
# As on an engine that shifts no user ids, hence --userns host.
mkdir -p /lab/mine
chown 1001:1001 /lab/mine
say "files: a bind mount of uid 1001's directory: $(docker run --rm --userns host -v /lab/mine:/data lab:rents stat -c '%A %u:%g' /data)"
say "files: writing there as 1000: $(last docker run --rm --userns host -v /lab/mine:/data lab:rents touch /data/x)"
say "files: writing there as --user 1001:1001: $(code docker run --rm --userns host --user 1001:1001 -v /lab/mine:/data lab:rents touch /data/x)"
docker run --rm --userns host -v /lab/mine:/data lab:root touch /data/root
say "files: what a root container wrote there belongs on the host to: $(stat -c '%u:%g' /lab/mine/root)"
say "files: -v of a path that the host lacks: $(docker run --rm -v /lab/lacking:/data lab:rents stat -c '%A %u:%g' /data)"
say "files: --mount of one: $(docker run --rm --mount type=bind,src=/lab/lacking2,dst=/data lab:rents true 2>&1 | grep -o 'bind source.*' || true)"
cp -r rents /lab/modes
chmod 600 /lab/modes/app.py
build modes /lab/modes
say "files: app.py with mode 600: $(docker run --rm lab:modes 2>&1 | grep -o 'PermissionError.*' | head -n 1)"

for flag in '' '--cap-drop ALL'; do
  # shellcheck disable=SC2086 # several options
  say "capabilities: root, ${flag:-default}: $(docker run --rm $flag lab:root grep CapEff /proc/self/status)"
  # shellcheck disable=SC2086
  say "capabilities: uid 1000, ${flag:-default}: $(docker run --rm $flag lab:rents grep CapEff /proc/self/status)"
done
say "capabilities: root without any, chown: $(last docker run --rm --cap-drop ALL lab:root chown 1000 /app)"
say "capabilities: root without any, writing where 1000 may: $(last docker run --rm --user 0 --cap-drop ALL lab:rents touch /app/logs/x)"
say "capabilities: root without any, becoming 1000: $(last docker run --rm --cap-drop ALL debian:bookworm-slim setpriv --reuid 1000 --clear-groups id)"
say "capabilities: with SETUID and SETGID: $(last docker run --rm --cap-drop ALL --cap-add SETUID --cap-add SETGID debian:bookworm-slim setpriv --reuid 1000 --regid 1000 --clear-groups id)"
say "capabilities: uid 1000 without any, port 80: $(last docker run --rm --cap-drop ALL lab:rents timeout 2 python -u -m http.server 80)"
say "capabilities: setuid programs in python:3.11-slim: $(docker run --rm lab:root sh -c 'find / -xdev -perm -4000 -type f' | wc -l)"
say "capabilities: a setuid program: $(docker run --rm lab:setuid)"
say "capabilities: the same, all dropped: $(docker run --rm --cap-drop ALL lab:setuid)"
say "capabilities: the same, no-new-privileges: $(docker run --rm --security-opt no-new-privileges lab:setuid)"

say "read-only: bare: $(last docker run --rm --read-only -v lab-logs:/app/logs lab:rents), exit code $(code docker run --rm --read-only -v lab-logs:/app/logs lab:rents)"
docker run -d --name lab-hard -p 8017:8000 --read-only --tmpfs /tmp:size=64m -v lab-logs:/app/logs --cap-drop ALL \
  --security-opt no-new-privileges --memory 512m --pids-limit 64 lab:rents >/dev/null
sleep 3
say "read-only: all flags, answer: $(last curl -s -X POST -H 'Content-Type: application/json' -d '{"area": 60}' http://localhost:8017/predict)"
say "read-only: rewriting the code: $(last docker exec lab-hard sh -c 'echo x >> /app/app.py')"
say "read-only: the same as root: $(last docker exec --user 0 lab-hard sh -c 'echo x >> /app/app.py')"
say "read-only: the log: $(last docker exec lab-hard cat /app/logs/requests.log)"
say "read-only: mount of /tmp: $(docker exec lab-hard grep ' /tmp ' /proc/mounts)"
docker rm -f lab-hard >/dev/null
# shellcheck disable=SC2016 # for the shell in the container
try='for path in /app/app.py /usr/local/lib/python3.11/site-packages/new /etc/new /var/tmp/new /tmp/new /app/logs/new; do
  if touch $path 2>/dev/null; then case $path in */new) rm $path ;; esac; printf "%s yes; " $path; else printf "%s no; " $path; fi; done'
say "matrix: root: $(docker run --rm --user 0 -v lab-logs:/app/logs lab:rents sh -c "$try")"
say "matrix: 1000: $(docker run --rm -v lab-logs:/app/logs lab:rents sh -c "$try")"
say "matrix: 1000, --read-only --tmpfs /tmp: $(docker run --rm --read-only --tmpfs /tmp -v lab-logs:/app/logs lab:rents sh -c "$try")"
say "matrix: root, --read-only --tmpfs /tmp: $(docker run --rm --user 0 --read-only --tmpfs /tmp -v lab-logs:/app/logs lab:rents sh -c "$try")"
docker volume rm lab-logs >/dev/null
say "read-only: logs in a plain tmpfs: $(docker run --rm --read-only --tmpfs /tmp --tmpfs /app/logs lab:rents 2>&1 | grep -o 'PermissionError.*' | head -n 1)"
say "read-only: logs in a tmpfs with an owner: $(last docker run --rm --read-only --tmpfs /app/logs:uid=1000,gid=1000,mode=750 lab:rents sh -c 'touch /app/logs/x && echo fine')"

say "limits: 300 MB into a tmpfs under --memory 200m: exit code $(code docker run --rm --memory 200m --tmpfs /tmp lab:root python -c "open('/tmp/x', 'wb').write(bytes(100_000_000)); open('/tmp/y', 'wb').write(bytes(100_000_000)); open('/tmp/z', 'wb').write(bytes(100_000_000))")"

eat='x = bytearray(500_000_000)'
docker run --name lab-oom --memory 200m lab:root python -c "$eat" >/dev/null 2>&1 || true
say "limits: 500 MB under --memory 200m: $(docker inspect --format 'exit code {{.State.ExitCode}}, OOMKilled {{.State.OOMKilled}}' lab-oom), output: $(docker logs lab-oom 2>&1 | wc -c) bytes"
docker rm lab-oom >/dev/null
docker run --name lab-oom --memory 200m lab:root sh -c "python -c '$eat'; echo child: \$?" >/lab/oom.log 2>/dev/null || true
say "limits: the same in a child process: $(tail -n 1 /lab/oom.log); $(docker inspect --format 'exit code {{.State.ExitCode}}, OOMKilled {{.State.OOMKilled}}' lab-oom)"
docker rm lab-oom >/dev/null
say "limits: --cpus 0.5 and os.cpu_count(), on a machine with $(nproc): $(docker run --rm --cpus 0.5 lab:root python -c 'import os; print(os.cpu_count())')"
say "limits: threads under --pids-limit 20: $(docker run --rm --pids-limit 20 lab:root python -c '
import threading, time
for n in range(100):
    try:
        threading.Thread(target=time.sleep, args=(1,)).start()
    except RuntimeError as e:
        print(n, "more, then:", e)
        break')"

word=made-up-word
build arg secrets -f secrets/arg.Dockerfile --build-arg INDEX_TOKEN=$word
build stage secrets -f secrets/stage.Dockerfile --build-arg INDEX_TOKEN=$word
build copied secrets -f secrets/copied.Dockerfile
build mount secrets --secret id=index_netrc,src=secrets/index.netrc
printf 'FROM debian:bookworm-slim\nENV INDEX_TOKEN=%s\nENV INDEX_TOKEN=\n' $word >secrets/env.Dockerfile
build env secrets -f secrets/env.Dockerfile
say "secrets: env: in a container: \"$(docker run --rm lab:env printenv INDEX_TOKEN)\"; history: $(history_hits lab:env $word) line(s); layers: $(layer_hits lab:env $word)"
for name in arg copied stage mount; do
  say "secrets: $name: container: $(last docker run --rm "lab:$name" ls /root/.netrc); history: $(history_hits "lab:$name" $word) line(s); layers: $(layer_hits "lab:$name" $word)"
done
printf 'machine packages.example login builder password another-word\n' >/lab/another.netrc
build mount secrets --secret id=index_netrc,src=/lab/another.netrc
say "secrets: another secret, RUN: $(cached mount | grep -c 'RUN --mount' || true) cached"
build mount secrets --no-cache
say "secrets: no secret: builds"
sed 's/id=index_netrc,/id=index_netrc,required=true,/' secrets/Dockerfile >secrets/required.Dockerfile
build required secrets --no-cache -f secrets/required.Dockerfile || say "secrets: required, not given: $(grep -o 'secret index_netrc: not found' /lab/required.log | head -n 1)"
code=$(code build required secrets --no-cache --secret id=index_netrc,env=NOT_SET -f secrets/required.Dockerfile)
say "secrets: required, given from a variable that is not set: exit code $code"

# A package index that asks for the netrc's name and password, and passes on what the mirror has.
docker run -d --name lab-private --add-host "mirror:$mirror" lab:root python -c '
import base64, http.server, urllib.request
want = "Basic " + base64.b64encode(b"builder:made-up-word").decode()
class Index(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.headers.get("Authorization") != want:
            self.send_response(401)
            self.send_header("WWW-Authenticate", "Basic")
            self.end_headers()
            return
        with urllib.request.urlopen("http://mirror" + self.path) as answer:
            body = answer.read().replace(b"http://mirror", b"http://private:8000")
            self.send_response(200)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.end_headers()
            self.wfile.write(body)
http.server.ThreadingHTTPServer(("", 8000), Index).serve_forever()' >/dev/null
address=$(docker inspect --format '{{.NetworkSettings.IPAddress}}' lab-private)
sleep 1
sed 's|pip install|pip install --index-url http://private:8000/simple/ --trusted-host private|' secrets/Dockerfile >secrets/private.Dockerfile
printf 'machine private login builder password %s\n' $word >/lab/private.netrc
say "secrets: private index, without: exit code $(code build private secrets --no-cache --add-host "private:$address" -f secrets/private.Dockerfile)"
say "secrets: private index, with: exit code $(code build private secrets --no-cache --add-host "private:$address" --secret id=index_netrc,src=/lab/private.netrc -f secrets/private.Dockerfile)"
say "secrets: private index, with: history $(history_hits lab:private $word), layers $(layer_hits lab:private $word)"
docker rm -f lab-private >/dev/null

docker run -d --name lab-env -e FEED_TOKEN=$word debian:bookworm-slim sleep 30 >/dev/null
say "secrets: at run time by -e, docker inspect: $(docker inspect --format '{{.Config.Env}}' lab-env)"
docker rm -f lab-env >/dev/null
printf '%s\n' $word >/lab/feed_token
chmod 600 /lab/feed_token
chown 1000:1000 /lab/feed_token
say "secrets: at run time by file: $(docker run --rm --userns host -v /lab/feed_token:/run/secrets/feed_token:ro lab:rents cat /run/secrets/feed_token), writing: $(last docker run --rm --userns host -v /lab/feed_token:/run/secrets/feed_token:ro lab:rents sh -c 'echo x > /run/secrets/feed_token')"
