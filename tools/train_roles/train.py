#!/usr/bin/env python3
"""Trains knowledge/models/roles.bin: who has which part in violence.

    train_roles_dump MODEL GAZETTEER KNOWLEDGE REPORTS.jsonl FEATURES.bin > phrases.jsonl      (build target train_roles_dump)
    train.py answers.jsonl phrases.jsonl FEATURES.bin REPORTS.jsonl WORK OUT.bin

answers.jsonl has one report a line: {"id", "incidents": [{"type", "optional", "perpetrators", "perpetrator_organisations",
"targets", "victims", "weapons"}]}, each role a list of answers, each answer the list of ways to put it. Four parts are
learned, each from scores of the one before by models that did not see the report (folds of neighbouring reports): reports
and sentences (is there violence, of which sort), phrases (which role), entities (which role, by all phrases). WORK keeps
the models of the folds. Printed is how good each part is on reports that it was not trained on. Needs numpy and scipy.
"""

import json
import re
import string
import struct
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

FOLDS = 4
ROLES = ("perpetrators", "perpetrator_organisations", "targets", "victims", "weapons")
LABELLING_ORDER = (0, 1, 4, 2, 3)  # an answer of several roles counts for the last of these
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
OUTPUTS = 6
PARTS = ("report", "sentence", "mention", "entity", "incident", "filler")
L2 = {"report": 30.0, "sentence": 15.0, "mention": 8.0, "entity": 3.0}
ROUNDS = {"report": 30, "sentence": 30, "mention": 40, "entity": 60}
LEAST_WEIGHT = {"report": 0.01, "sentence": 0.02, "mention": 0.04, "entity": 0.0}
BOUNDS = np.array([-5, -4, -3, -2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25, 3, 4, 5], dtype=np.float32)
MASK = (1 << 64) - 1

# ------------------------------------------------------------ hashes, as in base/word.h and extract/attribution_features.h


def word(text):
    value = 14695981039346656037
    for byte in text.encode():
        value = ((value ^ byte) * 1099511628211) & MASK
    value ^= value >> 32
    value = (value * 0x9E3779B97F4A7C15) & MASK
    return value ^ (value >> 29)


def feature(question, a, b=0, c=0):
    a, b, c = (np.asarray(x, dtype=np.uint64) for x in (a, b, c))
    value = np.uint64(word(question)) ^ (a * np.uint64(0x9E3779B97F4A7C15))
    value = (value ^ (value >> np.uint64(31)) ^ b) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(29)) ^ c) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(32))


def bucket(z):
    return np.searchsorted(BOUNDS, z.astype(np.float32))


# ------------------------------------------------------------ examples


def normal(text):
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text.translate(str.maketrans("", "", string.punctuation))).split())


class Rows:
    """Lists of hashes, one a row."""

    def __init__(self, hashes, sizes):
        self.hashes, self.ends = hashes, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    def plus(self, extra):
        """With further hashes (a column each) at the end of every row."""
        k, sizes = extra.shape[1], np.diff(self.ends)
        out = Rows(np.empty(len(self.hashes) + extra.size, dtype=np.uint64), sizes + k)
        out.hashes[np.arange(len(self.hashes)) + np.repeat(np.arange(len(sizes)), sizes) * k] = self.hashes
        for j in range(k):
            out.hashes[out.ends[1:] - k + j] = extra[:, j]
        return out

    def first(self):
        return self.hashes[self.ends[:-1]]

    def vocabulary(self, least):
        values, counts = np.unique(self.hashes, return_counts=True)
        return values[counts >= least]

    def matrix(self, vocabulary):
        at = np.searchsorted(vocabulary, self.hashes)
        at[at == len(vocabulary)] = 0
        known = vocabulary[at] == self.hashes
        m = sparse.csr_matrix((known.astype(np.float32), at.astype(np.int32), self.ends), shape=(len(self.ends) - 1, len(vocabulary)))
        m.sum_duplicates()
        m.data = np.minimum(m.data, 1)
        m.eliminate_zeros()
        return m


