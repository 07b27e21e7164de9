#!/usr/bin/env python3
"""The Spark job on made reports with one and two cores: rates, memory of a worker, and whether the ledger is one machine's.

    spark_scale.py [--count N] [--cores 1 2] [--files N] [--check N]     with PYTHONPATH=build/release/python

The table of docs/python.md. `--check N`: first a run of N reports whose incidents are held against `sitrep.Ledger`."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

import sitrep

ROOT = Path(__file__).resolve().parent.parent


def made(count: int, files: int, folder: Path) -> Path:
    """`count` reports in `files` files, cut in the order of time."""
    whole, news = folder / "whole.jsonl", folder / f"news-{count}"
    subprocess.run([sys.executable, ROOT / "tools/make_reports.py", str(count), whole, folder / "truth"], check=True)
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    news.mkdir()
    size = -(-count // files)
    for number in range(files):
        (news / f"day-{number:03}.jsonl").write_text("".join(lines[number * size : (number + 1) * size]), encoding="utf-8")
    return news


def run(news: Path, output: Path, cores: int) -> tuple[dict, float]:
    started = time.perf_counter()
    command = [sys.executable, "-m", "sitrep.spark", "--input", news, "--output", output, "--master", f"local[{cores}]", "--all"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr[-3000:]}")
    return json.loads((output / "summary.json").read_text()), time.perf_counter() - started


def known(texts) -> list[str]:
    rows = map(json.loads, texts)
    return sorted(json.dumps({name: value for name, value in row.items() if name not in ("id", "revision")}, sort_keys=True) for row in rows)


def check(count: int, folder: Path) -> None:
    news = made(count, 4, folder)
    run(news, folder / "checked", 2)
    ledger = sitrep.Ledger()
    ledger.add(sitrep.read_many(sitrep.ingest(news)))
    ours, theirs = known(pq.read_table(folder / "checked/incidents")["json"].to_pylist()), known(i.to_json() for i in ledger.incidents())
    same = len(set(ours) & set(theirs))
    print(f"{count} reports: {len(ours)} incidents by Spark, {len(theirs)} by one machine, {same} the same")
    if ours != theirs:
        sys.exit("the two ledgers differ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--cores", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--check", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.check:
            check(options.check, folder)
        if not options.cores:
            return
        news = made(options.count, options.files, folder)
        print(f"{'cores':>5} {'reports':>8} {'read s':>7} {'processor s':>12} {'ms a report':>12} {'reconcile s':>12} {'all s':>6}"
              f" {'incidents':>10} {'MiB a worker':>13} {'loads':>6}")
        for cores in options.cores:
            summary, seconds = run(news, folder / f"out-{cores}", cores)
            reading, count = summary["read_processor_seconds"], summary["readings"]
            print(f"{cores:>5} {count:>8} {summary['read_seconds']:>7.0f} {reading:>12.0f} {1e3 * reading / count:>12.2f} {summary['reconcile_seconds']:>12.0f}"
                  f" {seconds:>6.0f} {summary['incidents']:>10} {summary['peak_mib_a_worker']:>13} {summary['loads_a_worker']:>6}", flush=True)


if __name__ == "__main__":
    main()
