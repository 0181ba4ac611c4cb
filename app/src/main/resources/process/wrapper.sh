#!/bin/sh
# Runs one program, so that its end is known whatever becomes of the server. Written for any POSIX
# shell on Linux; started by Medley as leader of a session of its own:
#   setsid sh wrapper.sh outside FOLDER DIRECTORY CGROUP SETSID PROGRAM ARGUMENT...
# FOLDER/claim    one line, "PID START BOOT" of this wrapper: whoever makes it runs the program
# FOLDER/program  the same of the program, written by itself before it becomes the program
# FOLDER/ending   becomes exit.CODE when the program ends: renaming needs no room on a full disk
set -f
part=$1 folder=$2 directory=$3 cgroup=$4 setsid=$5
shift 5

# When process $1 was born, in clock ticks since the machine started: field 22 of its stat.
born() {
  IFS= read -r stat <"/proc/$1/stat" || return 1
  set -- ${stat##*) }
  echo "${20}"
}

read -r boot </proc/sys/kernel/random/boot_id

if [ "$part" = inside ]; then
  echo "$$ $(born $$) $boot" >"$folder/program.new" && mv "$folder/program.new" "$folder/program" || exit 125
  # The kernel, short of memory, should end the program rather than whoever watches it.
  { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
  if [ -n "$cgroup" ]; then
    echo $$ >"$cgroup/cgroup.procs" || exit 125
  fi
  cd "$directory" || exit 126
  exec "$@"
fi

exec </dev/null >>"$folder/stdout" 2>>"$folder/stderr" || exit 125
: >>"$folder/ending" || exit 125
echo "$$ $(born $$) $boot" >"$folder/claim.$$" || exit 125
if ! ln "$folder/claim.$$" "$folder/claim" 2>/dev/null; then
  rm -f "$folder/claim.$$"
  exit 124
fi
rm -f "$folder/claim.$$"

# Signals to this session are meant for the program, which gets them from the server.
trap : HUP INT QUIT TERM
"$setsid" /bin/sh "$0" inside "$folder" "$directory" "$cgroup" "$setsid" "$@"
code=$?

# Whatever of its process group is left holds devices for nobody.
leader=
[ -f "$folder/program" ] && read -r leader rest <"$folder/program"
if [ -n "$leader" ] && kill -TERM "-$leader" 2>/dev/null; then
  sleep 1
  kill -KILL "-$leader" 2>/dev/null
fi

tries=0
until mv "$folder/ending" "$folder/exit.$code"; do
  tries=$((tries + 1))
  [ "$tries" -gt 100 ] && exit 125
  sleep 2
done
