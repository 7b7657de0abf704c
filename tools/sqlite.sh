#!/bin/sh
# Puts the pinned SQLite amalgamation (3.54.1, as the npm package better-sqlite3 carries it) into .tools/sqlite.
# Quiet; does nothing when the right bytes are there already; stops when the package is not the recorded one.
set -eu

package=better-sqlite3
version=13.2.0
package_sha512=67c43ff71fee3722b1035bf814da1dc88b51551c354de281ae68f7d89871851d1c78d70163ec0ca1bb7f06fecced3cf03c05e39d946d35a12c0139d465229665
source_sha256=75a4760a7b9727a4c4c877aec92eacf39e52a8f2921ce00bd33be6d3a8e8e254
header_sha256=d6c84557261893439b341d2e6c35187ae3ea24fbfd843ad94616f72d89242b8c

root=$(cd "$(dirname "$0")/.." && pwd)
target=$root/.tools/sqlite

check() {
  printf '%s  %s\n%s  %s\n' "$source_sha256" "$1/sqlite3.c" "$header_sha256" "$1/sqlite3.h" | sha256sum --check --status 2>/dev/null
}

if check "$target"; then exit 0; fi

mkdir -p "$root/.tools"
work=$(mktemp -d "$root/.tools/sqlite.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
(cd "$work" && npm pack --silent "$package@$version" >/dev/null)
archive=$work/$package-$version.tgz
printf '%s  %s\n' "$package_sha512" "$archive" | sha512sum --check --status ||
  { echo "SQLite 源码包校验不符，已停止安装：$package@$version" >&2; exit 1; }
tar -xzf "$archive" -C "$work" --strip-components=3 package/deps/sqlite3/sqlite3.c package/deps/sqlite3/sqlite3.h
check "$work" || { echo "SQLite 源文件校验不符，已停止安装" >&2; exit 1; }
mkdir -p "$target"
mv "$work/sqlite3.c" "$work/sqlite3.h" "$target/"
