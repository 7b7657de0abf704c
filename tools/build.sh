#!/bin/sh
# Builds with what is on the machine:
#   tools/build.sh run        the release binary build/lianhu (clang-19)
#   tools/build.sh test       the same and all unit tests
#   tools/build.sh whole      the same and the unit tests that make whole counties or walk far; the others come with "sanitize"
#   tools/build.sh sanitize   the unit tests up to http in build-san/ (AddressSanitizer, UndefinedBehaviorSanitizer)
#   tools/build.sh second     everything in build-gcc/ with g++, to hear what another compiler says
# The release is always clang-19's: g++ 12 miscompiles co_await (docs/decisions/0001-stack.md).
set -eu
export LC_ALL=C.UTF-8
# What ccache wants to know before it keeps a precompiled header (ccache.dev/manual, "Precompiled headers").
export CCACHE_SLOPPINESS=pch_defines,time_macros
# What is compiled the same way in two folders is compiled once.
export CCACHE_NOHASHDIR=1
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

# configure FOLDER OPTION…: only when the options are new; ninja itself looks at CMakeLists.txt.
configure() {
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.lianhu-options" 2>/dev/null)" = "$*" ] && return
  cmake -S . -B "$folder" -G Ninja "$@" -Wno-dev >/dev/null
  echo "$*" >"$folder/.lianhu-options"
}
ninja_quietly() { cmake --build "$@" -- --quiet; }
# The same, and on stderr a line for every tenth of a long build: whoever waits sees that it goes on.
ninja_with_progress() {
  { NINJA_STATUS='@%f/%t ' cmake --build "$@" 2>&1 || echo "@failed"; } | {
    failed='' told=0
    while IFS= read -r line; do
      count=${line%% *}
      case $line in
        @failed) failed=1 ;;
        @[0-9]*/[0-9]*)
          done=${count%/*} done=${done#@} of=${count#*/}
          tenth=$((done * 10 / of))
          [ "$of" -le 20 ] || [ "$tenth" -le "$told" ] || echo "正在构建 ${tenth}0%（$done/$of）" >&2
          told=$tenth
          ;;
        'ninja: no work to do.') ;;
        *) printf '%s\n' "$line" ;;
      esac
    done
    [ -z "$failed" ]
  }
}

case ${1:-run} in
  run)
    # A tree that ./test has configured already knows the binary: its settings stay.
    [ -f build/build.ninja ] ||
      configure build -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DLIANHU_TESTS=OFF
    ninja_with_progress build --target lianhu
    ;;
  test | whole)
    configure build -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DLIANHU_TESTS=ON
    if [ "$1" = test ]; then ninja_quietly build; else ninja_quietly build --target lianhu tool_test rules_test; fi
    ;;
  sanitize)
    configure build-san -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DLIANHU_TESTS=ON -DLIANHU_SANITIZE=ON
    # main and the tools above http, whose tests make whole counties, are run by the release.
    # shellcheck disable=SC2046  # one word a target
    ninja_quietly build-san --target $(ninja -C build-san -t targets all | sed -n 's/^\([a-z_]*_test\): CXX_EXECUTABLE.*/\1/p' | grep -v '^tool_test$')
    ;;
  second)
    configure build-gcc -DCMAKE_C_COMPILER=gcc -DCMAKE_CXX_COMPILER=g++ -DLIANHU_TESTS=ON -DLIANHU_PRECOMPILE=OFF
    ninja_quietly build-gcc
    ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
