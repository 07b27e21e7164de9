#!/usr/bin/env python3
"""How well reports of one story are found: every MUC-4 and TR-News text is published again with edits, all are read in one
run, and pairs of reports with one story key are compared with the pairs that come from one text.

    tools/measure/story.py --shared ../shared [--program build/release/sitrep] [--many 100000]

Texts of the corpora that truly repeat one another (exact share of runs of four words, worked out here without sketches)
count as one text. --many N also times one run over N reports: texts with their words shuffled, so that they share
vocabulary but no wording, one in five published again with edits."""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

WORD = re.compile(r"\w+")
REPEATS = 0.5  # exact share from which two texts of the corpora are taken for one


def texts_of(shared: Path):
    sys.path.insert(0, str(shared / "eval" / "muc4"))
    import corpus
    for split in ("dev", "tst1", "tst2"):
        for document in corpus.load_texts(split):
            yield document.id, document.text.split("\n\n")
    for article in ElementTree.parse(shared / "corpora/geoparsing/TR-News.xml").getroot():
        yield article.get("docid"), [line.strip() for line in article.findtext("text").split("\n") if line.strip()]


def strange_paragraphs(shared: Path):
    """What is inserted comes from texts that are not under test, and each piece is used once."""
    for name in ("fakes/articles.jsonl", "longtail/documents.jsonl"):
        for line in (shared / "corpora" / name).read_text(encoding="utf-8").splitlines():
            words = json.loads(line)["text"].split()
            for start in range(0, len(words) - 40, 40):
                yield " ".join(words[start:start + 40])


def truncated(paragraphs, rng, _):
    words = sum(len(p.split()) for p in paragraphs)
    keep = max(12, int(words * rng.uniform(0.4, 0.9)))
    result = []
    for paragraph in paragraphs:
        part = paragraph.split()[:keep]
        keep -= len(part)
        if part:
            result.append(" ".join(part))
    return result


def new_headline(paragraphs, _, strangers):
    return [" ".join(strangers.pop().split()[:9])] + paragraphs


def inserted(paragraphs, rng, strangers):
    at = rng.randint(0, len(paragraphs))
    return paragraphs[:at] + [strangers.pop()] + paragraphs[at:]


def agency_line(paragraphs, rng, _):
    agency = rng.choice(("AP", "AFP", "Reuters"))
    return [f"LONDON, May 6 ({agency}) - {paragraphs[0]}"] + paragraphs[1:] + [f"(Reporting by A. Writer and B. Other; Editing by C. Third) ({agency})"]


def all_of_them(paragraphs, rng, strangers):
    for edit in (truncated, inserted, new_headline, agency_line):
        paragraphs = edit(paragraphs, rng, strangers)
    return paragraphs


EDITS = {"truncation (40 to 90 % kept)": truncated, "changed headline": new_headline, "inserted paragraph": inserted, "agency line": agency_line,
         "all four at once": all_of_them}


def read(program, records, folder):
    source = Path(folder) / "reports.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for key, text in records:
            out.write(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n")
    start = time.time()
    lines = subprocess.run([program, "ingest", "--dry-run", "--json", "--quiet", "--all", str(source)], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    seconds = time.time() - start
    reports = (json.loads(line) for line in lines)
    return {report["id"]: report["story"] for report in reports}, seconds


def repeats(texts):
    """Groups of texts that truly repeat one another: name of the group by id of the text."""
    runs, where = {}, defaultdict(list)
    for key, paragraphs in texts:
        words = WORD.findall(" ".join(paragraphs).lower())
        runs[key] = {tuple(words[i:i + 4]) for i in range(len(words) - 3)}
        for run in runs[key]:
            where[run].append(key)
    shared = Counter()
    for keys in where.values():
        if len(keys) < 50:
            shared.update(combinations(keys, 2))
    group = {key: key for key, _ in texts}
    pairs = 0
    for (a, b), count in shared.items():
        if count >= REPEATS * min(len(runs[a]), len(runs[b])):
            pairs += 1
            old, new = group[b], group[a]
            for key in group:
                if group[key] == old:
                    group[key] = new
    return group, pairs


def quality(texts, strangers, program, folder):
    group, pairs = repeats(texts)
    print(f"{len(texts)} texts, {pairs} pairs of them truly repeat one another; each published again with 5 kinds of edits, {6 * len(texts)} reports")
    rng = random.Random(7)
    records = [(key, "\n\n".join(paragraphs)) for key, paragraphs in texts]
    for kind, edit in enumerate(EDITS.values()):
        records += [(f"{key}/{kind}", "\n\n".join(edit(list(paragraphs), rng, strangers))) for key, paragraphs in texts]
    stories, _ = read(program, records, folder)
    print(f"\n{'edit':34} {'recall':>7}   (edited report in the story of its text)")
    for kind, name in enumerate(EDITS):
        found = sum(stories[key] == stories[f"{key}/{kind}"] for key, _ in texts)
        print(f"{name:34} {found / len(texts):7.4f}")
    members = defaultdict(list)
    for key, story in stories.items():
        members[story].append(group[key.split("/")[0]])
    true = Counter(group[key.split("/")[0]] for key in stories)
    pairs_of = lambda n: n * (n - 1) // 2
    expected = sum(map(pairs_of, true.values()))
    given = sum(pairs_of(len(m)) for m in members.values())
    right = sum(pairs_of(n) for m in members.values() for n in Counter(m).values())
    print(f"\nall pairs: precision {right / given:.4f} ({given - right} wrong of {given}), recall {right / expected:.4f} ({expected - right} missed of {expected})")


def speed(texts, program, folder, many):
    rng = random.Random(8)
    records = []
    while len(records) < many:
        key, paragraphs = texts[len(records) % len(texts)]
        words = " ".join(paragraphs).split()
        rng.shuffle(words)
        shuffled = [" ".join(words[i:i + 60]) for i in range(0, len(words), 60)]
        records.append((str(len(records)), "\n\n".join(shuffled)))
        if len(records) % 5 == 4:
            records.append((str(len(records)), "\n\n".join(truncated(inserted(shuffled, rng, [" ".join(rng.sample(words, min(40, len(words))))]), rng, None))))
    megabytes = sum(len(text) for _, text in records) / 1e6
    _, seconds = read(program, records, folder)
    print(f"\n{len(records)} reports, {megabytes:.0f} MB: {seconds:.1f} s for the whole run (reading, cleaning, language, stories, JSON)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--program", default="build/release/sitrep")
    parser.add_argument("--many", type=int, default=0)
    options = parser.parse_args()
    texts = [(key, paragraphs) for key, paragraphs in texts_of(options.shared) if paragraphs]
    with tempfile.TemporaryDirectory() as folder:
        strangers = list(strange_paragraphs(options.shared))
        random.Random(6).shuffle(strangers)
        quality(texts, strangers, options.program, folder)
        if options.many:
            speed(texts, options.program, folder, options.many)


if __name__ == "__main__":
    main()
