#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the tables of offices and their holders: one sentence per problem with file:line, exit 1 if there is any.

It judges form and consistency; it cannot know who truly held an office. Usage: check_holders.py [FOLDER], else knowledge/actors.
Offices are read from offices.tsv and offices/*.tsv, holders from holders/*.tsv.
"""
import calendar
import datetime
import itertools
import re
import sys
from collections import defaultdict
from pathlib import Path

OFFICE_COLUMNS = ["key", "title", "aliases", "of", "kind"]
HOLDER_COLUMNS = ["office", "person", "aliases", "from", "to", "certainty", "status"]
OFFICE_KINDS = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "organisation_head", "interior_minister", "other"}
CERTAINTIES = {"day": 3, "month": 2, "year": 1, "doubtful": 1}  # how many parts of a date (year, month, day) are sure
STATUSES = {"holder", "acting"}
JOINT_OFFICES = {"AND.head_of_state", "BIH.head_of_state", "KHM.head_of_government", "NIC.head_of_state", "SMR.head_of_state"}  # several persons hold these together by law


def read_table(path, columns, problems):
    """Yields (where, row) for each data line that has the right number of cells."""
    lines = [(f"{path}:{number}", line.split("\t")) for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
             if line.strip() and not line.startswith("#")]
    if not lines or lines[0][1] != columns:
        problems.append(f"{lines[0][0] if lines else path}: the header must be {columns}")
        return
    for where, cells in lines[1:]:
        if len(cells) != len(columns):
            problems.append(f"{where}: {len(cells)} cells; a row has {len(columns)}")
        elif any(cell != cell.strip() for cell in cells) or not cells[1]:
            problems.append(f"{where}: a cell begins or ends with a space, or the '{columns[1]}' is empty")
        else:
            yield where, dict(zip(columns, cells))


def span(date, sure_parts):
    """The first and the last day that a date may mean when only its first parts are sure."""
    parts = [int(part) for part in date.split("-")]
    datetime.date(*(parts + [1, 1])[:3])  # raises ValueError if there is no such day
    year, month, day = (parts[:sure_parts] + [None, None])[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return datetime.date(year, month or 1, day or 1), datetime.date(year, last_month, last_day)


def check_offices(folder, problems):
    offices = {}
    for path in [p for p in [folder / "offices.tsv"] if p.exists()] + sorted((folder / "offices").glob("*.tsv")):
        for where, row in read_table(path, OFFICE_COLUMNS, problems):
            if row["key"] in offices:
                problems.append(f"{where}: office '{row['key']}' is already defined at {offices[row['key']]}")
            if not re.fullmatch(re.escape(row["of"]) + r"\.[a-z_]+", row["key"]):
                problems.append(f"{where}: office key '{row['key']}' must be its 'of' ('{row['of']}'), a dot and a name in lower case")
            if row["kind"] not in OFFICE_KINDS:
                problems.append(f"{where}: unknown kind '{row['kind']}'; allowed are {sorted(OFFICE_KINDS)}")
            offices.setdefault(row["key"], where)
    return offices


def check_term(where, row, offices, problems):
    """Reports what is wrong with one row; returns its (start, end) as spans of days where they can be read."""
    if row["office"] not in offices:
        problems.append(f"{where}: office '{row['office']}' is in no table of offices")
    if row["status"] not in STATUSES:
        problems.append(f"{where}: unknown status '{row['status']}'; allowed are {sorted(STATUSES)}")
    if row["certainty"] not in CERTAINTIES:
        problems.append(f"{where}: unknown certainty '{row['certainty']}'; allowed are {list(CERTAINTIES)}")
        return None
    spans, parts = [], CERTAINTIES[row["certainty"]]
    for column in ("from", "to"):
        date = row[column]
        if column == "to" and not date:
            spans.append((datetime.date.max, datetime.date.max))
            continue
        try:
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
                raise ValueError
            spans.append(span(date, parts))
        except ValueError:
            problems.append(f"{where}: '{column}' is '{date}'; it must be a date as 2018-05-08, 2018-05 or 2018")
            return None
        if date.count("-") + 1 < parts:
            problems.append(f"{where}: '{column}' is '{date}', less exact than certainty '{row['certainty']}' says")
    if spans[0][0] > spans[1][1] or (row["to"] and row["from"][:len(row["to"])] > row["to"][:len(row["from"])]):
        problems.append(f"{where}: '{row['person']}' leaves ({row['to']}) before entering ({row['from']})")
    return spans


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "knowledge" / "actors"
    problems, seen, terms = [], {}, defaultdict(list)
    offices = check_offices(folder, problems)
    for path in sorted((folder / "holders").glob("*.tsv")):
        for where, row in read_table(path, HOLDER_COLUMNS, problems):
            identity = (row["office"], row["person"], row["from"])
            if identity in seen:
                problems.append(f"{where}: the same office, person and 'from' stand already at {seen[identity]}")
                continue
            seen[identity] = where
            spans = check_term(where, row, offices, problems)
            if spans and row["status"] == "holder" and row["office"] not in JOINT_OFFICES:
                terms[row["office"]].append((*spans, row["person"], where))
    for office, held in terms.items():
        for (start, end, person, where), (other_start, other_end, other, there) in itertools.combinations(held, 2):
            if max(start[1], other_start[1]) < min(end[0], other_end[0]):  # also with the dates that part them most
                problems.append(f"{there}: '{other}' and '{person}' ({where}) hold {office} at the same time")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(offices)} offices, {len(seen)} terms of office, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
