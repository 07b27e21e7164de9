# SPDX-License-Identifier: Apache-2.0
"""Trains the weights that find and resolve places: knowledge/places/weights_{names,prior,report}.tsv.

    train_places.py --eval ../shared/eval/geo [--leave-out CORPUS] [--out FOLDER] CORPUS…

CORPUS is what corpus.py in the eval folder loads (LGL, TR-News, GeoVirus, or an XML file). The program of build/release tells
the features (sitrep place-features); three linear models are fitted with L-BFGS: is a proposal a place's name (logistic), which
candidate is meant by itself, and which with the whole report in view (softmax over the candidates; for texts without GeoNames
ids, the candidates nearest to the stated point are right). A feature is kept only if it is frequent and occurs in at least two corpora, so
that no text is learned by heart. With --leave-out, that corpus is not trained on, and the weights stay in --out, with a copy of the
program that uses them: `OUT/build/release/sitrep read --json` is then the honest measure. Needs numpy and scipy.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

PROJECT = Path(__file__).resolve().parents[1]
NEAR_KM = 15
NEAR_AREA_KM = 400  # regions, seas and ranges are given points far from each other
NEAR_TWIN_KM = 30  # a town and its district cannot be told by a point
FAR_KM = 161
FAR_AREA_KM = 800

# What an expert expects of features that the corpora, mostly local news, show too seldom: weights are drawn towards these, all
# others towards 0. "The regions of Kalbajar and Lachin" are places whatever the entity recogniser says; "the Kalbajar district" is no
# town; "Paris, Texas" lies in Texas, "Paris Jackson" is no town.
EXPECTED_OF_NAMES = {"list_of=division&first": 3.0, "list_of=division&listed": 4.0, "list_of=settlement&first": 2.5, "list_of=settlement&listed": 3.5,
                     "list_before=division": 3.0, "then_region=in&holds": 4.0, "then_region=,&holds": 3.0, "entity_behind=PERSON": -3.0}
EXPECTED_OF_CHOICE = {"kind_fits_twin": -4.0, "in_region": 5.0}


def workshop(folder: Path) -> Path:
    """A copy of program and knowledge, so that half-trained weights are never the project's. Returns the program."""
    program = folder / "build" / "release" / "sitrep"
    program.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(PROJECT / "build" / "release" / "sitrep", program)
    data = folder / "build" / "data"
    if not data.exists():
        data.symlink_to(PROJECT / "build" / "data")
    shutil.copytree(PROJECT / "knowledge", folder / "knowledge", dirs_exist_ok=True)
    return program


# --- linear models ---


def parsed(features: list[str]) -> list[tuple[str, float]]:
    return [(name, float(amount)) for name, amount in (feature.rsplit(":", 1) for feature in features)]


def vocabulary(rows_of_corpora: list[list[list[str]]], least: int) -> dict[str, int]:
    counts = [Counter(name for row in rows for name, _ in parsed(row)) for rows in rows_of_corpora]
    total = sum(counts, Counter())
    wanted = min(2, len(counts))
    return {name: i for i, name in enumerate(sorted(n for n, c in total.items() if c >= least and sum(n in one for one in counts) >= wanted))}


def matrix(rows: list[list[str]], names: dict[str, int]) -> csr_matrix:
    at, columns, amounts = [], [], []
    for i, row in enumerate(rows):
        for name, amount in parsed(row):
            if name in names:
                at.append(i)
                columns.append(names[name])
                amounts.append(amount)
    return csr_matrix((amounts, (at, columns)), shape=(len(rows), len(names)))


