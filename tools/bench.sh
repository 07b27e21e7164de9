#!/usr/bin/env bash
# Speed of the native parser beside spaCy's. Options go through: --texts N, --rounds N.
set -euo pipefail
cd "$(dirname "$0")/.."
"${PYTHON:-build/venv/bin/python}" tools/bench.py "$@"
