#!/usr/bin/env bash
# Builds the page from web/ into build/web. Does nothing when neither the sources nor the packages changed; needs the network only
# to fetch the packages of web/package-lock.json once. The tests' packages come with SETUP_FOR=tests alone.
set -euo pipefail
packages=web/node_modules/.set-up
target=build/web
wanted="$(sha256sum <web/package-lock.json | cut -d' ' -f1) ${SETUP_FOR:-demo}"

has_packages() {
  local have
  have=$(cat "$packages" 2>/dev/null) || return 1
  [ "$have" = "$wanted" ] || [ "$have" = "${wanted% *} tests" ]
}

if ! has_packages; then
  echo "setup: fetching the page's packages"
  omit=()
  [ "${SETUP_FOR:-demo}" = tests ] || omit=(--omit=dev)
  npm ci --prefix web --ignore-scripts --no-audit --no-fund "${omit[@]}" >build/npm.log 2>&1 ||
    { echo "setup: the page's packages could not be installed; see build/npm.log" >&2; exit 1; }
  echo "$wanted" >"$packages"
fi

stamp=$(find web -path web/node_modules -prune -o -path web/tests -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
[ -s "$target/index.html" ] && [ "$(cat "$target.stamp" 2>/dev/null)" = "$stamp" ] && exit 0
node web/build.mjs "$target" || { echo "setup: the page could not be built" >&2; exit 1; }
echo "$stamp" >"$target.stamp"