def fitted(loss_and_gradient, size: int) -> np.ndarray:
    return minimize(loss_and_gradient, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def logistic(rows: csr_matrix, right: np.ndarray, start: np.ndarray, penalty: float) -> np.ndarray:
    """Weights are drawn towards `start`."""
    def loss(change):
        weights = start + change
        scores = rows @ weights
        share = 1 / (1 + np.exp(-scores))
        return np.sum(np.logaddexp(0, scores) - right * scores) + penalty / 2 * change @ change, rows.T @ (share - right) + penalty * change
    return start + fitted(loss, rows.shape[1])


def softmax(rows: csr_matrix, starts: np.ndarray, right: np.ndarray, importance: np.ndarray, start: np.ndarray, penalty: float) -> np.ndarray:
    """Groups of rows, of which any right one may be chosen. Weights are drawn towards `start`."""
    group = np.repeat(np.arange(len(starts) - 1), np.diff(starts))

    def loss(change):
        weights = start + change
        scores = rows @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts[:-1])[group])
        all_ = np.add.reduceat(scores, starts[:-1])
        right_scores = np.where(right, scores, 0)
        right_all = np.maximum(np.add.reduceat(right_scores, starts[:-1]), 1e-300)
        gradient = rows.T @ ((scores / all_[group] - right_scores / right_all[group]) * importance[group])
        return -np.sum(importance * (np.log(right_all) - np.log(all_))) + penalty / 2 * change @ change, gradient + penalty * change
    return start + fitted(loss, rows.shape[1])


def expectations(names: dict[str, int], expected: dict[str, float]) -> np.ndarray:
    """One for each name; those expected are added to the names."""
    for name in expected:
        names.setdefault(name, len(names))
    return np.array([expected.get(name, 0.0) for name in names])


def save(path: Path, names: dict[str, int], weights: np.ndarray, least: float) -> None:
    card = "# Written by tools/train_places.py; what it was trained on stands in docs/places.md. Not for editing by hand."
    lines = [f"{name}\t{weights[i]:.3f}" for name, i in sorted(names.items()) if abs(weights[i]) >= least]
    path.write_text("\n".join([card, "feature\tweight", *lines]) + "\n", encoding="utf-8")


