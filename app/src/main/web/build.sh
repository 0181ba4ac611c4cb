#!/bin/sh
# Builds the web page into the folder given, where sources changed since the last time.
# Usage: build.sh WORK OUT [required]. Sources are copied to WORK, which keeps node's packages, so
# that the source tree stays clean. Without node and npm, or without packages, there is no page and
# one line says so; with `required` that is an error.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "$2"
work=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)
required=${3:-}

without() {
  echo "web: no page in this build: $1"
  rm -rf "$out"
  if [ "$required" = "true" ]; then exit 1; fi
  exit 0
}

digest() {
  (cd "$here" && find . -name node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cksum | cksum)
}

now=$(digest)
if [ -f "$out/index.html" ] && [ "$(cat "$work/built" 2>/dev/null)" = "$now" ]; then exit 0; fi

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  without "node or npm is missing (on Debian 13 and later: apt-get install nodejs npm)"
node -e 'const [a, b] = process.versions.node.split(".").map(Number);
  process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' ||
  without "node $(node --version) is too old (20.19, or 22.12 and later)"

rm -rf "$work/src" "$work/public" "$work/built"
(cd "$here" && tar -cf - --exclude=node_modules .) | (cd "$work" && tar -xf -)
if ! cmp -s "$work/package-lock.json" "$work/node_modules/installed"; then
  log=$(mktemp)
  if ! (cd "$work" && npm ci --prefer-offline --no-audit --no-fund >"$log" 2>&1); then
    reason=$(grep -m 1 'npm error' "$log" || tail -n 1 "$log")
    rm -f "$log"
    without "npm cannot install its packages ($reason)"
  fi
  rm -f "$log"
  cp "$work/package-lock.json" "$work/node_modules/installed"
fi
cd "$work"
node node_modules/vite/bin/vite.js build --logLevel warn --outDir "$out" --emptyOutDir
printf '%s\n' "$now" >"$work/built"
echo "web: built the page"
