#!/usr/bin/env python3
"""What people correct: every action, that it survives a report being read again, and that undoing is a further correction.

    corrections_test.py SITREP"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

REPORTS = {
    "north": ("2031-05-06", "7 soldiers of Armenia were killed on 6 May in fighting near Vardenis on the border with Azerbaijan, the defence ministry of Armenia said."),
    "north-2": ("2031-05-07", "7 soldiers of Armenia were killed on 6 May in fighting near Vardenis on the border with Azerbaijan, officials in Yerevan said on Wednesday."),
    "south": ("2031-05-21", "3 soldiers of Armenia were killed on 20 May in fighting near Kapan on the border with Azerbaijan, the defence ministry of Armenia said."),
}


class Ledger:
    def __init__(self, program: str, folder: str):
        self.program, self.store, self.folder = program, Path(folder, "corrections.db"), Path(folder)

    def run(self, *arguments: str) -> str:
        done = subprocess.run([self.program, *arguments, "--db", str(self.store)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def ingest(self, reports: dict) -> None:
        file = self.folder / "reports.jsonl"
        file.write_text("".join(json.dumps({"id": name, "published": day, "publisher": f"The {name} paper", "title": f"Report {name}", "text": text}) + "\n"
                                for name, (day, text) in reports.items()))
        self.run("ingest", "--quiet", "--all", str(file))

    def incidents(self) -> dict[str, dict]:
        """By the ids of their reports."""
        rows = map(json.loads, self.run("incidents", "--json").splitlines())
        return {" ".join(sorted(row["reports"])): row for row in rows}

    def correct(self, *arguments: str) -> str:
        return self.run("correct", *arguments, "--author", "AB", "--reason", "a test").split()[-1]


def dead(incident: dict) -> int:
    return sum(row["best"] or 0 for row in incident["casualties"] if row["outcome"] == "killed")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(sys.argv[1], folder)
        ledger.ingest(REPORTS)
        first = ledger.incidents()
        assert set(first) == {"north north-2", "south"}, set(first)
        north, south = first["north north-2"]["id"], first["south"]["id"]

        ledger.correct("accept", north)
        assert ledger.incidents()["north north-2"]["event_grade"] == "confirmed"

        number = ledger.correct("reject", south)
        assert set(ledger.incidents()) == {"north north-2"}
        ledger.correct("undo", number)
        assert ledger.incidents()["south"]["id"] == south, "an incident that is taken back keeps its id"

        figures = ledger.correct("reject", south, "--report", "south")
        assert dead(ledger.incidents()["south"]) == 0, "figures of a rejected report count no more"
        ledger.correct("undo", figures)

        ledger.correct("set", south, "--field", "title", "--value", "Fighting near Kapan")
        value = ledger.correct("set", north, "--field", "killed.ARM.military", "--value", "9")
        assert dead(ledger.incidents()["north north-2"]) == 9

        merge = ledger.correct("merge", north, south)
        assert set(ledger.incidents()) == {"north north-2 south"}
        merged = ledger.incidents()["north north-2 south"]["id"]
        gone = south if merged == north else north
        assert json.loads(ledger.run("show", "--json", gone))["id"] == merged, "an id that was merged away leads on"
        ledger.correct("undo", merge)
        assert set(ledger.incidents()) == {"north north-2", "south"}

        split = ledger.correct("split", north, "--report", "north-2")
        assert set(ledger.incidents()) == {"north", "north-2", "south"}

        # Read again, with another text: what people decided holds.
        day, text = REPORTS["north"]
        ledger.ingest({"north": (day, text + " Shelling was heard until noon.")})
        assert set(ledger.incidents()) == {"north", "north-2", "south"}
        assert dead(ledger.incidents()["north"]) == 9 and ledger.incidents()["south"]["title"] == "Fighting near Kapan"
        ledger.correct("undo", split)
        ledger.correct("undo", value)
        assert dead(ledger.incidents()["north north-2"]) == 7
        log = ledger.run("log", ledger.incidents()["north north-2"]["id"])
        assert all(word in log for word in ("accept by AB", "split by AB", "undo by AB", "undoes")), log
        print("accept, reject, set, merge, split and undo hold through reading again; ids lead on")


if __name__ == "__main__":
    main()
