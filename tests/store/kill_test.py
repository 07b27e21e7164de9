#!/usr/bin/env python3
"""Kills `sitrep ingest --db` at random moments and looks at what is left.

    kill_test.py SITREP [KILLS] [SEED]

After each kill the store must open, be sound, and hold every report whose id the program had printed as stored; the next
run goes on with it. When all reports are in, the ledger must be the one of a run that nobody disturbed, and reading the
same again must change nothing."""

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPORTS = 400
SIDES = ("Armenia", "Azerbaijan"), ("Kyrgyzstan", "Tajikistan"), ("Russia", "Ukraine")


def write_reports(path: Path) -> None:
    """Short reports of some forty incidents."""
    with open(path, "w", encoding="utf-8") as out:
        for number in range(REPORTS):
            incident = number % 40
            side, other = SIDES[incident % 3]
            day = 1 + incident % 28
            dead = 5 + 3 * incident + number // 80
            text = (f"{dead} soldiers of {side} were killed on {day} May in fighting on the border with {other}, the defence ministry of {side} said. "
                    f"{other} denied that its forces had fired first. Report number {number} of our correspondents.")
            out.write(json.dumps({"id": f"r{number}", "published": f"2021-05-{day:02}", "publisher": f"Outlet {number % 7}",
                                  "title": f"Fighting between {side} and {other}", "text": text}) + "\n")


def ingest(program: str, store: Path, reports: Path) -> subprocess.Popen:
    return subprocess.Popen([program, "ingest", "--quiet", "--all", "--ids", "--db", store, reports], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored(store: Path) -> set[str]:
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), "the store is damaged"
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM reports")}


def ledger(program: str, store: Path) -> list[dict]:
    """Incidents without what belongs to the history of the store."""
    lines = subprocess.run([program, "incidents", "--json", "--db", store], capture_output=True, text=True, check=True).stdout.splitlines()
    incidents = [{key: value for key, value in json.loads(line).items() if key not in ("id", "revision")} for line in lines]
    return sorted(incidents, key=lambda incident: json.dumps(incident, sort_keys=True))


def main() -> None:
    program, kills, seed = sys.argv[1], int((sys.argv[2:] or ["200"])[0]), int((sys.argv[3:] or ["1"])[0])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        reports, calm, store = Path(folder, "reports.jsonl"), Path(folder, "calm.db"), Path(folder, "killed.db")
        write_reports(reports)
        started = time.monotonic()
        assert ingest(program, calm, reports).communicate()[0].count("\n") == REPORTS
        length = time.monotonic() - started
        expected = ledger(program, calm)
        assert expected, "the ledger is empty"

        done, killed, promised = 0, 0, set()
        while killed < kills or promised:  # the last ledger is completed, too
            run = ingest(program, store, reports)
            try:
                out, _ = run.communicate(timeout=chance.uniform(0.05, 1.1) * length if killed < kills else 10 * length + 60)
                complete = True
            except subprocess.TimeoutExpired:
                assert killed < kills, "a run that nobody disturbs does not end"
                run.kill()
                out, _ = run.communicate()
                killed, complete = killed + 1, False
            promised |= set(out.split())
            held = stored(store) if store.exists() else set()
            assert promised <= held, f"kill {killed}: reported as stored and lost: {sorted(promised - held)}"
            if complete:  # a report stored just before a kill was never printed, so what is held counts, not what was promised
                assert run.returncode == 0 and len(held) == REPORTS, f"an undisturbed run ended with {run.returncode} and {len(held)} reports"
                assert ledger(program, store) == expected, f"kill {killed}: another ledger than without kills"
                assert ingest(program, store, reports).communicate()[0] == "", "the same reports were stored again"
                assert ledger(program, store) == expected
                for file in Path(folder).glob("killed.db*"):
                    file.unlink()
                promised, done = set(), done + 1
        print(f"{killed} kills, nothing lost, {done} ledgers completed and equal to the undisturbed one")


if __name__ == "__main__":
    main()
