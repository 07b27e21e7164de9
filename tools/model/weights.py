"""The neural half of the model: weights by name, moves, labels, static vectors. The reader is src/parse/network.cpp.

Layers are stored as the program uses them: the pieces of a maxout layer lie one after another (piece, out, in) so that the
maximum runs over contiguous blocks, and static vectors are stored already multiplied with the projection of their encoder.
Names: SCOPE is `tok2vec` (tagger and parser) or `ner`; MACHINE is `parser` or `ner`.

    SCOPE.embed.ATTRIBUTE     hash embedding table          SCOPE.vectors        static vectors, projected
    SCOPE.mix.*               maxout over the embeddings    SCOPE.encode.N.*     the window layers; W b G beta
    tagger.W, tagger.b        scores of tags                MACHINE.reduce.*     token vector to 64
    MACHINE.lower.W/b/pad     state features                MACHINE.upper.*      scores of moves
    vectors.keys, vectors.rows_of_keys                      sorted word hashes and their rows in SCOPE.vectors

The network that reads a text's case once more is ours: case_network.npz beside this file, told of in case_network.md. It shares
the embeddings of `ner` and so is only for the one pipeline that it was trained with.

    case.mix.*, case.encode.*   as in SCOPE                 case.mix.by_hint     what each hint of case adds to the mix
    case.scores.*               scores of lower, title, upper, mixed
"""

from pathlib import Path

import numpy

from model.file_format import json_bytes

CASE_NETWORK = Path(__file__).with_name("case_network.npz")


def add_weights(file, nlp):
    file.add_blob("network.json", json_bytes({
        "tok2vec": embedding_plan(nlp.get_pipe("tok2vec").model),
        "ner": embedding_plan(nlp.get_pipe("ner").model.get_ref("tok2vec")),
        "tagger": list(nlp.get_pipe("tagger").labels),
        "parser": [name for _, name in moves(nlp, "parser")],
        "entities": [name for _, name in moves(nlp, "ner")],
    }))
    add_encoder(file, "tok2vec", nlp.get_pipe("tok2vec").model, nlp)
    add_encoder(file, "ner", nlp.get_pipe("ner").model.get_ref("tok2vec"), nlp)
    tagger = only(nlp.get_pipe("tagger").model, "softmax")
    file.add_tensor("tagger.W", tagger.get_param("W"))
    file.add_tensor("tagger.b", tagger.get_param("b"))
    add_machine(file, "parser", nlp)
    add_machine(file, "ner", nlp)
    add_vector_keys(file, nlp)
    if nlp.meta["name"] == "core_web_md" and CASE_NETWORK.exists():
        for name, weights in numpy.load(CASE_NETWORK).items():
            file.add_tensor(name, weights.astype("float32"))


def moves(nlp, machine):
    """Number and name of the moves. "U-", the move for tokens that were barred beforehand, is never valid here."""
    system = nlp.get_pipe(machine).moves
    named = [(number, system.get_class_name(number)) for number in range(system.n_moves)]
    return [(number, name) for number, name in named if name != "U-"]


def layers(model, name):
    return [node for node in model.walk() if node.name == name]


def only(model, name):
    found = layers(model, name)
    if len(found) != 1:
        raise ValueError(f"expected one layer {name}, found {len(found)}")
    return found[0]


def embedding_plan(model):
    """Which attributes the tables embed, in the order of the mix layer's input, and the seed of each."""
    columns = only(model, "extract_features").attrs["columns"]
    from spacy.attrs import NAMES
    tables = sorted(layers(model, "hashembed"), key=lambda node: node.attrs["column"])
    return {"attributes": [name_of(column, NAMES) for column in columns], "seeds": [t.attrs["seed"] for t in tables],
            "vectors": bool(layers(model, "static_vectors"))}


def name_of(column, names):
    return column if isinstance(column, str) else names[column]


def add_encoder(file, scope, model, nlp):
    plan = embedding_plan(model)
    tables = sorted(layers(model, "hashembed"), key=lambda node: node.attrs["column"])
    for attribute, table in zip(plan["attributes"], tables):
        file.add_tensor(f"{scope}.embed.{attribute}", table.get_param("E"))
    if plan["vectors"]:
        projection = only(model, "static_vectors").get_param("W").astype("float64")
        file.add_tensor(f"{scope}.vectors", (nlp.vocab.vectors.data @ projection.T).astype("float32"))
    for name, weights in encoder_weights(scope, model).items():
        file.add_tensor(name, weights)


def encoder_weights(scope, model):
    """All but the embeddings."""
    weights = {}
    # A model's walk is breadth-first, so maxout and layernorm layers are paired by order: the mix first, then the windows.
    maxouts, norms = layers(model, "maxout"), layers(model, "layernorm")
    for index, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        name = f"{scope}.mix" if index == 0 else f"{scope}.encode.{index - 1}"
        weights[f"{name}.W"] = maxout.get_param("W").transpose(1, 0, 2)
        weights[f"{name}.b"] = maxout.get_param("b").transpose(1, 0)
        weights[f"{name}.G"] = norm.get_param("G")
        weights[f"{name}.beta"] = norm.get_param("b")
    return weights


def add_machine(file, scope, nlp):
    model = nlp.get_pipe(scope).model
    reduce = layers(model.get_ref("tok2vec"), "linear")[-1]
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    file.add_tensor(f"{scope}.reduce.W", reduce.get_param("W"))
    file.add_tensor(f"{scope}.reduce.b", reduce.get_param("b"))
    file.add_tensor(f"{scope}.lower.W", lower.get_param("W").transpose(0, 2, 1, 3))
    file.add_tensor(f"{scope}.lower.b", lower.get_param("b").transpose(1, 0))
    file.add_tensor(f"{scope}.lower.pad", lower.get_param("pad")[0].transpose(0, 2, 1))
    used = [number for number, _ in moves(nlp, scope)]
    file.add_tensor(f"{scope}.upper.W", upper.get_param("W")[used])
    file.add_tensor(f"{scope}.upper.b", upper.get_param("b")[used])


def add_vector_keys(file, nlp):
    pairs = sorted((int(key), row) for key, row in nlp.vocab.vectors.key2row.items() if row >= 0)
    file.add_tensor("vectors.keys", numpy.array([key for key, _ in pairs], dtype="uint64"))
    file.add_tensor("vectors.rows_of_keys", numpy.array([row for _, row in pairs], dtype="uint32"))
