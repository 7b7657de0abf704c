#!/bin/sh
# Prints the folder that holds a fit node and npm: the machine's when it has both, else .tools/node with npm's own
# packages of them (Debian 12's Node 18 and npm 9 are too old for the web app, but good enough to fetch these).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
node_version=22.23.3
npm_version=11.21.2

# Vite asks for Node 20.19, or 22.12 and newer, and Debian's npm 9 does not know its lock file.
fit() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' &&
    [ "$(npm --version 2>/dev/null | cut -d. -f1)" -ge 10 ]
}

if fit; then
  dirname "$(command -v node)"
  exit 0
fi
own=$root/.tools/node
if (PATH=$own/bin:$PATH && [ -x "$own/bin/node" ] && fit) 2>/dev/null; then
  echo "$own/bin"
  exit 0
fi

command -v npm >/dev/null 2>&1 || "$root/tools/install.sh" npm
case $(uname -m) in
  x86_64) machine=x64 ;;
  aarch64) machine=arm64 ;;
  *) echo "没有适合本机（$(uname -m)）的 Node.js，请自行安装 Node.js 20.19 以上和 npm 10 以上。" >&2; exit 1 ;;
esac
echo "正在取得 Node.js $node_version" >&2
mkdir -p "$root/.tools"
work=$(mktemp -d "$root/.tools/node.XXXXXX")
trap 'rm -rf "$work"' EXIT
echo '{"private":true}' >"$work/package.json"
npm install --prefix "$work" --no-audit --no-fund --no-update-notifier --loglevel=error --save-exact \
  "node-linux-$machine@$node_version" "npm@$npm_version" >"$work/log" 2>&1 ||
  { tail -n 20 "$work/log" >&2; echo "无法取得 Node.js：请检查网络或 npm 软件源后重新运行。" >&2; exit 1; }
chmod 755 "$work"
mkdir "$work/bin"
ln -s "../node_modules/node-linux-$machine/bin/node" "$work/bin/node"
ln -s ../node_modules/npm/bin/npm-cli.js "$work/bin/npm"
ln -s ../node_modules/npm/bin/npx-cli.js "$work/bin/npx"
(PATH=$work/bin:$PATH && [ -x "$work/bin/node" ] && fit) ||
  { echo "取得的 Node.js 不能在本机运行，请自行安装 Node.js 20.19 以上和 npm 10 以上。" >&2; exit 1; }
rm -rf "$own"
mv "$work" "$own"
trap - EXIT
echo "$own/bin"