# --- names ---


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without article, possessive and punctuation, which may or may not be counted to a name."""
    while start < end and not text[start].isalnum():
        start += 1
    if text[start:end].lower().startswith("the "):
        start += 4
    for possessive in ("'s", "’s"):
        end -= len(possessive) * text[start:end].endswith(possessive)
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return start, end


def output(program: Path, what: str, documents: Path) -> list[list[str]]:
    run = subprocess.run([program, "place-features", "--of", what, documents], capture_output=True, text=True, check=True)
    return [line.split("\t") for line in run.stdout.split("\n") if line]


def train_names(program: Path, corpora: dict, folder: Path) -> None:
    rows, right = [], []
    for name, documents in corpora.items():
        gold = {d.id: {bare(d.text, t.start, t.end) for t in d.toponyms if not t.adjectival} for d in documents}
        texts = {d.id: d.text for d in documents}
        proposals = output(program, "names", folder / f"{name}.jsonl")
        rows.append([features for _, _, _, *features in proposals])
        right += [bare(texts[id_], int(start), int(end)) in gold[id_] for id_, start, end, *_ in proposals]
    names = vocabulary(rows, 8)
    expected = expectations(names, EXPECTED_OF_NAMES)
    weights = logistic(matrix(sum(rows, []), names), np.array(right, dtype=float), expected, 2.0)
    save(folder / "knowledge" / "places" / "weights_names.tsv", names, weights, 0.05)


# --- resolution ---


@dataclass
class Group:
    gold: list
    candidates: list[tuple[str, tuple[float, float] | None, str, list[str]]] = field(default_factory=list)

    def right(self) -> list[int] | None:
        """The candidates that may be chosen; "none" where no candidate is near; None where nothing is known."""
        gold = [toponym for toponym in self.gold if not toponym.adjectival and toponym.point]
        if not gold:
            return None
        ids = Counter(toponym.geonameid for toponym in gold if toponym.geonameid)
        none = [len(self.candidates) - 1]
        if ids:
            wanted = ids.most_common(1)[0][0]
            same = [i for i, (id_, *_) in enumerate(self.candidates) if id_ == str(wanted)]
            point = next(toponym.point for toponym in gold if toponym.geonameid == wanted)
            near = [i for i, c in enumerate(self.candidates) if distance(point, c[1]) < (NEAR_KM if is_small(c[2]) else NEAR_AREA_KM)]
            return same or near or none
        distances = [distance(gold[0].point, candidate[1]) for candidate in self.candidates]
        nearest = min(range(len(distances)), key=distances.__getitem__)
        if distances[nearest] > (FAR_KM if is_small(self.candidates[nearest][2]) else FAR_AREA_KM):
            return none
        return [i for i, km in enumerate(distances) if km < distances[nearest] + NEAR_TWIN_KM]


def is_small(feature: str) -> bool:
    return feature.startswith(("PPL", "ADM"))


def distance(a: tuple[float, float], b: tuple[float, float] | None) -> float:
    if b is None:
        return math.inf
    lat, lon, other_lat, other_lon = map(math.radians, (*a, *b))
    half = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))


def groups(program: Path, what: str, documents: list, path: Path) -> list[Group]:
    gold = {d.id: d.toponyms for d in documents}
    found: list[Group] = []
    for kind, *cells in output(program, what, path):
        if kind == "group":
            spans = [tuple(map(int, cell.split(","))) for cell in cells[1:]]
            found.append(Group([t for t in gold[cells[0]] if any(start < t.end and t.start < end for start, end in spans)]))
        else:
            point = None if cells[1] == "-" else (float(cells[1]), float(cells[2]))
            found[-1].candidates.append((cells[0], point, cells[3], cells[4:]))
    return found


def train_choice(program: Path, what: str, corpora: dict, folder: Path, table: str) -> None:
    rows, starts, right, importance = [], [0], [], []
    for name, documents in corpora.items():
        rows.append([])
        for group in groups(program, what, documents, folder / f"{name}.jsonl"):
            chosen = group.right()
            if chosen is None or len(group.candidates) < 2:
                continue
            rows[-1] += [candidate[3] for candidate in group.candidates]
            right += [i in chosen for i in range(len(group.candidates))]
            starts.append(starts[-1] + len(group.candidates))
            importance.append(min(4, len(group.gold)) ** 0.7)
    names = vocabulary(rows, 5)
    expected = expectations(names, EXPECTED_OF_CHOICE)
    weights = softmax(matrix(sum(rows, []), names), np.array(starts), np.array(right), np.array(importance), expected, 1.0)
    save(folder / "knowledge" / "places" / table, names, weights, 0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="the folder of corpus.py")
    parser.add_argument("--leave-out", default="", metavar="CORPUS")
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "places-training", help="where to work")
    parser.add_argument("corpora", nargs="+")
    arguments = parser.parse_args()
    sys.path[:0] = [str(arguments.eval), str(arguments.eval.parent)]
    import corpus

    corpora = {Path(name).stem: corpus.load(name) for name in arguments.corpora if name != arguments.leave_out}
    folder = arguments.out
    program = workshop(folder)
    for name, documents in corpora.items():
        with open(folder / f"{name}.jsonl", "w", encoding="utf-8") as lines:
            for d in documents:
                spans = [{"start": t.start, "end": t.end} for t in d.toponyms]
                lines.write(json.dumps({"id": d.id, "text": d.text, "toponyms": spans}, ensure_ascii=False) + "\n")
    train_names(program, corpora, folder)
    for _ in range(2):  # the first pass starts from the old weights
        train_choice(program, "alone", corpora, folder, "weights_prior.tsv")
    train_choice(program, "report", corpora, folder, "weights_report.tsv")
    if not arguments.leave_out:
        for table in (folder / "knowledge" / "places").glob("weights_*.tsv"):
            shutil.copy2(table, PROJECT / "knowledge" / "places" / table.name)
    print(f"trained on {', '.join(corpora)}; weights in {folder / 'knowledge' / 'places'}")


if __name__ == "__main__":
    main()
