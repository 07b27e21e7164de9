#!/bin/sh
# Trains knowledge/models/roles.bin from reports and their answers (see train.py and answers_muc.py). Run in the project's
# folder after building the target train_roles_dump:
#     tools/train_roles/train.sh REPORTS.jsonl answers.jsonl WORK
set -eu
reports=$1 answers=$2 work=$3
dump="build/release/train_roles_dump build/data/en_core_web_md.model build/data/gazetteer.bin knowledge"
mkdir -p "$work"
$dump "$reports" "$work/phrases.bin" > "$work/phrases.jsonl"
rm -f "$work"/incident.*.npz "$work"/filler.*.npz
${PYTHON:-python3} tools/train_roles/train.py "$answers" "$work/phrases.jsonl" "$work/phrases.bin" "$reports" "$work" "$work/roles.bin"
for fold in 0 1 2 3; do
  $dump "$work/reports.$fold.jsonl" "$work/incidents.$fold.bin" "$work/roles.$fold.bin" > "$work/incidents.$fold.jsonl"
done
${PYTHON:-python3} tools/train_roles/train_incidents.py "$answers" "$work" knowledge/models/roles.bin
