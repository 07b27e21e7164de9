#!/usr/bin/env bash
# What a new user sees first.
set -euo pipefail
cd "$(dirname "$0")/.."
sitrep=build/release/sitrep

"$sitrep" --version
echo
echo "A report:"
echo
fold -s -w 110 samples/shelling.txt | sed 's/^/    /'
echo
echo "What it says (sitrep read samples/shelling.txt):"
echo
"$sitrep" read samples/shelling.txt | sed 's/^/    /'
echo "The same for wire copy in capitals (sitrep read samples/wire-in-capitals.txt):"
echo
"$sitrep" read samples/wire-in-capitals.txt | sed 's/^/    /'

# Many reports: a ledger.
store=build/demo.db
rm -f "$store" "$store"-*
echo
echo "The reports of samples/border-war-2022 (texts, pages, a feed, a web archive) into a store:"
echo
"$sitrep" ingest --db "$store" samples/border-war-2022 2>&1 | sed 's/^/    /'
echo
"$sitrep" incidents --db "$store" | sed 's/^/    /'
echo
"$sitrep" brief --db "$store" --from 2022-09-12 --to 2022-09-20 --side ARM --since 2022-09-14
echo
deadliest=$("$sitrep" incidents --db "$store" --side ARM --min-dead 100 | awk '$1 ~ /^I[0-9]+$/ {print $1; exit}')
[ -z "$deadliest" ] || "$sitrep" show --db "$store" "$deadliest"
echo
echo "The same as a page, with map, claims and evidence: build/release/sitrep serve --db $store"
echo "More: build/release/sitrep --help, docs/commands.md"
