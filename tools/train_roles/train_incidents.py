#!/usr/bin/env python3
"""Trains the last parts of knowledge/models/roles.bin: which incidents are told as happenings of their own, and who is part
of them.

    train_incidents.py answers.jsonl WORK OUT.bin

WORK has the models of train.py and, of each fold, incidents.N.jsonl and incidents.N.bin: what train_roles_dump prints with
that fold's ROLES.bin for reports.N.jsonl. An incident is right when an answer of a like type shares a party or a thing with
it; somebody in it when that answer, or any answer of the report if the incident is wrong, has him in that role.
"""

import json
import sys
from pathlib import Path

import numpy as np

from train import FOLDS, L2, ROLES, ROUNDS, Rows, best_f, crossed, normal, write

LIKE = {"bombing": {"BOMBING"}, "explosion": {"BOMBING"}, "kidnapping": {"KIDNAPPING"}, "arson": {"ARSON"}, "robbery": {"ROBBERY"}}
L2 |= {"incident": 4.0, "filler": 4.0}
ROUNDS |= {"incident": 60, "filler": 60}


def found_ways(incident):
    own = {role: set() for role in ROLES}
    for filler in incident["fillers"]:
        own[ROLES[filler["role"]]] |= {normal(name) for name in filler["names"]}
    return own


def answer_ways(answer):
    return {role: {normal(way) for ways in answer[role] for way in ways} for role in ROLES}


def aligned(found, gold):
    """Of each incident found, the answer that is left for it and that it meets best."""
    pairs = []
    for f, incident in enumerate(found):
        own = found_ways(incident)
        for g, answer in enumerate(gold):
            if incident["kind"] in LIKE and answer["type"] not in LIKE[incident["kind"]]:
                continue
            shared = sum(len(own[role] & theirs) for role, theirs in answer_ways(answer).items())
            if shared or not any(answer[role] for role in ROLES):
                pairs.append((-shared, f, g))
    answers, used = [None] * len(found), set()
    for _, f, g in sorted(pairs):
        if answers[f] is None and g not in used:
            answers[f] = gold[g]
            used.add(g)
    return answers


def right_fillers(incident, answers):
    """Each way to name somebody in the answers is met once, by the name before other mentions."""
    labels = [0] * len(incident["fillers"])
    for role in range(len(ROLES)):
        for ways in (ways for answer in answers for ways in answer[ROLES[role]]):
            wanted = {normal(way) for way in ways}
            own = [n for n, f in enumerate(incident["fillers"]) if f["role"] == role]
            by_name = [n for n in own if normal(incident["fillers"][n]["names"][0]) in wanted]
            by_mention = [n for n in own if wanted & {normal(name) for name in incident["fillers"][n]["names"]}]
            for n in (by_name or by_mention)[:1]:
                labels[n] = 1
    return labels


class Examples:
    """Rows of one part, with their answers and folds."""

    def __init__(self):
        self.hashes, self.sizes, self.y, self.fold, self.role = [], [], [], [], []

    def add(self, hashes, y, fold, role=0):
        self.hashes.append(hashes)
        self.sizes.append(len(hashes))
        self.y.append(y)
        self.fold.append(fold)
        self.role.append(role)

    def train(self, part, work):
        y = np.array(self.y)
        table = np.zeros((len(y), 6))
        table[:, 0] = y
        return crossed(Rows(np.concatenate(self.hashes), self.sizes), table, np.array(self.fold), part, False, 3, work)[:, 0], y


def main():
    answers, work, out = sys.argv[1:]
    work, gold = Path(work), {a["id"]: a["incidents"] for a in map(json.loads, open(answers))}
    incidents, fillers = Examples(), Examples()
    for k in range(FOLDS):
        hashes, at = np.fromfile(work / f"incidents.{k}.bin", dtype=np.uint64), 0
        for row in map(json.loads, open(work / f"incidents.{k}.jsonl")):
            for incident, answer in zip(row["incidents"], aligned(row["incidents"], gold[row["id"]])):
                incidents.add(hashes[at:at + incident["features"]], int(answer is not None), k)
                at += incident["features"]
                labels = right_fillers(incident, [answer] if answer else gold[row["id"]])
                for filler, label in zip(incident["fillers"], labels):
                    if filler["weighed"]:
                        fillers.add(hashes[at:at + filler["features"]], label, k, filler["role"])
                    at += filler["features"]
        assert at == len(hashes), "the features are of other incidents"
    z, y = incidents.train("incident", work)
    print("incidents: {}, {} right; F {:.1f} from {:.2f}; all kept {:.1f}".format(len(y), y.sum(), *best_f(z, y), 200 * y.sum() / (len(y) + y.sum())))
    z, y = fillers.train("filler", work)
    for r, role in enumerate(ROLES):
        own = np.array(fillers.role) == r
        print("{}: {}, {} right; F {:.1f} from {:.2f}; all kept {:.1f}".format(role, own.sum(), y[own].sum(), *best_f(z[own], y[own]), 200 * y[own].sum() / (own.sum() + y[own].sum())))
    for which in [*map(str, range(FOLDS)), "all"]:
        write(work, which, Path(out) if which == "all" else work / f"roles.{which}.bin")


if __name__ == "__main__":
    main()
