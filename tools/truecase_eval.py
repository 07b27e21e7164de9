# SPDX-License-Identifier: Apache-2.0
"""How well is case restored? Upper-cases news texts, lets sitrep parse them, and compares with its parse of the originals:
tokens that get their original case back, and agreement of the entities (span and label).

    truecase_eval.py [--list] [--shared FOLDER] [--program SITREP]     the texts are TR-News of FOLDER/corpora/geoparsing
"""

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def upper(text):
    """In capitals, as far as each character keeps its size, so that positions stay comparable."""
    return "".join(c.upper() if len(c.upper().encode()) == len(c.encode()) and len(c.upper()) == 1 else c for c in text)


def parse(program, texts, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        done = subprocess.run([program, "parse", "--json", *options, file.name], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def restored_text(document):
    """The text as parsed: the printed one with the tokens' own letters in it."""
    characters = list(document["text"])
    for token in document["tokens"]:
        characters[token["start"]:token["end"]] = token["text"]
    return "".join(characters)


def entities(document):
    return {(entity["start"], entity["end"], entity["label"]) for entity in document["entities"]}


def f1(found, wanted):
    common = sum(len(a & b) for a, b in zip(found, wanted))
    return 200 * common / max(1, sum(map(len, found)) + sum(map(len, wanted)))


def evaluate(program, texts, lists_errors):
    originals, capitals = parse(program, texts, "--keep-case"), parse(program, map(upper, texts))
    unrestored = parse(program, map(upper, texts), "--keep-case")
    right, words_right, words, errors = 0, 0, 0, Counter()
    for original, restored in zip(originals, map(restored_text, capitals)):
        for token in original["tokens"]:
            form, back = token["text"], restored[token["start"]:token["end"]]
            right += form == back
            if any(map(str.isalpha, form)):
                words += 1
                words_right += form == back
                errors[form, back] += form != back
    tokens = sum(len(document["tokens"]) for document in originals)
    wanted = list(map(entities, originals))
    print(f"texts                                        {len(texts):>8}")
    print(f"tokens                                       {tokens:>8}")
    print(f"tokens in their original case                {100 * right / tokens:8.2f} %")
    print(f"  of those with letters                      {100 * words_right / words:8.2f} %")
    print(f"entity F1 against the parse of the original  {f1(list(map(entities, capitals)), wanted):8.2f}")
    print(f"  the same without restoring case            {f1(list(map(entities, unrestored)), wanted):8.2f}")
    if lists_errors:
        for (form, back), count in errors.most_common(200):
            if count:
                print(f"{count:6}  {form} -> {back}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="list the words that came back wrong, the most frequent first")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--program", default=PROJECT / "build/release/sitrep")
    arguments = parser.parse_args()
    source = arguments.shared / "corpora/geoparsing/TR-News.xml"
    if not source.exists():
        sys.exit(f"{source} is not there: no measure of restored case")
    evaluate(arguments.program, [text.text for text in ElementTree.parse(source).iter("text") if text.text], arguments.list)
