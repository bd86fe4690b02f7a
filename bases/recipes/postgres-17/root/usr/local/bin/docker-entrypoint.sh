#!/bin/bash
# Makes a database where the volume has none, as the official image does, then becomes the server.
#
#   POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE   wanted, unless POSTGRES_HOST_AUTH_METHOD=trust
#   POSTGRES_USER, POSTGRES_DB                    postgres, and what the user is called
#   /docker-entrypoint-initdb.d/*.sql, *.sh       run once, in the new database
set -euo pipefail

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# A variable, or what the file holds that NAME_FILE names.
setting() { # name, otherwise
  local name=$1 file=$1_FILE
  [[ -z ${!name:-} || -z ${!file:-} ]] || fail "Both $name and $file are set; one of them is enough."
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else printf '%s' "${!name:-$2}"; fi
}

initialise() {
  # Half a database would be taken for a whole one the next time.
  trap 'pg_ctl -m immediate stop >/dev/null 2>&1; rm -rf "${PGDATA:?}"/*' EXIT
  local user password database method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  user=$(setting POSTGRES_USER postgres)
  password=$(setting POSTGRES_PASSWORD '')
  database=$(setting POSTGRES_DB "$user")
  [[ -n $password || $method == trust ]] ||
    fail "The superuser needs a password: set POSTGRES_PASSWORD, as in docker run -e POSTGRES_PASSWORD=…"
  initdb --username="$user" --pwfile=<(printf '%s\n' "${password:-unused}") --auth-local=trust --auth-host="$method" >/dev/null
  printf 'host all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

  # Not on the network until everything is there: who waits for the port then finds the database, too.
  pg_ctl -w -o "-c listen_addresses=''" start >/dev/null
  local sql=(psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$user")
  [[ $database == postgres ]] ||
    "${sql[@]}" --dbname postgres -v "name=$database" <<<'CREATE DATABASE :"name";' >/dev/null
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      # shellcheck source=/dev/null
      *.sh) . "$file" ;;
      *.sql) "${sql[@]}" --dbname "$database" --file "$file" ;;
    esac
  done
  pg_ctl -w -m fast stop >/dev/null
  trap - EXIT
}

# Options alone are the server's.
[[ ${1:-} != -* ]] || set -- postgres "$@"

if [[ $1 == postgres ]]; then
  if [[ $(id -u) == 0 ]]; then
    install -d -m 700 "$PGDATA"
    find "$PGDATA" ! -user postgres -exec chown postgres: {} +
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
  fi
  [[ -s $PGDATA/PG_VERSION ]] || initialise
fi
exec "$@"
