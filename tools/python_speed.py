#!/usr/bin/env python3
"""Reports a second from Python against the C++ program, on the same made reports; both on all cores, start-up included.

    python_speed.py [--count N] [--program SITREP]      with the Python that has the package: PYTHONPATH=build/release/python

Processor time is printed too: on a machine that others use it is the fairer measure."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = """
import sys, sitrep
count = 0
for reading in sitrep.read_many(sitrep.ingest(sys.argv[1])):
    count += len(reading.to_json()) > 0
print(count)
"""


def measured(name: str, count: int, command: list) -> None:
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        run = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(run.pid, 0)
        seconds = time.perf_counter() - started
    if status:
        sys.exit(f"{name}: exit status {status}")
    processor = usage.ru_utime + usage.ru_stime
    print(f"{name:>8}  {count / seconds:7.1f} reports a second  {1e3 * processor / count:6.2f} ms of processor a report  {usage.ru_maxrss / 1024:5.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--program", default=str(ROOT / "build/release/sitrep"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "made.jsonl")
        subprocess.run([ROOT / "build/venv/bin/python", ROOT / "tools/make_reports.py", str(options.count), reports, Path(folder, "truth")], check=True)
        measured("program", options.count, [options.program, "read", "--json", reports])
        measured("python", options.count, [sys.executable, "-c", READ, reports])


if __name__ == "__main__":
    main()
