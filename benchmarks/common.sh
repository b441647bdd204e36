# What the scripts of this folder share; $home is the root of the clone.

# The comment at the top of the script.
help() {
  awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "${BASH_SOURCE[1]}"
}

usage() {
  printf '%s: %s (--help tells how)\n' "${0##*/}" "$1" >&2
  exit 2
}

absolute() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s' "$PWD/$1" ;;
  esac
}

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
else
  java=java
fi
command -v "$java" >/dev/null || {
  printf '%s: no Java: neither on the PATH nor in JAVA_HOME\n' "${0##*/}" >&2
  exit 1
}

# Builds the benchmarks and the command when a source is newer than what was built.
build() {
  local stamp=$home/benchmarks/target/built log=$home/benchmarks/target/build.log
  if [ -e "$stamp" ] && [ -z "$(find "$home" \( -name target -o -name .git \) -prune \
    -o -newer "$stamp" -type f \( -path '*/src/main/*' -o -name pom.xml \) -print -quit)" ]; then
    return
  fi
  echo "${0##*/}: building ..." >&2
  mkdir -p "$home/benchmarks/target"
  touch "$stamp.begun"
  (cd "$home" && ./mvnw -B -pl benchmarks,monitor-cli -am package \
    -Dmaven.test.skip=true -Dwarnings=-nowarn -DskipDistribution=true \
    -Denforcer.skip=true -Dspotless.check.skip=true -Djacoco.skip=true \
    -P '!errorprone') >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    echo "${0##*/}: the build failed: see $log" >&2
    exit 1
  }
  mv "$stamp.begun" "$stamp"
}
