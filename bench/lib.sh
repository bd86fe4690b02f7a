# shellcheck shell=bash disable=SC2034,SC2154 # what this sets is for whoever sources it
# What benchmarks share: a JDK as the launcher finds it, and the application built from the sources as they are.
set -euo pipefail
DRYDOCK_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${DRYDOCK_HOME:=$HOME/.drydock}"
export DRYDOCK_ROOT DRYDOCK_HOME
launcher_arguments=("bench")
parts=$DRYDOCK_ROOT/src/main/sh
for part in progress packages engine jdk build; do
  # shellcheck source=/dev/null # each is checked as a file of its own
  . "$parts/$part.sh"
done
chatty=yes
use_jdk
build_app
app=$(dirname "$app_jar")
class_path="$app/app/*:$app/lib/main/*:$app/lib/boot/*"
java=$JAVA_HOME/bin/java
