#!/bin/sh
set -e
export WORKER_NAME="${WORKER_NAME:-$(hostname)}"
exec "$@"
