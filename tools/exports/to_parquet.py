"""A table of `sitrep export` as Parquet, in bounded memory. Usage:

    to_parquet.py OUTPUT.parquet --format figures --db war.db [any filter of `sitrep export`]

Needs the Python package pyarrow. The columns and their types are those that `sitrep export --list --json` tells, so that a
column without any value still has its type. Formats that are JSON or CoNLL-U are no tables: read them as they are."""

import argparse
import csv
import io
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_TOGETHER = 20_000
TYPES = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64()}
# How each format writes its table; all others are CSV with a header. "below": lines under the header that are no rows.
STYLES = {"polecat": {"separator": "\t", "missing": "None"}, "icews": {"separator": "\t"}, "hxl": {"below": 1},
          "gdelt-events": {"separator": "\t", "header": False}, "gdelt-mentions": {"separator": "\t", "header": False}}


def program():
    return os.environ.get("SITREP") or str(Path(__file__).resolve().parents[2] / "build/release/sitrep")


def columns_of(name):
    listed = subprocess.run([program(), "export", "--list", "--json"], capture_output=True, check=True, text=True).stdout
    formats = {f["format"]: f["columns"] for f in map(json.loads, listed.splitlines())}
    if not formats.get(name):
        tables = ", ".join(n for n, c in formats.items() if c)
        sys.exit(f"to_parquet: {name} is no table of sitrep export; tables are {tables}")
    return formats[name]


def value(cell, kind, missing):
    if cell == missing or cell == "":
        return None
    return int(cell) if kind == "integer" else float(cell) if kind == "real" else cell


def batches(lines, columns, style):
    separator, missing = style.get("separator", ","), style.get("missing", "")
    rows = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE)
    for _ in range((1 if style.get("header", True) else 0) + style.get("below", 0)):
        next(rows)
    while part := list(itertools.islice(rows, ROWS_TOGETHER)):
        yield [pa.array([value(row[i], c["type"], missing) for row in part], TYPES[c["type"]]) for i, c in enumerate(columns)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output")
    parser.add_argument("--format", default="figures")
    arguments, rest = parser.parse_known_args()
    csv.field_size_limit(1 << 30)
    columns = columns_of(arguments.format)
    schema = pa.schema([(c["name"], TYPES[c["type"]]) for c in columns])
    command = [program(), "export", "--format", arguments.format, *rest]
    part = arguments.output + ".part"
    with subprocess.Popen(command, stdout=subprocess.PIPE) as export:
        lines = io.TextIOWrapper(export.stdout, encoding="utf-8", newline="")
        with pq.ParquetWriter(part, schema) as writer:
            for arrays in batches(lines, columns, STYLES.get(arguments.format, {})):
                writer.write_batch(pa.record_batch(arrays, schema=schema))
    if export.returncode != 0:
        os.remove(part)
        sys.exit(export.returncode)
    os.replace(part, arguments.output)


if __name__ == "__main__":
    main()
