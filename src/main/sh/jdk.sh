# shellcheck shell=bash
# Finds a JDK that runs Drydock, or installs one where the system's packages have it.

jdk_wanted=25

# The version is in a file of the JDK: asking java itself costs more than everything else here.
jdk_version() { # home
  local version=''
  if [ -f "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
  elif [ -x "$1/bin/java" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  fi
  echo "${version:-0}"
}

jdk_fits() { # home, what the version must satisfy
  local version
  # Building takes javac; so do graders that are compiled while the server runs.
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  version=$(jdk_version "$1")
  [ "$version" "$2" "$jdk_wanted" ]
}

# Sets JAVA_HOME. What the user chose comes first, then exactly the wanted version, then any newer one.
find_jdk() {
  local home java relation
  if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME" -ge; then
    export JAVA_HOME
    return
  fi
  java=$(command -v java || true)
  if [ -n "$java" ] && [ "$java" != /usr/bin/java -o "$(uname)" != Darwin ]; then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    home=$(dirname "$(dirname "$java")")
    if jdk_fits "$home" -ge; then
      export JAVA_HOME=$home
      return
    fi
  fi
  if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -v "$jdk_wanted" 2>/dev/null) && jdk_fits "$home" -ge; then
    export JAVA_HOME=$home
    return
  fi
  for relation in -eq -gt; do
    for home in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk* /usr/java/*; do
      if jdk_fits "$home" "$relation"; then
        export JAVA_HOME=$home
        return
      fi
    done
  done
  return 1
}

jdk_mend="Install one (Eclipse Temurin $jdk_wanted, or the package openjdk-$jdk_wanted-jdk where it exists) and set JAVA_HOME to it."

want_jdk() {
  local package
  find_jdk && return
  apt_system || fail "No JDK $jdk_wanted or newer was found." "$jdk_mend"
  for package in "openjdk-$jdk_wanted-jdk-headless" "temurin-$jdk_wanted-jdk"; do
    package_offered "$package" && want "Drydock runs on Java $jdk_wanted" "$package" && return
  done
  # A fresh machine has no package lists yet.
  if may_be_root; then
    lock "$DRYDOCK_HOME/setup.lock" "reading package lists"
    update_lists
    unlock
  fi
  for package in "openjdk-$jdk_wanted-jdk-headless" "temurin-$jdk_wanted-jdk"; do
    package_offered "$package" && want "Drydock runs on Java $jdk_wanted" "$package" && return
  done
  fail "No JDK $jdk_wanted or newer was found, and the package sources of this system offer none." "$jdk_mend"
}

use_jdk() {
  find_jdk || fail "No JDK $jdk_wanted or newer was found." "$jdk_mend"
  note jdk "Java $(jdk_version "$JAVA_HOME") in $JAVA_HOME"
}
