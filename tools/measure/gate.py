#!/usr/bin/env python3
"""How well the gate sorts reports: of the reports that belong to the field, how many pass; of ordinary news, how many stop.

    tools/measure/gate.py --shared ../shared [--program build/release/sitrep] [--show]

The field: MUC-4 documents whose answer keys hold an incident, FA-KES articles, the shootings of the long-tail set.
Ordinary: the articles of the pages set, all of them, whatever they tell of; and the TR-News articles whose title has none
of the words of TITLE_WORDS, which were chosen by reading the titles and not from the gate's table.
--show lists the reports on the wrong side."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TITLE_WORDS = re.compile(r"\b(shot|slain|killed|kills|killing|attack\w*|bomb\w*|blast|murder\w*|stabb\w*|stab|knife|shooting\w*|war|soldiers?|"
                         r"state of emergency|aleppo|arms|assault|putin|russian?|dictator|secretary of state|assassin\w*|abducted|explosion)\b", re.I)


def muc(shared: Path, split: str):
    sys.path.insert(0, str(shared / "eval" / "muc4"))
    import corpus
    keys = corpus.load_keys(split)
    for document in corpus.load_texts(split):
        templates = keys.get(document.id, [])
        if any(template["inc-type"] for template in templates):
            yield {"id": document.id, "text": document.text}


def json_lines(path: Path):
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield {key: record.get(key) for key in ("id", "title", "text")}


def tr_news(shared: Path):
    for article in ElementTree.parse(shared / "corpora/geoparsing/TR-News.xml").getroot():
        title = " ".join(article.findtext("title").split())
        if not TITLE_WORDS.search(title):
            yield {"id": article.get("docid"), "title": title, "text": article.findtext("text").strip()}


def verdicts(program: str, records, folder: Path):
    source = folder / "reports.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    lines = subprocess.run([program, "ingest", "--dry-run", "--json", "--quiet", str(source)], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--program", default="build/release/sitrep")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    corpora = options.shared / "corpora"
    sets = [
        ("MUC-4 dev, with an incident", True, muc(options.shared, "dev")),
        ("MUC-4 tst1+tst2, with an incident", True, [*muc(options.shared, "tst1"), *muc(options.shared, "tst2")]),
        ("FA-KES", True, json_lines(corpora / "fakes/articles.jsonl")),
        ("long-tail shootings", True, json_lines(corpora / "longtail/documents.jsonl")),
        ("pages, all articles", False, json_lines(corpora / "pages/articles.jsonl")),
        ("TR-News, other subjects by title", False, tr_news(options.shared)),
    ]
    print(f"{'set':36} {'reports':>7}  {'pass %':>7} {'stop %':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name, is_field, records in sets:
            reports = verdicts(options.program, records, Path(folder))
            passed = sum(report["gate"]["passes"] for report in reports)
            share = 100 * passed / len(reports)
            print(f"{name:36} {len(reports):7}  {share:7.1f} {100 - share:7.1f}   {'should pass' if is_field else 'should stop'}")
            if options.show:
                for report in reports:
                    if report["gate"]["passes"] != is_field:
                        print("   ", report["id"], len(report["text"]), (report["title"] or "")[:60], report["gate"]["score"], report["gate"]["words"])


if __name__ == "__main__":
    main()
