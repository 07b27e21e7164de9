#!/usr/bin/env python3
"""A store that cannot grow: `sitrep ingest --db` must say so in one sentence and damage nothing. Usage: full_disk_test.py SITREP

The size of files is limited for the program (ulimit -f), which SQLite meets as it would a full disk."""

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1_200_000  # bytes
REPORTS = 400


def limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def main() -> None:
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        reports, store = Path(folder, "reports.jsonl"), Path(folder, "full.db")
        with open(reports, "w", encoding="utf-8") as out:
            for number in range(REPORTS):
                out.write(json.dumps({"id": f"r{number}", "published": f"2021-{1 + number % 12:02}-{1 + number % 28:02}",
                                      "text": f"{number + 2} soldiers of Armenia were killed in fighting on the border with Azerbaijan. " * 4}) + "\n")
        done = subprocess.run([program, "ingest", "--quiet", "--all", "--ids", "--db", store, reports], capture_output=True, text=True, preexec_fn=limited)
        assert done.returncode == 2, done
        assert len(done.stderr.strip().splitlines()) == 1 and str(store) in done.stderr and "disk" in done.stderr, done.stderr
        connection = sqlite3.connect(store)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {name for (name,) in connection.execute("SELECT name FROM reports")}
        assert set(done.stdout.split()) <= kept, "reported as stored and lost"
        connection.close()
        again = subprocess.run([program, "ingest", "--quiet", "--all", "--db", store, reports], capture_output=True, text=True)
        assert again.returncode == 0, again.stderr
        assert sqlite3.connect(store).execute("SELECT count(*) FROM reports").fetchone() == (REPORTS,)
        print(f"full disk: told in one sentence, {len(kept)} reports kept, the rest stored afterwards")


if __name__ == "__main__":
    main()
