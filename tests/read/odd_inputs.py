"""Odd inputs are read to the end, quickly, and every reading keeps to the contract: spans inside the text, ids resolve,
low <= best <= high. Usage: odd_inputs.py SITREP"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 120  # seconds for all inputs together; they take a few

SENTENCE = "Norland said at least 49 of its soldiers were killed near Varde on Monday, and Sudmark denied it. "
NAMES = ("Maja Berg", "Otto Lind", "Ana Reyes", "Li Wei", "Omar Haddad", "Vahan Petrosyan")
MIXED = "Убиты 5 солдат. 士兵被打死。 قتل خمسة جنود. Five soldiers were killed. נהרגו חמישה. ทหารเสียชีวิต 5 นาย. "


def odd_inputs():
    yield "empty", ""
    yield "one word", "Killed"
    yield "one letter", "a"
    yield "one character beyond the basic plane", "\U0001F525"
    yield "many sentences", SENTENCE * 3_000
    yield "five megabytes", ("Norland" * 20 + " ") * 35_000
    yield "no sentences", "killed wounded shelling troops " * 5_000
    yield "one sentence without an end", "and the soldiers of the army of the general of the brigade " * 3_000
    yield "a list of names", "\n".join(NAMES * 500)
    yield "a list of names with commas", ", ".join(NAMES * 500)
    yield "a list of allies", "Russia, an ally of " + ", ".join(["Armenia, Iran, Norway"] * 2_000)
    yield "a table of numbers", "\n".join("\t".join(str(row * column) for column in range(12)) for row in range(400))
    yield "numbers of twenty digits", "18446744073709551616 people were killed. 99999999999999999999999999999 died. " * 100
    yield "only punctuation", ".,;:!?()[]{}\"'-—…" * 5_000
    yield "only quotation marks", "\" \" “ ” ' ' « » " * 5_000
    yield "only brackets", "(" * 50_000
    yield "only blank lines", "\n" * 100_000
    yield "mixed scripts", MIXED * 500
    yield "combining marks", "o\u0301\u0302\u0303" * 20_000
    yield "zero width and directions", "\u200bNorland\u200d \u202ekilled\u202c 5 \ufeffsoldiers. " * 500
    yield "all capitals", (SENTENCE * 200).upper()
    yield "no capitals", (SENTENCE * 200).lower()
    yield "one very long word", "killed" * 50_000
    yield "dates", "Tuesday, September 14, 2022. 30 February 2021. 99/99/9999. 12:61. " * 300
    yield "speech in speech", "He said that she said that " * 2_000 + "five were killed."
    yield "nothing but a date", "September 13, 2022"
    yield "control characters", "Five\x01\x02\x03 soldiers\x7f were\x1b[31m killed. " * 200


def main():
    program = sys.argv[1]
    inputs = list(odd_inputs())
    with tempfile.TemporaryDirectory() as folder:
        reports, readings = Path(folder) / "odd.jsonl", Path(folder) / "readings.jsonl"
        with reports.open("w", encoding="utf-8") as lines:
            for number, (name, text) in enumerate(inputs):
                record = {"id": name, "text": text, "language": "en"}
                if number % 2:
                    record |= {"published": "2031-05-06", "title": "Fighting kills 12 in the north"}
                lines.write(json.dumps(record) + "\n")
        with readings.open("w", encoding="utf-8") as out:
            subprocess.run([program, "read", "--json", str(reports)], stdout=out, check=True, timeout=LIMIT)
        kept = subprocess.run([program, "check-reading", str(readings)], capture_output=True, text=True, timeout=LIMIT, check=False)
        read = [json.loads(line)["report"]["id"] for line in readings.open(encoding="utf-8")]
    missing = [name for name, text in inputs if name not in read and text.strip()]
    if kept.returncode or missing:
        sys.exit(f"{kept.stderr}not read: {missing}")
    print(kept.stdout.strip())


if __name__ == "__main__":
    main()
