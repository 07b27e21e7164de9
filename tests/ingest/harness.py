"""What the tests of `sitrep ingest` share: running the program, and making files with the real tools."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ.get("SITREP", "build/release/sitrep")
HERE = Path(__file__).resolve().parent


class Run:
    def __init__(self, inputs, options=(), stdin=None, folder=None, timeout=60):
        command = [str(Path(PROGRAM).resolve()), "ingest", "--dry-run", "--json", *options, *map(str, inputs)]
        done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, timeout=timeout)
        self.code = done.returncode
        self.reports = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        self.messages = done.stderr.decode("utf-8")

    def field(self, name):
        return [report[name] for report in self.reports]

    def skipped(self):
        return [line for line in self.messages.splitlines() if ": skipped: " in line]


class IngestTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def read(self, *inputs, options=(), stdin=None, timeout=60):
        return Run(inputs, options, stdin, self.folder, timeout)

    def assert_skipped(self, run, *parts):
        """One record was skipped, the message says so in these words, and the exit code tells of it."""
        self.assertEqual(len(run.skipped()), 1, run.messages)
        for part in parts:
            self.assertIn(part, run.skipped()[0])
        self.assertEqual(run.code, 1)


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{first}</p><p>An official of the district said that more would be known after the weekend, when engineers return.</p></article></body></html>"""


def page(title, first="Two soldiers were killed near the pass on Monday, the army said in a statement."):
    return PAGE.format(title=title, first=first)


def http(body, status="200 OK", **headers):
    fields = {"Content-Type": "text/html; charset=utf-8", **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return head.encode() + (body.encode("utf-8") if isinstance(body, str) else body)


def warc_record(name, content, kind="response", length=None):
    """`length`: what the header says of the content, when it is to lie."""
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: https://courier.example/{name}\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content) if length is None else length}\r\n\r\n")
    return head.encode() + content + b"\r\n\r\n"


def zipped(content):
    return gzip.compress(content if isinstance(content, bytes) else content.encode("utf-8"), mtime=0)


if __name__ == "__main__":
    sys.exit("harness.py is no test; run test_*.py")
