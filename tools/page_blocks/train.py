#!/usr/bin/env python3
"""Trains the classifier that tells an article's blocks from the rest of a page, and says honestly how good it is.

    page_blocks knowledge PAGE.html… > blocks.jsonl        (build target page_blocks)
    train.py blocks.jsonl articles.jsonl [knowledge/models/page_blocks.tsv]

articles.jsonl has {"id", "text"} a line, the text as it should be read; the id is the page's file stem. The figure printed
is the F of runs of four words over pages that the model was not trained on (8 folds of pages, three shuffles). With a
third argument a model of all pages is written there. Needs lightgbm and numpy (tools/setup/requirements-eval.txt).
"""

import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import lightgbm
import numpy as np

FOLDS, SHUFFLES, TREES = 8, 3, 150
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
PARAMETERS = {"objective": "binary", "learning_rate": 0.07, "num_leaves": 8, "min_data_in_leaf": 30, "min_sum_hessian_in_leaf": 1,
              "lambda_l2": 5, "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63,
              "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True,
              "boost_from_average": False}  # so that the trees alone are the model
RUN = 4  # words


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def runs(found: list[str]) -> list[tuple[str, ...]]:
    return [tuple(found[i:i + RUN]) for i in range(max(1, len(found) - RUN + 1))] if found else []


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def labels(blocks: list[str], gold: str) -> np.ndarray:
    """1 for each block that stands in the gold text. Long blocks take their runs of words first, so that a teaser that
    repeats a sentence is not counted; short ones count if they continue a long one as in the gold."""
    wanted, used = Counter(runs(words(gold))), Counter()
    in_order, all_letters = f" {' '.join(words(gold))} ", letters(gold)
    block_words = [words(block) for block in blocks]
    found = np.zeros(len(blocks))
    for i in sorted(range(len(blocks)), key=lambda i: -len(block_words[i])):
        own = runs(block_words[i]) if len(block_words[i]) >= RUN else []
        if own and sum(used[run] < wanted[run] for run in own) > len(own) / 2:
            found[i] = 1
            used.update(own)
    for i, own in enumerate(block_words):
        if not found[i] and len(own) < 6 and len(letters(blocks[i])) >= 14 and letters(blocks[i]) in all_letters:
            found[i] = 1  # scripts without spaces
    for i, own in enumerate(block_words):
        if 0 < len(own) < RUN:
            behind = next((block_words[k] for k in range(i + 1, len(blocks)) if found[k] and len(block_words[k]) >= RUN), [])
            before = next((block_words[k] for k in range(i - 1, -1, -1) if found[k] and len(block_words[k]) >= RUN), [])
            if (behind and f" {' '.join(own + behind[:3])} " in in_order) or (before and f" {' '.join(before[-3:] + own)} " in in_order):
                found[i] = 1
    return found


@dataclass
class Page:
    id: str
    blocks: list[str]
    rows: np.ndarray
    gold: str

    def __post_init__(self):
        self.labels = labels(self.blocks, self.gold)
        size = max(1, len(words(self.gold)))
        self.weights = np.sqrt([min(1.0, (len(words(block)) + 1) / size) for block in self.blocks])


def load(blocks: Path, articles: Path) -> tuple[list[str], list[Page]]:
    gold = {record["id"]: record["text"] for record in map(json.loads, articles.open(encoding="utf-8"))}
    lines = map(json.loads, blocks.open(encoding="utf-8"))
    features = next(lines)["features"]
    return features, [Page(line["id"], line["blocks"], np.array(line["rows"], dtype=np.float32), gold[line["id"]])
                      for line in lines if line["id"] in gold and line["blocks"]]


def fit(pages: list[Page]) -> lightgbm.Booster:
    weights = np.concatenate([page.weights for page in pages])
    data = lightgbm.Dataset(np.vstack([page.rows for page in pages]), np.concatenate([page.labels for page in pages]), weight=weights / weights.mean())
    return lightgbm.train(PARAMETERS, data, TREES)


def score(pages: list[Page], chosen: list[np.ndarray]) -> float:
    """F from precision and recall averaged over pages; pages with nothing chosen count in recall alone."""
    precisions, recalls = [], []
    for page, mask in zip(pages, chosen):
        wanted = Counter(runs(words(page.gold)))
        given = Counter(runs(words("\n".join(block for block, keep in zip(page.blocks, mask) if keep))))
        both = (wanted & given).total()
        recalls.append(both / max(1, wanted.total()))
        if given:
            precisions.append(both / given.total())
    precision, recall = mean(precisions), mean(recalls)
    return 200 * precision * recall / (precision + recall)


def cross_validate(pages: list[Page]) -> dict[float, float]:
    figures = {threshold: [] for threshold in THRESHOLDS}
    for shuffle in range(SHUFFLES):
        order = list(range(len(pages)))
        random.Random(shuffle).shuffle(order)
        chances: dict[int, np.ndarray] = {}
        for fold in range(FOLDS):
            held_out = order[fold::FOLDS]
            model = fit([page for i, page in enumerate(pages) if i not in set(held_out)])
            chances |= {i: model.predict(pages[i].rows) for i in held_out}
        for threshold in THRESHOLDS:
            figures[threshold].append(score(pages, [chances[i] >= threshold for i in range(len(pages))]))
    return {threshold: mean(found) for threshold, found in figures.items()}


def table_rows(tree: int, node: dict) -> list[list]:
    """A subtree in preorder; branches count rows forward from their node."""
    if "leaf_value" in node:
        return [[tree, "", f"{node['leaf_value']:.6g}", "", ""]]
    left, right = table_rows(tree, node["left_child"]), table_rows(tree, node["right_child"])
    return [[tree, node["split_feature"], f"{node['threshold']:.9g}", 1, 1 + len(left)]] + left + right


def write(model: lightgbm.Booster, features: list[str], path: Path) -> None:
    lines = ["# Boosted trees that tell an article's blocks from the rest of a page; written by tools/page_blocks/train.py, not by hand.",
             "# A row with a feature: to the left while it is not above the value; left and right count rows from this one. Else a leaf.",
             "tree\tfeature\tvalue\tleft\tright"]
    for number, tree in enumerate(model.dump_model()["tree_info"]):
        for row in table_rows(number, tree["tree_structure"]):
            row[1] = features[row[1]] if row[1] != "" else ""
            lines.append("\t".join(map(str, row)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    features, pages = load(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{len(pages)} pages, {sum(len(page.blocks) for page in pages)} blocks; all right blocks: F {score(pages, [page.labels > 0 for page in pages]):.2f}")
    for threshold, figure in cross_validate(pages).items():
        print(f"  chance of at least {threshold:.2f}: F {figure:.2f} on pages not trained on")
    if len(sys.argv) == 4:
        write(fit(pages), features, Path(sys.argv[3]))


if __name__ == "__main__":
    main()
