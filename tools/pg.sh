#!/bin/sh
# A PostgreSQL cluster of our own in a private folder: for tests and trials, never an existing cluster.
#
#   tools/pg.sh start DIR [--no-fsync]   make it when absent and start it; does nothing when it runs
#   tools/pg.sh url DIR NAME             make the database NAME when absent, print its address
#   tools/pg.sh drop DIR NAME            drop that database
#   tools/pg.sh stop DIR                 stop it (the data stay)
#   tools/pg.sh destroy DIR              stop it and remove the folder
#
# It listens on a socket inside DIR only, so nobody else can reach it. As root it runs as the user "nobody".
set -eu

usage() { sed -n '2,10p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
act=$1
dir=$2

for bin in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
  [ -x "$bin/initdb" ] && break
done
[ -x "$bin/initdb" ] || { echo "没有找到 PostgreSQL 程序，请先安装 postgresql-15。" >&2; exit 1; }

# The cluster's own user: PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=nobody --regid=nogroup --clear-groups --inh-caps=-all env HOME="$dir" "$@"
  else
    "$@"
  fi
}
cluster() { as_owner "$bin/pg_ctl" --pgdata="$dir/data" --silent "$@"; }
ask() { as_owner "$bin/psql" --host="$dir" --username=lianhu --no-psqlrc --quiet --tuples-only --no-align "$@"; }
[ -x "$bin/psql" ] || ask() { as_owner psql --host="$dir" --username=lianhu --no-psqlrc --quiet --tuples-only --no-align "$@"; }
is_running() { [ -f "$dir/data/postmaster.pid" ] && cluster status >/dev/null 2>&1; }

start() {
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  # The socket's path has room for 107 bytes.
  [ ${#dir} -le 80 ] || { echo "文件夹路径太长（套接字路径最多 107 字节）：$dir" >&2; exit 1; }
  [ "$(id -u)" -ne 0 ] || { chown nobody:nogroup "$dir"; chmod 711 "$dir"; }
  cd "$dir"
  if [ ! -f "$dir/data/PG_VERSION" ]; then
    as_owner "$bin/initdb" --pgdata="$dir/data" --username=lianhu --auth=trust --encoding=UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
      { cat "$dir/initdb.log" >&2; exit 1; }
    cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0777
max_connections = 60
shared_buffers = 64MB
lc_messages = 'C'
log_min_messages = warning
CONF
  fi
  if is_running; then return; fi
  safety='-c fsync=on'
  [ "${1:-}" != "--no-fsync" ] || safety='-c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0'
  cluster start --wait --log="$dir/server.log" --options="$safety" >/dev/null || { tail -n 20 "$dir/server.log" >&2; exit 1; }
}

stop() {
  [ -d "$dir/data" ] || return 0
  dir=$(cd "$dir" && pwd)
  cd "$dir"
  if is_running; then cluster stop --mode=fast --wait >/dev/null; fi
}

name_of() {
  [ $# -eq 3 ] || usage
  case $3 in *[!a-z0-9_]* | '') echo "数据库名只能用小写字母、数字和下划线：$3" >&2; exit 2 ;; esac
  dir=$(cd "$dir" && pwd)
  cd "$dir"
}

case $act in
  start) start "${3:-}" ;;
  stop) stop ;;
  destroy)
    stop
    # Only what start() made: a folder with a cluster in it.
    [ ! -f "$dir/data/PG_VERSION" ] || rm -rf "$dir"
    ;;
  url)
    name_of "$@"
    [ "$(ask --dbname=postgres --command="SELECT 1 FROM pg_database WHERE datname = '$3'")" = 1 ] ||
      ask --dbname=postgres --command="CREATE DATABASE $3 TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    echo "postgresql://lianhu@/$3?host=$dir"
    ;;
  drop)
    name_of "$@"
    ask --dbname=postgres --command="DROP DATABASE IF EXISTS $3"
    ;;
  *) usage ;;
esac
