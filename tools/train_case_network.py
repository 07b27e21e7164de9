# SPDX-License-Identifier: Apache-2.0
"""Trains the truecaser in full: the weights of its first two readings (train_truecase.py), then the network of the third.

    train_case_network.py TEXTS.jsonl     TEXTS by case_texts.py; writes tools/model/truecase.weights.gz and case_network.npz

The network must learn from readings that are as wrong as they will be on new texts: of each half of the texts by weights of
the other. It starts from the encoder of en_core_web_md's entity recogniser, whose embeddings stay as they are, and learns for
each token in which case the text had it. Needs jax beside the tools' packages (pip install jax==0.10.2);
about an hour on two quiet cores. Convert the model again afterwards (make setup)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import jax
import jax.numpy as jnp
import numpy
import spacy
from spacy.attrs import NORM, ORTH
from thinc.api import NumpyOps

import train_truecase
from convert_model import convert, pipeline_folder
from model.weights import CASE_NETWORK, embedding_plan, encoder_weights, layers, only
from truecase_eval import upper

PROJECT = Path(__file__).resolve().parent.parent
EPOCHS, ROWS, STEP, DROPOUT = 3, 4096, 1e-3, 0.05
PADDING = 4          # rows between texts, as far as the encoder reaches
EDGE = 8             # rows of a batch that lend context only
CASES, CHANCES = 4, 8
COLUMNS = ("NORM", "PREFIX", "SUFFIX", "SHAPE")


def case_of(word):
    """As case_of of src/parse/truecase_features.cpp; -1 without letters."""
    letters = [character for character in word if character.isalpha()]
    capitals = sum(map(str.isupper, letters))
    if not letters:
        return -1
    if capitals == 0:
        return 0
    if capitals == len(letters):
        return 1 if len(letters) == 1 else 2
    return 1 if capitals == 1 and letters[0].isupper() else 3


# ---- what the first two readings make of the texts ----------------------------------------------------------------------


def restored(texts, model, folder):
    """(restored text, [(where a word begins, chance of a capital)]) for each text in capitals."""
    file = folder / "texts"
    file.write_text("\0".join(map(upper, texts)), encoding="utf-8", newline="")
    done = subprocess.run([PROJECT / "build/release/restore_case", model, file], capture_output=True, check=True)
    for line in done.stdout.decode("utf-8").split("\n")[:-1]:
        record = json.loads(line)
        byte_at = {byte: at for at, byte in enumerate(byte_starts(record["text"]))}
        yield record["text"], [(byte_at[byte], chance) for byte, chance in record["words"]]


def byte_starts(text):
    at = 0
    for character in text:
        yield at
        at += len(character.encode("utf-8"))


def read_crosswise(texts, pipeline, folder):
    """The texts of both halves, some with their lines broken, each with its reading by weights of the other."""
    random = Random(5)
    printed = [train_truecase.wrapped(text, random) if random.random() < 0.5 else text for text in texts]
    for half in (0, 1):
        train_truecase.train(texts[1 - half :: 2])
        model = folder / "half.model"
        convert(pipeline, "en_core_web_md", "half", model)
        yield from zip(printed[half::2], restored(printed[half::2], model, folder), strict=True)
    train_truecase.train(texts)


# ---- from texts to rows --------------------------------------------------------------------------------------------------


class Words:
    """Numbers of words, and what the encoder's mix layer takes in for each."""

    def __init__(self, nlp):
        self.nlp, self.numbers, self.keys = nlp, {}, []

    def number(self, orth, norm):
        if (orth, norm) not in self.numbers:
            self.numbers[orth, norm] = len(self.keys)
            lexeme = self.nlp.vocab[orth]
            self.keys.append((norm, lexeme.prefix, lexeme.suffix, lexeme.shape, orth))
        return self.numbers[orth, norm]

    def inputs(self):
        encoder, keys = self.nlp.get_pipe("ner").model.get_ref("tok2vec"), numpy.array(self.keys, dtype="uint64")
        assert tuple(embedding_plan(encoder)["attributes"]) == COLUMNS
        parts = []
        for column, table in enumerate(sorted(layers(encoder, "hashembed"), key=lambda node: node.attrs["column"])):
            weights = table.get_param("E")
            hashes = NumpyOps().hash(numpy.ascontiguousarray(keys[:, column]), table.attrs["seed"])
            parts.append(weights[hashes % len(weights)].sum(axis=1))
        vectors = self.nlp.vocab.vectors
        rows = numpy.array([vectors.key2row.get(int(orth), -1) for orth in keys[:, -1]])
        projected = vectors.data @ only(encoder, "static_vectors").get_param("W").T
        parts.append(numpy.where(rows[:, None] >= 0, projected[rows], 0))
        return numpy.concatenate(parts, axis=1).astype("float16")


def rows_of(printed, text, begins, words):
    """For each token of a restored text: word, hint (as in src/parse/tokenizer.h), and its case as printed."""
    document = words.nlp.make_doc(text)
    at, chance, rows = 0, 0, []
    for token, (orth, norm) in zip(document, document.to_array([ORTH, NORM]).tolist()):
        begin, end, is_first = token.idx, token.idx + len(token.text), True
        while at < len(begins) and begins[at][0] < end:
            if begins[at][0] < begin or is_first:
                chance = begins[at][1]
            is_first &= begins[at][0] < begin
            at += 1
        rows.append((words.number(orth, norm), chance + CHANCES * max(0, case_of(token.text)), case_of(printed[begin:end])))
    return rows + [(0, 0, -2)] * PADDING


