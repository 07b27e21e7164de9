#!/usr/bin/env bash
# Sets up everything that building and the demo need: system packages, the tools' Python packages, the language model;
# `setup.sh tests` brings what the tests alone need, too. Safe to run again: what is there is not fetched again, and then it
# needs no network. Called by the Makefile.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tools/setup
build=build
mkdir -p "$build"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "system packages must be installed by root: run 'apt-get install $*' as root, or install sudo"
  fi
}

# system_packages LIST: a row is a package, or "package unless=command" for what may have come from elsewhere.
system_packages() {
  local missing=() name unless
  while read -r name unless; do
    [ -n "$unless" ] && command -v "${unless#unless=}" >/dev/null && continue
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done < <(sed 's/#.*//' "$1" | awk 'NF {print $1, $2}')
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${#missing[@]} system packages: ${missing[*]}"
  as_root apt-get update -qq >"$build/apt.log" 2>&1 || fail "the package lists cannot be updated; see $build/apt.log"
  for name in "${missing[@]}"; do
    apt-cache show "$name" >/dev/null 2>&1 || fail "Debian package $name cannot be had; sitrep is made for Debian 12 (bookworm): check /etc/apt/sources.list"
  done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$build/apt.log" 2>&1 ||
    fail "system packages could not be installed; see $build/apt.log"
}

# python_packages LIST
python_packages() {
  local stamp
  stamp="$build/venv/.installed-$(basename "$1")"
  cmp -s "$1" "$stamp" && return
  say "installing the tools' Python packages into $build/venv"
  # The system's Python, whatever else is first on PATH: its packages are known to be there.
  [ -x "$build/venv/bin/python" ] || /usr/bin/python3 -m venv "$build/venv" || fail "python3 -m venv failed; install the package python3-venv"
  "$build/venv/bin/pip" install --quiet --disable-pip-version-check --upgrade pip >"$build/pip.log" 2>&1 || true
  "$build/venv/bin/pip" install --quiet --disable-pip-version-check -r "$1" >"$build/pip.log" 2>&1 ||
    fail "Python packages could not be installed; see $build/pip.log"
  cp "$1" "$stamp"
}

# Each step that needs more than packages is a script of its own in tools/setup/steps, run in order; it must be idempotent
# and silent when there is nothing to do.
further_steps() {
  local step
  for step in "$here"/steps/*; do
    [ -e "$step" ] || continue
    PATH="$PWD/$build/venv/bin:$PATH" bash "$step" || fail "$(basename "$step") failed"
  done
}

export SETUP_FOR="${1:-demo}"
system_packages "$here/packages.txt"
python_packages "$here/requirements.txt"
further_steps
[ "${1:-}" = tests ] || exit 0
system_packages "$here/packages-test.txt"
python_packages "$here/requirements-test.txt"
