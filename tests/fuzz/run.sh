#!/usr/bin/env bash
# Builds the fuzz targets with clang and sanitizers and runs them one after the other: the full read for some seconds (60),
# each of the others for a part of that, together less than five times as long. A finding fails and stays in
# build/fuzz/findings. The seed is fixed, so that a change of the program is what makes a run differ. Usage: tests/fuzz/run.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
mkdir -p build/fuzz/findings
cmake --preset fuzz >build/fuzz/configure.log 2>&1 || { cat build/fuzz/configure.log; exit 1; }
targets=$(cd src && ls ./*/*_fuzz.cpp | sed 's,.*/,fuzz_,; s,_fuzz\.cpp$,,')
# shellcheck disable=SC2086
cmake --build --preset fuzz --target $targets >build/fuzz/build.log 2>&1 || { tail -40 build/fuzz/build.log; exit 1; }
for target in $targets; do
  share=$seconds
  case $target in
    fuzz_read) ;;
    fuzz_dictionary) share=$((seconds / 3 + 1)) ;;
    *) share=$((seconds * 5 / 6 + 1)) ;;
  esac
  corpus=build/fuzz/corpus-$target
  mkdir -p "$corpus"
  if ! SITREP_MODEL=build/data/en_core_web_sm.model "build/fuzz/$target" -seed=1 -max_total_time="$share" -max_len=4000 -timeout=20 -rss_limit_mb=4096 \
    -artifact_prefix=build/fuzz/findings/ "$corpus" tests/fuzz/seeds samples >"build/fuzz/$target.log" 2>&1; then
    tail -60 "build/fuzz/$target.log"
    exit 1
  fi
  printf '%s: %s s, %s\n' "$target" "$share" "$(grep -E '^#[0-9]+.*DONE' "build/fuzz/$target.log" | tail -1)"
done
