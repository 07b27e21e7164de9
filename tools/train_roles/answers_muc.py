#!/usr/bin/env python3
"""Writes the answers of a MUC-3/4 corpus for train.py:  answers_muc.py READER_FOLDER SPLIT > answers.jsonl

READER_FOLDER has a module `corpus` that reads the keys: load_keys(split) -> {report: templates}, a template's slots as lists
of fills with their alternative values.
"""

import json
import sys

SLOTS = {"perpetrators": ("perp-ind-id",), "perpetrator_organisations": ("perp-org-id",), "targets": ("phys-tgt-id",),
         "victims": ("hum-tgt-name", "hum-tgt-desc"), "weapons": ("inc-instr-id",)}

sys.path.insert(0, sys.argv[1])
import corpus  # noqa: E402

for report, templates in corpus.load_keys(sys.argv[2]).items():
    incidents = [{"type": t.value("inc-type"), "optional": t.optional,
                  **{role: [list(fill.values) for slot in slots for fill in t[slot]] for role, slots in SLOTS.items()}} for t in templates]
    print(json.dumps({"id": report, "incidents": incidents}))
