#!/usr/bin/env bash
# Agreement of the native parser with spaCy itself. Options go through: --list, --every N, --model sm.
set -euo pipefail
cd "$(dirname "$0")/.."
"${PYTHON:-build/venv/bin/python}" tools/parity.py "$@"
