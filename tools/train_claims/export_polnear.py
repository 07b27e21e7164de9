#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""PolNeAR as train_claims reads it: one JSON line an article, positions in bytes.

    export_polnear.py SPLIT_FOLDER OUT.jsonl      SPLIT_FOLDER has text/ and attributions/

    {"id": name, "text": …, "attributions": [{"source": [[begin, end]], "cue": […], "content": […]}]}

Where several people annotated an article, the first by name counts. Attributions without cue or content are left out.
"""
import json
import re
import sys
from pathlib import Path


def attributions(standoff: str) -> list[dict]:
    spans, found = {}, []
    lines = [line.split("\t") for line in standoff.splitlines() if re.match(r"[TE]\d+\t", line)]
    for name, *rest in lines:
        if name[0] == "T":
            spans[name] = [tuple(map(int, piece.split())) for piece in rest[0].partition(" ")[2].split(";")]
    for name, *rest in lines:
        if name[0] != "E":
            continue
        one = {"source": [], "cue": [], "content": []}
        for argument in rest[0].split():
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in one:
                one[role] += spans[target]
        if one["cue"] and one["content"]:
            found.append(one)
    return found


def article(path: Path, folder: Path) -> dict:
    text = path.read_bytes().decode("utf-8")
    byte_at = [0]
    for character in text:
        byte_at.append(byte_at[-1] + len(character.encode("utf-8")))
    annotators = sorted(folder.glob(f"{path.stem}_????.ann"))
    found = attributions(annotators[0].read_text(encoding="utf-8")) if annotators else []
    in_bytes = [{role: [[byte_at[begin], byte_at[end]] for begin, end in sorted(pieces)] for role, pieces in one.items()} for one in found]
    return {"id": path.stem, "text": text, "attributions": in_bytes}


def main() -> None:
    split, out = Path(sys.argv[1]), Path(sys.argv[2])
    with open(out, "w", encoding="utf-8") as lines:
        for path in sorted((split / "text").glob("*.txt")):
            lines.write(json.dumps(article(path, split / "attributions"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
