#!/usr/bin/env bash
# What a new user sees first.
set -euo pipefail
cd "$(dirname "$0")/.."
build/release/sitrep --version
build/release/sitrep --help
