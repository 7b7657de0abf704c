#!/bin/sh
# Puts the fonts of printed papers into .tools/fonts (or the folder given): Fandol 仿宋, 宋体, 黑体, 楷体 out of Debian's
# texlive-lang-chinese without installing it, and LXGW WenKai for the rare characters of names.
# Needs apt-get and dpkg-deb, no root. Silent when everything is there; the hashes are Debian 12's.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target=${1:-$root/.tools/fonts}

sums='d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9  FandolFang-Regular.otf
4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28  FandolHei-Regular.otf
ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827  FandolKai-Regular.otf
ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9  FandolSong-Bold.otf
a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0  FandolSong-Regular.otf
bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8  LXGWWenKai-Regular.ttf
e302f84a1967817f91fc4011de7c8c12489c41072a7f0605a1c7b1399352cb93  LXGWWenKai-Light.ttf'

complete() { [ -d "$1" ] && (cd "$1" && echo "$sums" | sha256sum --check --status --strict 2>/dev/null); }
complete "$target" && exit 0

mkdir -p "$target"
work=$(mktemp -d "$target/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
# On the same file system as the target, so that the last step is a rename; open to apt's own user when root runs this.
chmod 755 "$work"
[ "$(id -u)" != 0 ] || chown _apt "$work" 2>/dev/null || true

# A machine that never ran `apt-get update` gets private package lists: an ordinary user may write those.
lists() {
  mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial"
  echo "-o Dir::State=$work/state -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache=$work/cache -o APT::Sandbox::User=$(id -un)"
}

fetch() {
  mkdir -p "$work/$1"
  [ "$(id -u)" != 0 ] || chown _apt "$work/$1" 2>/dev/null || true
  if ! (cd "$work/$1" && apt-get -qq download "$1") >"$work/log" 2>&1; then
    options=$(lists)
    # shellcheck disable=SC2086  # several words on purpose
    if ! { apt-get -qq $options update && (cd "$work/$1" && apt-get -qq $options download "$1"); } >"$work/log" 2>&1; then
      cat "$work/log" >&2
      echo "无法下载字体软件包 $1：请检查网络或 Debian 软件源后重试" >&2
      exit 1
    fi
  fi
}

# take PACKAGE PATH-PATTERN: the fonts of the list that the package holds.
take() {
  fetch "$1"
  mkdir -p "$work/tree"
  dpkg-deb --fsys-tarfile "$work/$1/"*.deb | tar -x -C "$work/tree" --wildcards "$2"
}

take texlive-lang-chinese './usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol*-*.otf'
installed=/usr/share/fonts/truetype/lxgw-wenkai
if [ -f "$installed/LXGWWenKai-Light.ttf" ]; then
  cp "$installed/LXGWWenKai-Regular.ttf" "$installed/LXGWWenKai-Light.ttf" "$work/tree/"
else
  take fonts-lxgw-wenkai '*/LXGWWenKai-[RL]*.ttf'
fi

mkdir "$work/ready"
for name in $(echo "$sums" | sed 's/^[^ ]*  //'); do
  find "$work/tree" -name "$name" -exec mv {} "$work/ready/" \;
done
if ! complete "$work/ready"; then
  echo "下载的字体与登记的校验值不符，未使用：请确认软件源为 Debian 12" >&2
  exit 1
fi
chmod 644 "$work/ready/"*
mv "$work/ready/"* "$target/"
