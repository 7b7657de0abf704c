#!/bin/sh
# Installs what is missing of tools/packages.txt:  tools/install.sh run | run test | npm
# Silent and offline when nothing is missing. Never touches an existing PostgreSQL cluster and never makes one.
set -eu
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }

command -v dpkg-query >/dev/null 2>&1 ||
  { echo "本系统不是 Debian：请在 Debian 12 上运行（安装依赖需要 apt-get）。" >&2; exit 1; }
missing=
for group in "$@"; do
  for package in $(awk -v group="$group" '$1 == group { print $2 }' "$root/tools/packages.txt"); do
    installed "$package" || missing="$missing $package"
  done
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root() { "$@"; }
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  as_root() { sudo "$@"; }
else
  {
    echo "缺少软件包，而当前用户不是 root，也不能使用 sudo。请管理员执行下面一行，再重新运行："
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing"
  } >&2
  exit 1
fi

. /etc/os-release
[ "${VERSION_ID:-}" = 12 ] ||
  { echo "需要 Debian 12，本机是 ${PRETTY_NAME:-其他系统}；请换用 Debian 12，或自行安装：$missing" >&2; exit 1; }

echo "正在安装缺少的软件包：$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 LC_ALL=C.UTF-8 "$@" </dev/null >>"$log" 2>&1 || {
    tail -n 25 "$log" >&2
    echo "安装软件包失败：$*" >&2
    echo "请检查网络、磁盘空间和软件源后重新运行。" >&2
    exit 1
  }
}

# A new postgresql-15 would start a cluster of its own; on a machine that has PostgreSQL already, nothing is decided for it.
case " $missing " in
  *" postgresql-15 "*)
    settings=/etc/postgresql-common/createcluster.conf
    if ! installed postgresql-common && [ ! -e "$settings" ]; then
      as_root mkdir -p "$(dirname "$settings")"
      echo 'create_main_cluster = false' | as_root tee "$settings" >/dev/null
    fi
    ;;
esac

quietly apt-get -q update
# shellcheck disable=SC2086  # one word a package
quietly apt-get -q install -y --no-install-recommends -o Dpkg::Options::=--force-confold $missing
