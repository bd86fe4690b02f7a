# shellcheck shell=bash disable=SC2154 # lib.sh comes before this
: "${mirror:?this runs in a sandbox: bench/lessons/run}"
# Compose is not part of the sandbox: what the lesson says about it is run by 11-compose-stacks.compose.sh, outside. Here are the
# images of its stack, and the cold start without Compose.
say "# Images"
for service in api cache tracking; do
  build "$service" stack --file "stack/$service.Dockerfile"
  say "$service: $(mb "$(bytes "lab:$service")")"
done

say "# Cold start"
docker network create lab >/dev/null
trap 'docker rm --force --volumes lab-db lab-tracking lab-later >/dev/null 2>&1; docker network rm lab >/dev/null 2>&1' EXIT
docker run --detach --name lab-db --network lab --network-alias db --env POSTGRES_USER=tracking --env POSTGRES_PASSWORD=trial \
  --tmpfs /var/lib/postgresql/data postgres:17-trixie >/dev/null
started=$(date +%s%N)
docker run --name lab-tracking --network lab --env DB_HOST=db --env DB_PASSWORD=trial lab:tracking >/lab/tracking.log 2>&1 && code=0 || code=$?
say "tracking started right after the database's container: exit $code, $(grep -o 'Connection refused' /lab/tracking.log)"
until docker exec lab-db pg_isready --quiet --username tracking --host 127.0.0.1; do sleep 0.1; done
say "the database answers after: $(awk -v n="$(($(date +%s%N) - started))" 'BEGIN { printf "%.1f s", n / 1e9 }')"
docker run --detach --name lab-later --network lab --env DB_HOST=db --env DB_PASSWORD=trial lab:tracking >/dev/null
sleep 2
say "tracking started then: $(docker inspect --format '{{.State.Status}}' lab-later)"
