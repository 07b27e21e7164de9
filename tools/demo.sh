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
echo "Its first sentence as the parser sees it (sitrep parse samples/shelling.txt): word, lemma, part of speech, head, relation, name"
echo
"$sitrep" parse samples/shelling.txt | awk -F'\t' '/^# sent_id = 2/ {exit} NF == 10 {match($10, /entity=.*/); printf "    %3s  %-12s %-12s %-6s %3s  %-10s %s\n", $1, $2, $3, $4, $7, $8, RSTART ? substr($10, RSTART + 7) : ""}'
for report in samples/shelling.txt samples/wire-in-capitals.txt; do
  echo
  echo "Names and figures in $report:"
  echo
  "$sitrep" parse --json "$report" | grep -o '"label":"[A-Z_]*","text":"[^"]*"' | sed 's/"label":"\(.*\)","text":"\(.*\)"/\1\t\2/' | awk -F'\t' '{printf "    %-12s %s\n", $1, $2}'
done

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
echo "More: build/release/sitrep --help, docs/commands.md"