class Examples:
    def __init__(self, answers_path, phrases_path, features_path, reports_path):
        answers = {a["id"]: a["incidents"] for a in map(json.loads, open(answers_path))}
        texts = {r["id"]: r["text"].encode() for r in map(json.loads, open(reports_path))}
        hashes = np.fromfile(features_path, dtype=np.uint64)
        self.ids, at = [], 0
        sizes = {part: [] for part in ("report", "sentence", "mention", "entity")}
        pieces = {part: [] for part in sizes}
        self.report_y, self.sentence_y, self.mention_y, self.entity_y = [], [], [], []
        self.sentence_report, self.mention_report, self.mention_sentence, self.mention_cluster, self.entity_report = [], [], [], [], []

        def take(part, size):
            nonlocal at
            pieces[part].append(hashes[at:at + size])
            sizes[part].append(size)
            at += size

        for r, row in enumerate(map(json.loads, open(phrases_path))):
            text, incidents = texts[row["id"]], answers.get(row["id"], [])
            self.ids.append(row["id"])
            gold = [{} for _ in ROLES]
            violent = np.zeros(OUTPUTS)
            for incident in incidents:
                violent[[0] + [1 + TYPES.index(t) for t in (incident["type"],) if t in TYPES]] = 1
                for k, role in enumerate(ROLES):
                    for way in (w for answer in incident[role] for w in answer):
                        gold[k].setdefault(normal(way), set()).add(incident["type"])
            self.report_y.append(violent)
            take("report", row["features"])
            first_sentence, first_cluster = len(self.sentence_y), len(self.entity_y)
            for s in row["sentences"]:
                take("sentence", s["features"])
                words = f" {normal(text[s['span'][0]:s['span'][1]].decode())} "
                y = np.zeros(OUTPUTS)
                for k in (2, 3, 4):
                    for way, types in gold[k].items():
                        if way and f" {way} " in words:
                            y[[0] + [1 + TYPES.index(t) for t in types if t in TYPES]] = 1
                self.sentence_y.append(y)
                self.sentence_report.append(r)
            for c in row["candidates"]:
                take("mention", c["features"])
                ways = {normal(text[a:b].decode()) for a, b in c["variants"]}
                y = 0
                for k in LABELLING_ORDER:
                    if ways & set(gold[k]):
                        y = k + 1
                self.mention_y.append(y)
                self.mention_report.append(r)
                self.mention_sentence.append(first_sentence + c["sentence"])
                self.mention_cluster.append(0)
            first_mention = len(self.mention_y) - len(row["candidates"])
            for i, cluster in enumerate(row["clusters"]):
                take("entity", cluster["features"])
                members = [first_mention + c for c in cluster["candidates"]]
                for m in members:
                    self.mention_cluster[m] = first_cluster + i
                labels = [self.mention_y[m] for m in members if self.mention_y[m]]
                self.entity_y.append(max(set(labels), key=labels.count) if labels else 0)
                self.entity_report.append(r)
        assert at == len(hashes), "the features are of other phrases"
        self.rows = {part: Rows(np.concatenate(pieces[part]), sizes[part]) for part in sizes}
        for name in ("report_y", "sentence_y", "mention_y", "entity_y", "sentence_report", "mention_report", "mention_sentence", "mention_cluster", "entity_report"):
            setattr(self, name, np.array(getattr(self, name)))
        self.fold = np.arange(len(self.ids)) * FOLDS // len(self.ids)


# ------------------------------------------------------------ logistic regressions


