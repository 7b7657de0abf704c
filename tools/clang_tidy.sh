#!/bin/sh
# clang-tidy over the release build's own compile commands (./test --long). Prints only what it finds.
set -eu
cd "$(dirname "$0")/.."
find server -name '*.cc' -print0 | xargs -0 -n 4 -P "$(nproc)" clang-tidy-19 -p build --quiet --warnings-as-errors='*' 2>/dev/null
