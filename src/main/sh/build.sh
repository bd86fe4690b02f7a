# shellcheck shell=bash disable=SC2034,SC2154 # the parts of the launcher share variables
# Builds the application when its sources changed.

app_jar=''

# A container of Drydock carries the built application alone.
has_sources() { [ -f "$DRYDOCK_ROOT/pom.xml" ]; }

maven_mend="Install Maven 3.8 or newer and put mvn on the PATH."

want_maven() {
  if ! has_sources || have mvn || find_current_app; then return 0; fi
  apt_system || fail "Maven (mvn) was not found." "$maven_mend"
  want "it builds Drydock" maven
}

# No colour: the codes end up in logs and before the last line. Maven 3's own libraries warn on Java 25.
run_mvn() {
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
  exec mvn -B -Dstyle.color=never -f "$DRYDOCK_ROOT/pom.xml" "$@"
}

# Names and contents of everything that the build reads; these scripts are not among it.
source_hash() (
  cd "$DRYDOCK_ROOT" || exit
  export LC_ALL=C
  sum=sha256sum
  have sha256sum || sum="shasum -a 256"
  # shellcheck disable=SC2086 # a command and its options
  find pom.xml src/main -path src/main/sh -prune -o -type f -print0 | sort -z | xargs -0 $sum | $sum | cut -c 1-16
)

# Each build is run from a copy of its own: Maven rewrites target/quarkus-app under a server that still loads from it.
copies=$DRYDOCK_ROOT/target/run

# Sets app_jar to the build of the sources as they are.
find_current_app() {
  if has_sources; then
    app_jar=$copies/$(source_hash)/quarkus-run.jar
  else
    app_jar=$DRYDOCK_ROOT/target/quarkus-app/quarkus-run.jar
  fi
  [ -f "$app_jar" ]
}

# Sets app_jar to the build that was run last, whatever the sources are now.
find_built_app() {
  local newest
  find_current_app && return
  newest=$(cat "$copies/newest" 2>/dev/null) || return 1
  app_jar=$copies/$newest/quarkus-run.jar
  [ -f "$app_jar" ]
}

build_app() {
  find_current_app && return
  has_sources || fail "$app_jar is missing, and so is pom.xml to build it from." "Get the whole of Drydock again."
  mkdir -p "$copies" 2>/dev/null || fail "$DRYDOCK_ROOT/target cannot be written." "Make it writable for $(id -un)."
  lock "$DRYDOCK_ROOT/target/build.lock" building
  # Another launcher may have built while this one waited.
  if ! find_current_app; then
    have mvn || fail "Maven (mvn) was not found." "$maven_mend"
    run_maven
    keep_copy "$(basename "$(dirname "$app_jar")")"
  fi
  unlock
}

run_maven() {
  local log=$DRYDOCK_ROOT/target/build.log started=$SECONDS
  # Badly formatted code still has to run while it is written; `test` is where it fails.
  local build=(run_mvn -Dmaven.test.skip=true -Dspotless.check.skip=true package)
  if ! run_logged build "building Drydock" "$log" "${build[@]}"; then
    # Maven remembers failed downloads; -U lets it ask again.
    if ! grep -q -e 'during a previous attempt' -e 'Could not transfer' "$log" ||
      ! run_logged build "asking again for what could not be downloaded" "$log" "${build[@]}" -U; then
      { grep -E '^\[ERROR\] ..' "$log" | grep -vE '\[Help 1\] |full stack trace|Re-run Maven|For more information' ||
        tail -n 20 "$log"; } | head -n 20 >&2
      fail "Drydock could not be built." "Mend what Maven says above (all of it: $log), then run the command again."
    fi
  fi
  [ -f "$DRYDOCK_ROOT/target/quarkus-app/quarkus-run.jar" ] ||
    fail "The build made no target/quarkus-app/quarkus-run.jar." "See what Maven did in $log."
  say build "built in $((SECONDS - started)) s"
}

keep_copy() { # hash of the sources it was built from
  local part=$copies/.part
  rm -rf "$part"
  if ! { cp -R "$DRYDOCK_ROOT/target/quarkus-app" "$part" && mv "$part" "$copies/$1"; }; then
    fail "The built application could not be copied to $copies." "Make room on that disk, then run the command again."
  fi
  echo "$1" >"$copies/newest"
  drop_old_copies "$1"
}

# Earlier copies go, unless a process still runs from one.
drop_old_copies() { # the one to keep
  local old
  for old in "$copies"/*/; do
    old=${old%/}
    [ "$(basename "$old")" != "$1" ] || continue
    runs_from "$old" || rm -rf "$old"
  done
}

runs_from() { # folder
  if [ -d /proc/self ]; then
    # The folder comes from standard input, or grep would find its own command line.
    # shellcheck disable=SC2062 # files, no pattern
    grep -qsF --file=- /proc/[0-9]*/cmdline <<<"$1/"
  else
    # shellcheck disable=SC2009 # pgrep -f would find this very shell
    ps -axww -o args= | grep -F "$1/" | grep -qv grep
  fi
}
