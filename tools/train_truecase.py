# SPDX-License-Identifier: Apache-2.0
"""Trains the truecaser: groups the model's word vectors, then fits the weights with the program train_truecase.

    train_truecase.py groups                 writes tools/model/truecase.groups.gz; then convert the model again (make setup)
    train_truecase.py weights TEXTS.jsonl    writes tools/model/truecase.weights.gz

TEXTS are lines of {"text": …} in the usual case, gathered by case_texts.py. The network that reads after these weights learns
from their mistakes: train_case_network.py trains both."""

import gzip
import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from random import Random

import numpy

PROJECT = Path(__file__).resolve().parent.parent
MODEL = PROJECT / "build/data/en_core_web_md.model"
GROUPS = PROJECT / "tools/model/truecase.groups.gz"
WEIGHTS = PROJECT / "tools/model/truecase.weights.gz"
COARSE, FINE = 100, 1000
DEV_EVERY = 12


def write(path, content):
    path.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size} bytes")


def groups():
    import spacy
    from convert_model import pipeline_folder

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "zipfile", "-e", next((PROJECT / "build/wheels").glob("*_md-*.whl")), folder], check=True)
        vectors = spacy.load(pipeline_folder(Path(folder))).vocab.vectors.data.astype("float32")
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    write(GROUPS, numpy.stack([k_means(vectors, COARSE), k_means(vectors, FINE)], axis=1).astype("uint16").tobytes())


def k_means(vectors, count, rounds=25):
    """Spherical k-means from evenly spread first centres; the number of each vector's group."""
    centres = vectors[:: len(vectors) // count][:count].copy()
    for _ in range(rounds):
        nearest = numpy.argmax(vectors @ centres.T, axis=1)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, vectors)
        length = numpy.linalg.norm(sums, axis=1, keepdims=True)
        centres = numpy.where(length > 0, sums / (length + 1e-9), centres)
    return nearest


def wrapped(text, random):
    """The text with lines broken for the width of a page, as wire copy has it, and perhaps set in."""
    width, indent = random.randint(60, 110), " " * random.choice((0, 0, 3, 12))
    return "\n".join(f"\n{indent}".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) for line in text.split("\n"))


def train(texts):
    """Every second text with its lines broken."""
    random = Random(1)
    texts = [wrapped(text, random) if at % 2 else text for at, text in enumerate(texts)]
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "train_truecase"], cwd=PROJECT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        train, dev, output = (Path(folder) / name for name in ("train", "dev", "weights"))
        train.write_text("\0".join(text for at, text in enumerate(texts) if at % DEV_EVERY), encoding="utf-8")
        dev.write_text("\0".join(texts[::DEV_EVERY]), encoding="utf-8")
        subprocess.run([PROJECT / "build/release/train_truecase", MODEL, train, dev, output], check=True)
        write(WEIGHTS, output.read_bytes())


if __name__ == "__main__":
    if sys.argv[1:] == ["groups"]:
        groups()
    elif len(sys.argv) == 3 and sys.argv[1] == "weights":
        train([json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")])
    else:
        sys.exit(__doc__)
