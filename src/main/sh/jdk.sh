# shellcheck shell=bash disable=SC2034,SC2154 # the parts of the launcher share variables
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

jdk_fits() { # home, exactly|newer
  local version
  [ -x "$1/bin/java" ] || return 1
  # Only building takes javac.
  [ -x "$1/bin/javac" ] || ! has_sources || return 1
  version=$(jdk_version "$1")
  case $2 in
    exactly) [ "$version" -eq "$jdk_wanted" ] ;;
    newer) [ "$version" -ge "$jdk_wanted" ] ;;
  esac
}

# Sets JAVA_HOME. What the user chose comes first, then exactly the wanted version, then any newer one.
find_jdk() {
  local home java which
  if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME" newer; then
    export JAVA_HOME
    return
  fi
  # On macOS /usr/bin/java is a stub in no JDK: it fits nothing and the next question finds the JDK.
  java=$(command -v java || true)
  if [ -n "$java" ]; then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    home=$(dirname "$(dirname "$java")")
    if jdk_fits "$home" newer; then
      export JAVA_HOME=$home
      return
    fi
  fi
  if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -v "$jdk_wanted" 2>/dev/null) && jdk_fits "$home" newer; then
    export JAVA_HOME=$home
    return
  fi
  for which in exactly newer; do
    for home in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk* /usr/java/*; do
      if jdk_fits "$home" "$which"; then
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
  if may_be_root; then read_lists; fi
  for package in "openjdk-$jdk_wanted-jdk-headless" "temurin-$jdk_wanted-jdk"; do
    package_offered "$package" && want "Drydock runs on Java $jdk_wanted" "$package" && return
  done
  fail "No JDK $jdk_wanted or newer was found, and the package sources of this system offer none." "$jdk_mend"
}

use_jdk() {
  find_jdk || fail "No JDK $jdk_wanted or newer was found." "$jdk_mend"
  note jdk "Java $(jdk_version "$JAVA_HOME") in $JAVA_HOME"
}
