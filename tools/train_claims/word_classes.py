#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Classes of words with like vectors, for train_claims: k-means over the static vectors of the language model.

    word_classes.py MODEL_FOLDER OUT.tsv      MODEL_FOLDER is en_core_web_md as spaCy loads it

Writes one line a lower-cased word: word TAB class (1 to 255).
"""
import sys

import numpy
import spacy

CLASSES, ROUNDS = 255, 15


def main() -> None:
    vocab = spacy.load(sys.argv[1], exclude=["parser", "ner", "tagger", "lemmatizer", "attribute_ruler"]).vocab
    rows = vocab.vectors.key2row
    data = vocab.vectors.data / (numpy.linalg.norm(vocab.vectors.data, axis=1, keepdims=True) + 1e-6)
    words = {}
    for key, row in rows.items():
        text = vocab.strings[key] if key in vocab.strings else ""
        if row >= 0 and text and text == text.lower() and not any(c.isspace() for c in text):
            words[text] = row
    used = sorted(set(words.values()))
    points = data[used].astype(numpy.float32)
    centres = points[numpy.random.default_rng(1).choice(len(points), CLASSES, replace=False)]
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(axis=1)
        for c in range(CLASSES):
            members = points[nearest == c]
            if len(members):
                centre = members.mean(axis=0)
                centres[c] = centre / (numpy.linalg.norm(centre) + 1e-6)
    class_of = {row: int(c) + 1 for row, c in zip(used, nearest)}
    kept = set()
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for word, row in words.items():
            if word.replace("-", "").isalpha() and word not in kept:
                kept.add(word)
                out.write(f"{word}\t{class_of[row]}\n")


if __name__ == "__main__":
    main()
