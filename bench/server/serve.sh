# shellcheck shell=bash disable=SC2034,SC2154 # what this sets is for whoever sources it
# Starts the built application for a benchmark, on data of its own, with the flags of the launcher's `up`.
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true \
  TESTCONTAINERS_REUSE_ENABLE=true TESTCONTAINERS_HOST_OVERRIDE=${TESTCONTAINERS_HOST_OVERRIDE:-localhost}
work=$(mktemp -d)
chmod 755 "$work" # nginx reads from it as another user
server=''
trap 'stop_server; rm -rf "$work"' EXIT

# The exercise that tests use as well: its service installs nothing.
quick_content() {
  cp -R "$DRYDOCK_ROOT/src/test/resources/content" "$work/content"
  ln -s "$DRYDOCK_ROOT/bases" "$work/content/bases"
}

# Sets url and server.
serve() { # quick|course, folder for PostgreSQL, roles, sandboxes
  local root=$DRYDOCK_ROOT
  if [ "$1" = quick ]; then
    [ -d "$work/content" ] || quick_content
    root=$work/content
  fi
  : >"$work/server.log"
  DRYDOCK_ROOT=$root DRYDOCK_POSTGRES=$2 DRYDOCK_ROLES=$3 DRYDOCK_SANDBOXES=$4 DRYDOCK_IN_FLIGHT=1000 \
    "$java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:MaxNewSize=64m \
    -jar "$app_jar" up --port 0 >"$work/server.log" 2>&1 &
  server=$!
  until url=$(sed -n 's/^Drydock is ready: //p' "$work/server.log") && [ -n "$url" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2 && exit 1; }
    sleep 0.05
  done
}

stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=''
}
