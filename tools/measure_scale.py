#!/usr/bin/env python3
"""Ingests made reports in growing numbers and tells rate, memory and quality of the ledger.

    measure_scale.py [--program SITREP] [COUNT …]        default: 1000 10000 100000

Quality: B-cubed of reports in incidents, and how often the incident's killed (best) is the true final count."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    together, golds, founds = Counter((gold[r], found[r]) for r in gold), Counter(gold.values()), Counter(found.values())
    precision = sum(n * n / founds[f] for (_, f), n in together.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in together.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def quality(truth: Path, ledger: list[dict]) -> dict:
    rows = [json.loads(line) for line in open(truth, encoding="utf-8")]
    gold = {report: str(row["incident"]) for row in rows for report in row["reports"]}
    found = {report: f"alone {report}" for report in gold}
    for incident in sorted(ledger, key=lambda incident: len(incident["reports"])):
        found |= {report: incident["id"] for report in incident["reports"]}
    by_id = {incident["id"]: incident for incident in ledger}
    right = 0
    for row in rows:
        best, _ = Counter(found[report] for report in row["reports"]).most_common(1)[0]
        killed = sum(r["best"] or 0 for r in by_id.get(best, {"casualties": []})["casualties"] if r["outcome"] == "killed" and r["agreement"] != "superseded")
        right += killed == row["killed"]
    precision, recall, f = b_cubed(gold, found)
    return {"precision": 100 * precision, "recall": 100 * recall, "f": 100 * f, "figures": 100 * right / len(rows), "incidents": len(rows)}


def measure(program: str, count: int, folder: Path) -> None:
    reports, truth, store = folder / f"{count}.jsonl", folder / f"{count}.truth", folder / f"{count}.db"
    subprocess.run([sys.executable, ROOT / "tools/make_reports.py", str(count), reports, truth], check=True)
    started = time.perf_counter()
    run = subprocess.Popen([program, "ingest", "--quiet", "--all", "--db", store, reports])
    _, status, usage = os.wait4(run.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"{program}: exit status {status}")
    lines = subprocess.run([program, "incidents", "--json", "--db", store], capture_output=True, text=True, check=True).stdout.splitlines()
    q = quality(truth, [json.loads(line) for line in lines])
    print(f"{count:>8} reports  {count / seconds:7.1f} a second  {1e3 * (usage.ru_utime + usage.ru_stime) / count:6.2f} ms of processor a report  "
          f"{usage.ru_maxrss / 1024:6.0f} MiB  store {store.stat().st_size / 2**20:6.0f} MiB  {q['incidents']:>6} incidents  "
          f"B-cubed {q['precision']:.1f} / {q['recall']:.1f} / {q['f']:.1f}  killed right {q['figures']:.1f} %", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/sitrep"))
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10000, 100000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in options.counts:
            measure(options.program, count, Path(folder))


if __name__ == "__main__":
    main()
