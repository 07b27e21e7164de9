#!/usr/bin/env python3
"""Trains the last part of knowledge/models/roles.bin: which incidents are told as happenings of their own.

    train_incidents.py answers.jsonl WORK OUT.bin

WORK has the models of train.py and, of each fold, incidents.N.jsonl and incidents.N.bin: what train_roles_dump prints with
that fold's ROLES.bin for reports.N.jsonl. An incident is right when an answer of a like type shares a party or a thing with it.
"""

import json
import sys
from pathlib import Path

import numpy as np

from train import FOLDS, L2, ROLES, ROUNDS, Rows, best_f, crossed, normal, write

LIKE = {"bombing": {"BOMBING"}, "explosion": {"BOMBING"}, "kidnapping": {"KIDNAPPING"}, "arson": {"ARSON"}, "robbery": {"ROBBERY"}}
L2["incident"], ROUNDS["incident"] = 4.0, 60


def ways(incident):
    return {role: {normal(w) for names in incident[role] for w in names} for role in ROLES}


def right(found, gold):
    """Of each incident found, whether an answer is left that it meets best."""
    pairs = []
    for f, incident in enumerate(found):
        own = ways(incident)
        for g, answer in enumerate(gold):
            if incident["kind"] in LIKE and answer["type"] not in LIKE[incident["kind"]]:
                continue
            shared = sum(len(own[role] & theirs) for role, theirs in ways(answer).items())
            if shared or not any(answer[role] for role in ROLES):
                pairs.append((-shared, f, g))
    labels, used = [0] * len(found), set()
    for _, f, g in sorted(pairs):
        if not labels[f] and g not in used:
            labels[f] = 1
            used.add(g)
    return labels


def main():
    answers, work, out = sys.argv[1:]
    work, gold = Path(work), {a["id"]: a["incidents"] for a in map(json.loads, open(answers))}
    hashes, sizes, y, fold = [], [], [], []
    for k in range(FOLDS):
        hashes.append(np.fromfile(work / f"incidents.{k}.bin", dtype=np.uint64))
        for row in map(json.loads, open(work / f"incidents.{k}.jsonl")):
            sizes += [i["features"] for i in row["incidents"]]
            y += right(row["incidents"], gold[row["id"]])
            fold += [k] * len(row["incidents"])
    y = np.array(y)
    table = np.zeros((len(y), 6))
    table[:, 0] = y
    z = crossed(Rows(np.concatenate(hashes), sizes), table, np.array(fold), "incident", False, 3, work)
    f, at = best_f(z[:, 0], y)
    print(f"incidents: {len(y)}, {y.sum()} right; F {f:.1f} from {at:.2f}; all kept {200 * y.sum() / (len(y) + y.sum()):.1f}")
    for which in [*map(str, range(FOLDS)), "all"]:
        write(work, which, Path(out) if which == "all" else work / f"roles.{which}.bin")


if __name__ == "__main__":
    main()
