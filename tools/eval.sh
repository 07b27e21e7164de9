#!/usr/bin/env bash
# Measures the program and its peers on the public collections beside the project, where they are (../shared or $SHARED):
# each tools/*_eval.py prints its own table, and says so if its collection is absent.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=build/eval-venv
requirements=tools/setup/requirements-eval.txt
if ! cmp -s "$requirements" "$venv/.installed"; then
  echo "eval: installing the peers into $venv"
  [ -x "$venv/bin/python" ] || /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --upgrade pip >build/pip-eval.log 2>&1 || true
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" >build/pip-eval.log 2>&1 ||
    { echo "eval: the peers could not be installed; see build/pip-eval.log" >&2; exit 1; }
  cp "$requirements" "$venv/.installed"
fi
for measure in tools/*_eval.py; do
  "$venv/bin/python" "$measure" --shared "${SHARED:-../shared}" --program build/release/sitrep
done