def fit(x, y, part, exclusive):
    """Weights (features x outputs) and biases: outputs for themselves, or exclusive ones beside "none" (y counts from 1)."""
    n, f = x.shape
    k = OUTPUTS if not exclusive else len(ROLES)
    target = y.astype(np.float32) if not exclusive else np.eye(k + 1, dtype=np.float32)[y][:, 1:]
    transposed, l2 = x.T.tocsr(), L2[part]
    share = np.clip(target.mean(0), 1e-5, 1 - 1e-5)

    def loss(v):
        w, b = v[:f * k].reshape(f, k).astype(np.float32), v[f * k:].astype(np.float32)
        z = x @ w + b
        if exclusive:
            high = np.maximum(z.max(1, keepdims=True), 0)
            e = np.exp(z - high)
            total = e.sum(1, keepdims=True) + np.exp(-high)
            value, p = (np.log(total) + high).sum() - (target * z).sum(), e / total
        else:
            value, p = np.logaddexp(0, z).sum() - (target * z).sum(), 1 / (1 + np.exp(-z))
        g = p - target
        gradient = np.concatenate([(transposed @ g + l2 * w).ravel(), g.sum(0)]).astype(np.float64)
        return float(value) + 0.5 * l2 * float((w.astype(np.float64) ** 2).sum()), gradient

    start = np.concatenate([np.zeros(f * k), np.log(share / (1 - share))])
    v = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS[part], "maxcor": 6}).x
    return v[:f * k].reshape(f, k).astype(np.float32), v[f * k:].astype(np.float32)


def likelihoods(z):
    z = np.concatenate([np.zeros((len(z), 1)), z], 1)
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def score_columns(report, sentence):
    columns = []
    for k in range(OUTPUTS):
        columns += [feature("report score", k, bucket(report[:, k])), feature("sentence score", k, bucket(sentence[:, k]))]
    columns.append(feature("both scores", bucket(report[:, 0]), bucket(sentence[:, 0])))
    return np.stack(columns, 1)


def entity_columns(e, p, report_z):
    """As RoleFinder::decide: best, any and mean of the mentions' likelihoods, and the rank in the report."""
    n, kind = len(e.entity_y), e.rows["entity"].first()
    best, none, total = np.zeros((n, 6)), np.ones((n, 6)), np.zeros((n, 6))
    np.maximum.at(best, e.mention_cluster, p)
    np.multiply.at(none, e.mention_cluster, 1 - p)
    np.add.at(total, e.mention_cluster, p)
    mean = total / np.maximum(1, np.bincount(e.mention_cluster, minlength=n))[:, None]
    odds = lambda x: np.log((x + 1e-6) / (1 - x + 1e-6))
    columns = []
    for k in range(1, 6):
        b, some = bucket(odds(best[:, k])), 1 - none[:, k]
        order = np.lexsort((-some, e.entity_report))
        starts = np.searchsorted(e.entity_report[order], e.entity_report[order])
        rank = np.zeros(n, dtype=np.int64)
        values = some[order]
        for i in range(n):  # equal ones share a rank
            rank[order[i]] = i - starts[i] if i == starts[i] or values[i] != values[i - 1] else rank[order[i - 1]]
        columns += [feature("best", k, b), feature("best kind", k, b, kind), feature("any", k, bucket(odds(some))), feature("mean", k, bucket(odds(mean[:, k]))),
                    feature("rank", k, np.minimum(rank, 4)), feature("best report", k, b, bucket(report_z[e.entity_report, 0]))]
    return np.stack(columns, 1)


def crossed(rows, y, fold, part, exclusive, least, work):
    """Scores by models that did not see the report; writes the models of the folds and of all."""
    vocabulary = rows.vocabulary(least)
    x = rows.matrix(vocabulary)
    z = np.zeros((x.shape[0], OUTPUTS if not exclusive else len(ROLES)), dtype=np.float32)
    for k in range(FOLDS):
        seen = fold != k
        w, b = fit(x[seen], y[seen], part, exclusive)
        z[~seen] = x[~seen] @ w + b
        np.savez(work / f"{part}.{k}.npz", v=vocabulary, w=w, b=b)
    w, b = fit(x, y, part, exclusive)
    np.savez(work / f"{part}.all.npz", v=vocabulary, w=w, b=b)
    print(f"{part}: {x.shape[0]} rows, {x.shape[1]} features, {time.process_time():.0f} s", flush=True)
    return z


def best_f(likely, y):
    """The best F over all thresholds, and where."""
    order = np.argsort(-likely)
    f = 200 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())
    return f.max(), likely[order][f.argmax()]


