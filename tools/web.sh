#!/bin/sh
# The web app's libraries and bundle, each made again only when its sources changed:  tools/web.sh [packages | build]
# Needs node and npm on PATH (tools/node.sh). Silent when it succeeds.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../web"
what=${1:-build}

# fresh STAMP SUM: the stamp says this very sum.
fresh() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
sum() { sha256sum | cut -d' ' -f1; }
quietly() {
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    echo "网页构建失败：$*" >&2
    exit 1
  fi
  rm -f "$log"
}

packages=$({ cat package.json package-lock.json; node --version; } | sum)
stamp=node_modules/.lianhu-packages
if ! fresh "$stamp" "$packages"; then
  quietly npm ci --no-audit --no-fund --no-update-notifier
  echo "$packages" >"$stamp"
fi
[ "$what" != packages ] || exit 0

sources=$({
  echo "$packages"
  find . -name node_modules -prune -o -name dist -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum
} | sum)
stamp=dist/.lianhu-sources
if ! fresh "$stamp" "$sources"; then
  quietly npm run build
  echo "$sources" >"$stamp"
fi