# ---- the network -----------------------------------------------------------------------------------------------------------


def maxout_norm(weights, name, inputs, shift=0.0):
    pieces, width, size = weights[f"{name}.W"].shape
    products = inputs @ weights[f"{name}.W"].reshape(pieces * width, size).T + weights[f"{name}.b"].reshape(-1) + shift
    best = products.reshape(-1, pieces, width).max(axis=1)
    centred = best - best.mean(axis=-1, keepdims=True)
    return centred * jax.lax.rsqrt(best.var(axis=-1, keepdims=True) + 1e-8) * weights[f"{name}.G"] + weights[f"{name}.beta"]


def thinned(values, key):
    return values * jax.random.bernoulli(key, 1 - DROPOUT, values.shape) / (1 - DROPOUT)


def loss(weights, inputs, hints, cases, counts, key):
    keys = jax.random.split(key, 5)
    vectors = thinned(maxout_norm(weights, "case.mix", inputs.astype(jnp.float32), weights["case.mix.by_hint"][hints]), keys[0])
    vectors *= (cases > -2)[:, None]
    nothing = jnp.zeros((1, vectors.shape[1]))
    for layer in range(4):
        window = jnp.concatenate([jnp.concatenate([nothing, vectors[:-1]]), vectors, jnp.concatenate([vectors[1:], nothing])], axis=1)
        vectors += thinned(maxout_norm(weights, f"case.encode.{layer}", window), keys[layer + 1])
    chances = jax.nn.log_softmax(vectors @ weights["case.scores.W"].T + weights["case.scores.b"])
    right = jnp.take_along_axis(chances, jnp.maximum(cases, 0)[:, None], axis=1)[:, 0]
    return -(right * counts).sum() / jnp.maximum(counts.sum(), 1)


@jax.jit
def learn(state, time, step, *batch):
    """One step of Adam; keeps a mean of the weights over the last steps."""
    weights, first, second, mean = state
    cost, gradient = jax.value_and_grad(loss)(weights, *batch)
    length = jnp.sqrt(sum((part**2).sum() for part in gradient.values()))
    gradient = {name: part / jnp.maximum(1, length) for name, part in gradient.items()}
    first = {name: 0.9 * first[name] + 0.1 * part for name, part in gradient.items()}
    second = {name: 0.999 * second[name] + 0.001 * part**2 for name, part in gradient.items()}
    move = {name: first[name] / (1 - 0.9**time) / (jnp.sqrt(second[name] / (1 - 0.999**time)) + 1e-8) for name in gradient}
    weights = {name: weights[name] - step * move[name] for name in gradient}
    kept = jnp.minimum(0.998, (1 + time) / (10 + time))
    return (weights, first, second, {name: kept * mean[name] + (1 - kept) * weights[name] for name in weights}), cost


def fit(weights, rows, inputs):
    words, hints, cases = rows.T
    random, key, inner = numpy.random.default_rng(7), jax.random.PRNGKey(3), ROWS - 2 * EDGE
    zeros = {name: jnp.zeros_like(part) for name, part in weights.items()}
    state, time, steps = (weights, zeros, zeros, weights), 0, EPOCHS * (len(rows) // inner + 1)
    for epoch in range(EPOCHS):
        begins, costs = numpy.arange(-int(random.integers(inner)), len(rows), inner), []
        for begin in random.permutation(begins):
            at = numpy.arange(begin, begin + ROWS)
            inside, at = (at >= 0) & (at < len(rows)), numpy.clip(at, 0, len(rows) - 1)
            counts = inside & (cases[at] >= 0)
            counts[:EDGE] = counts[-EDGE:] = False
            time += 1
            key, own = jax.random.split(key)
            step = STEP * min(1, time / 50) * max(0.02, 1 - time / steps)
            state, cost = learn(state, float(time), step, inputs[words[at]], hints[at], numpy.where(inside, cases[at], -2), counts, own)
            costs.append(float(cost))
        print(f"epoch {epoch + 1}: {numpy.mean(costs):.4f}", flush=True)
    return state[3]


def main(path):
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "restore_case"], cwd=PROJECT, check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = next((PROJECT / "build/wheels").glob("*_md-*.whl"))
        subprocess.run([sys.executable, "-m", "zipfile", "-e", wheel, folder / "pipeline"], check=True)
        nlp = spacy.load(pipeline_folder(folder / "pipeline"))
        words, rows = Words(nlp), [(0, 0, -2)] * PADDING
        for printed, (text, begins) in read_crosswise(texts, folder / "pipeline", folder):
            rows += rows_of(printed, text, begins, words)
    width = len(next(iter(layers(nlp.get_pipe("ner").model.get_ref("tok2vec"), "layernorm"))).get_param("G"))
    start = encoder_weights("case", nlp.get_pipe("ner").model.get_ref("tok2vec"))
    start |= {"case.mix.by_hint": numpy.zeros((CASES * CHANCES, start["case.mix.b"].size)), "case.scores.W": numpy.zeros((CASES, width)), "case.scores.b": numpy.zeros(CASES)}
    found = fit({name: jnp.asarray(part, jnp.float32) for name, part in start.items()}, numpy.array(rows, "int32"), words.inputs())
    numpy.savez_compressed(CASE_NETWORK, **{name: numpy.asarray(part, "float16") for name, part in found.items()})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