# ------------------------------------------------------------ the file, as knowledge/role_model.h reads it


def table(vocabulary, weights, scale):
    lines = 1
    while lines * 8 < len(vocabulary) * 10 / 9 + 8:
        lines *= 2
    slots = np.zeros((lines, 8, 8), dtype=np.uint8)
    used = np.zeros(lines, dtype=np.int64)
    values = np.zeros((len(vocabulary), 6), dtype=np.int8)
    values[:, :weights.shape[1]] = np.clip(np.round(weights / scale), -127, 127)
    prints = (vocabulary >> np.uint64(48)).astype(np.uint16)
    prints[prints == 0] = 1
    for hash_, print_, value in zip(vocabulary.tolist(), prints.tolist(), values.view(np.uint8)):
        line = hash_ & (lines - 1)
        while used[line] == 8:
            line = (line + 1) & (lines - 1)
        slot = slots[line, used[line]]
        slot[0], slot[1], slot[2:] = print_ & 255, print_ >> 8, value
        used[line] += 1
    return slots.tobytes()


def write(work, which, out):
    tables, scales, biases = [], [], []
    for part in PARTS:
        path = work / f"{part}.{which}.npz"
        if path.exists():
            model = np.load(path)
            most = np.abs(model["w"]).max(1)
            kept = most > LEAST_WEIGHT.get(part, 0)
            scale = float(most.max()) / 127
            tables.append(table(model["v"][kept], model["w"][kept], scale))
            bias = np.concatenate([model["b"], np.full(6 - len(model["b"]), -9)])
        else:
            scale, bias = 1.0, np.zeros(6)
            tables.append(bytes(64))
        scales.append(scale)
        biases.append(bias)
    head = b"sitrepR2" + struct.pack(f"<{len(PARTS)}Q", *map(len, tables)) + struct.pack(f"<{len(PARTS)}f", *scales) + np.array(biases, dtype="<f4").tobytes()
    Path(out).write_bytes(head + bytes(-len(head) % 64) + b"".join(tables))


def main():
    answers, phrases, features, reports, work, out = sys.argv[1:]
    work = Path(work)
    work.mkdir(exist_ok=True)
    e = Examples(answers, phrases, features, reports)
    report_z = crossed(e.rows["report"], e.report_y, e.fold, "report", False, 2, work)
    sentence_z = crossed(e.rows["sentence"], e.sentence_y, e.fold[e.sentence_report], "sentence", False, 3, work)
    for name, z, y in (("reports", report_z, e.report_y), ("sentences", sentence_z, e.sentence_y)):
        print(name, " ".join(f"{label} {best_f(z[:, k], y[:, k])[0]:.1f}" for k, label in enumerate(("violence",) + TYPES)))
    rows = e.rows["mention"].plus(score_columns(report_z[e.mention_report], sentence_z[e.mention_sentence]))
    p = likelihoods(crossed(rows, e.mention_y, e.fold[e.mention_report], "mention", True, 2, work))
    print("phrases", " ".join(f"{role} {best_f(p[:, k + 1], e.mention_y == k + 1)[0]:.1f}" for k, role in enumerate(ROLES)))
    rows = e.rows["entity"].plus(entity_columns(e, p, report_z))
    p = likelihoods(crossed(rows, e.entity_y, e.fold[e.entity_report], "entity", True, 2, work))
    print("entities", " ".join("{} {:.1f} from {:.2f};".format(role, *best_f(p[:, k + 1], e.entity_y == k + 1)) for k, role in enumerate(ROLES)))
    lines = open(reports).read().splitlines()
    for k in range(FOLDS):
        (work / f"reports.{k}.jsonl").write_text("".join(line + "\n" for line, fold in zip(lines, e.fold) if fold == k))
    for which in [*map(str, range(FOLDS)), "all"]:
        write(work, which, Path(out) if which == "all" else work / f"roles.{which}.bin")


if __name__ == "__main__":
    main()
