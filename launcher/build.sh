# What ./headway and examples/run have in common. Sourced; needs $root, the folder of the checkout.
#
#   find_java                           sets $java to a Java 17 or later, or explains and exits
#   build_if_stale MODULE FILE DIR...   builds the Maven module MODULE, if FILE is missing or older
#                                       than the sources in the folders DIR
#   archive_if_stale JAR                sets $archive to a class-data archive for JAR, this Java and
#                                       $jvm_options, made anew if JAR is newer, or to nothing
#
# $variant tells builds of one module apart that have other parts; empty for the usual one.
#
# MAVEN_ARGS and HEADWAY_MAVEN_ARGS are passed on to Maven, such as -Dmaven.repo.local=FOLDER.

say() {
  echo "headway: $*" >&2
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    if [ ! -x "$java" ]; then
      say "JAVA_HOME is $JAVA_HOME, but there is no bin/java. Set it to a JDK 17 or later."
      exit 1
    fi
  elif java=$(command -v java); then
    :
  else
    say "no java was found. Install a JDK 17 or later, or set JAVA_HOME to one."
    exit 1
  fi
  java_version=$(version_of "$java")
  major=${java_version%%[!0-9]*}
  if [ -n "$major" ] && [ "$major" -lt 17 ]; then
    say "$java is Java $java_version. Install a JDK 17 or later, or set JAVA_HOME to one."
    exit 1
  fi
}

# A JDK says its version in a file, which is faster than asking it.
version_of() {
  binary=$(readlink -f "$1" 2>/dev/null) || binary=$1
  release=${binary%/bin/java}/release
  if [ -r "$release" ]; then
    while IFS='"' read -r key value _; do
      if [ "$key" = JAVA_VERSION= ]; then
        echo "$value"
        return
      fi
    done <"$release"
  fi
  "$1" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p'
}

# When the last build of $module began; it may have left unchanged files as old as they were.
stamp_of() {
  echo "$root/target/launcher/$module${variant:-}.built"
}

is_fresh() {
  [ -e "$file" ] && { none_newer_than "$file" || none_newer_than "$(stamp_of)"; }
}

none_newer_than() {
  [ -e "$1" ] && [ -z "$(newer_than "$1" | head -n 1)" ]
}

newer_than() (
  cd "$root" || exit
  sources=pom.xml
  for folder in $folders; do
    sources="$sources $folder/pom.xml $folder/src/main"
  done
  # shellcheck disable=SC2086
  find $sources -newer "$1" # One process for all: each costs as much as a part of the JVM's start.
)

build_if_stale() {
  module=$1
  file=$2
  shift 2
  folders=$*
  is_fresh && return
  mkdir -p "$root/target/launcher" || exit 1
  lock
  if ! is_fresh; then
    build
  fi
  unlock
}

build() {
  log=$root/target/launcher/build.log
  if [ -e "$file" ]; then
    say "Building again, because the sources changed..."
  else
    say "Building Headway (first use, about half a minute)..."
  fi
  if [ -x "$root/mvnw" ]; then
    maven=$root/mvnw
  elif ! maven=$(command -v mvn); then
    say "Maven is needed to build, but there is no mvn on the PATH. Install Maven 3.8 or later."
    exit 1
  fi
  leave_out=
  case " $folders " in
  *" headway-recording "*)
    if ! command -v npm >/dev/null; then
      say "There is no npm, so this build makes no .html of recordings."
      leave_out=-Dheadway.noPlayer
    fi
    ;;
  esac
  begun=$(stamp_of).begun
  : >"$begun" || exit 1
  # Maven 3.9 reads MAVEN_ARGS by itself; here it is given once to any version.
  # shellcheck disable=SC2086
  if (cd "$root" && MAVEN_ARGS='' "$maven" -q -DskipTests -Dspotless.check.skip=true \
    $leave_out ${MAVEN_ARGS:-} ${HEADWAY_MAVEN_ARGS:-} -pl "$module" -am package) >"$log" 2>&1 </dev/null; then
    mv "$begun" "$(stamp_of)"
  else
    cat "$log" >&2
    say "the build failed; Maven's output is above."
    exit 1
  fi
}

# With its classes in an archive, a JVM spends a third less on its start. The JVM itself passes over
# an archive of another JDK or jar. An archive of what was run once cannot hold old class files, as
# those of picocli; so a first run lists the classes, and a second process archives them.
archive_if_stale() {
  archive=$root/target/launcher/$(basename "$1" .jar)-$java_version.jsa
  if ! [ "$archive" -nt "$1" ] && mkdir -p "$root/target/launcher" 2>/dev/null &&
    [ -w "$root/target/launcher" ]; then
    lock
    if ! [ "$archive" -nt "$1" ] && ! make_archive "$1" >/dev/null 2>&1 </dev/null; then
      rm -f "$archive"
      : >"$archive" # Not again at each start; the JVM does without.
    fi
    unlock
  fi
  [ -s "$archive" ] || archive=
}

# What is run has what most starts need: the help, the options, the bar, and jobs that are commands.
# Later Javas number the classes of a list; only those of other class loaders need their numbers.
make_archive() (
  list_classes "$1" 1 demo --help &&
    HEADWAY_PROGRESS=bar list_classes "$1" 2 run -j2 true ::: 1 2 &&
    awk '!/ super: / { sub(/ id: [0-9]+$/, ""); if (!seen[$0]++) print }' \
      "$archive.list1" "$archive.list2" >"$archive.list" &&
    # shellcheck disable=SC2086
    "$java" $jvm_options -Xshare:dump "-XX:SharedClassListFile=$archive.list" \
      "-XX:SharedArchiveFile=$archive.new" -cp "$1" &&
    rm -f "$archive.list" "$archive.list1" "$archive.list2" && mv "$archive.new" "$archive"
)

# list_classes JAR NUMBER WORD...
list_classes() {
  jar_file=$1
  list=$archive.list$2
  shift 2
  # shellcheck disable=SC2086
  "$java" $jvm_options -Xshare:auto "-XX:DumpLoadedClassList=$list" -jar "$jar_file" "$@"
}

# Two builds at the same time would write the same files.
lock() {
  lock=$root/target/launcher/lock
  waiting="Waiting for another build of Headway..."
  if command -v flock >/dev/null; then
    exec 9>"$lock"
    flock -n 9 && return
    say "$waiting"
    flock 9
    return
  fi
  [ -d "$lock.d" ] && say "$waiting"
  until mkdir "$lock.d" 2>/dev/null; do
    owner=$(cat "$lock.d/owner" 2>/dev/null)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock.d"
    else
      sleep 1
    fi
  done
  trap 'rm -rf "$lock.d"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  echo $$ >"$lock.d/owner"
}

unlock() {
  if [ -d "$lock.d" ]; then
    rm -rf "$lock.d"
    trap - EXIT INT TERM
  else
    exec 9>&-
  fi
}
