#!/usr/bin/env python3
"""Main text and date of publication of web pages: sitrep beside trafilatura, readability and htmldate, in one run.

    intake_eval.py [--shared ../shared] [--program build/release/sitrep]

The scores are those of ../shared/eval/intake on ../shared/corpora/pages. Speed is processor time on one core over all
pages: for the peers of extraction alone, for sitrep of the whole program, start and files included. sitrep's classifier
was trained on these very articles; the figure to compare is the one of pages not trained on (cross-validation by
tools/page_blocks/train.py, of the classifier alone), the figure of the program itself is its memory.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("trafilatura", "readability", "htmldate")


def processor_time(command: list, **options) -> float:
    """Runs a command on one core and gives the processor time it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = min(os.sched_getaffinity(0))
    subprocess.run(command, check=True, preexec_fn=lambda: os.sched_setaffinity(0, {core}), **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scores(scorer: Path, predictions: Path) -> dict:
    run = subprocess.run([sys.executable, scorer / "score.py", "pages", predictions, "--json"], capture_output=True, text=True, check=True, cwd=scorer)
    return json.loads(run.stdout)["figures"]


def measure_sitrep(program: Path, scorer: Path, work: Path) -> tuple[dict, float]:
    predictions = work / "sitrep.jsonl"
    with open(predictions, "wb") as out:
        # The exit code is 1 where a page holds nothing to read.
        spent = processor_time(["bash", "-c", '"$0" ingest --dry-run --json --all --quiet "$1" || [ $? = 1 ]', program, work / "html"], stdout=out)
    return scores(scorer, predictions), len(list((work / "html").iterdir())) / spent


def measure_peer(tool: str, scorer: Path, work: Path) -> tuple[dict, float]:
    predictions = work / f"{tool}.jsonl"
    run = subprocess.run([sys.executable, scorer / "baseline.py", tool, "pages", predictions], capture_output=True, text=True, check=True, cwd=scorer)
    return scores(scorer, predictions), float(re.search(r"([\d.]+) pages/s", run.stdout)[1])


def cross_validated(program: Path, articles: Path, work: Path) -> dict[str, float]:
    """The classifier's F by threshold on articles that it was not trained on; empty if it cannot be measured here."""
    dump = program.parent / "page_blocks"
    subprocess.run(["cmake", "--build", program.parent, "--target", "page_blocks"], capture_output=True, check=False)
    if not dump.exists():
        return {}
    with open(work / "blocks.jsonl", "wb") as out:
        subprocess.run([dump, ROOT / "knowledge", *sorted((work / "html").iterdir())], stdout=out, check=True)
    run = subprocess.run([sys.executable, ROOT / "tools/page_blocks/train.py", work / "blocks.jsonl", articles], capture_output=True, text=True)
    return dict(re.findall(r"chance of at least ([\d.]+): F ([\d.]+)", run.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/sitrep")
    arguments = parser.parse_args()
    scorer, pages = arguments.shared.resolve() / "eval/intake", arguments.shared.resolve() / "corpora/pages"
    if not scorer.is_dir() or not pages.is_dir():
        print(f"intake: {pages} is not here; main text and dates of pages are not measured")
        return
    program = arguments.program.resolve()
    threshold = re.search(r"least_chance = ([\d.]+)", (ROOT / "src/ingest/main_text.cpp").read_text(encoding="utf-8"))[1]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run([sys.executable, scorer / "corpus.py", "export", "pages", work / "html"], check=True, cwd=scorer)
        rows = {"sitrep": measure_sitrep(program, scorer, work)}
        rows |= {tool: measure_peer(tool, scorer, work) for tool in PEERS}
        honest = cross_validated(program, pages / "articles.jsonl", work).get(threshold)

    def cell(figure: float | None) -> str:
        return f"{figure:>10.1f}" if figure else f"{'–':>10}"

    print("intake: web pages (development half)")
    print(f"{'':<28}{'text F':>10}{'P':>10}{'R':>10}{'date acc.':>10}{'date F':>10}{'pages/s':>10}{'x trafil.':>10}")
    if honest:
        print(f"{'sitrep, not trained on':<28}{cell(float(honest))}")
    for tool, (figures, speed) in rows.items():
        text, dates = tool != "htmldate", tool != "readability"
        print(f"{'sitrep, trained on' if tool == 'sitrep' else tool:<28}" + "".join(cell(figures.get(name) if text else None) for name in ("text F", "text precision", "text recall"))
              + "".join(cell(figures.get(name) if dates else None) for name in ("date accuracy", "date F")) + cell(speed) + cell(speed / rows["trafilatura"][1]))


if __name__ == "__main__":
    main()
