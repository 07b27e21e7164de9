"""What the tests of `sitrep serve` share: a store made by the program, and a server that is always stopped. Every wait has a
limit; the port is a free one that the server prints."""

import http.client
import json
import os
import select
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = str(Path(os.environ.get("SITREP", "build/release/sitrep")).resolve())
TOKEN = "a-token-for-the-tests-0123456789"
PATIENCE = 60  # seconds, for a loaded machine

# Text that a page must never take for markup: each stands in the title, the text, the publisher or the address of a report.
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TURNED = "\u202egnp.exe\u2066"

REPORTS = [
    {"id": "one", "published": "2031-05-06", "publisher": "Example News", "title": "Soldiers killed on the border", "url": "https://news.example/one",
     "text": "At least 49 soldiers of Armenia were killed on Monday in shelling of the town of Goris, the defence ministry of Armenia said. Azerbaijan denied "
             "that its forces had shelled the town. The two countries fought a war over Nagorno-Karabakh in 2020."},
    {"id": "two", "published": "2031-05-08", "publisher": "Other News", "title": "Armenia puts its dead at 105", "url": "javascript:alert(1)",
     "text": "Armenia's prime minister said on Thursday that 105 soldiers were killed in the shelling of Goris on Monday. He accused Azerbaijan of the attack. "
             "The foreign ministers of Armenia and Azerbaijan met in Geneva on Wednesday."},
    {"id": "three", "published": "2031-06-02", "publisher": f"Daily {IMAGE}", "title": f"Rockets hit {SCRIPT} market {TURNED}", "url": "data:text/html,<script>alert(1)</script>",
     "text": f"Rockets hit a market in Kharkiv on Sunday, killing 7 civilians, the mayor said. {SCRIPT} & {TURNED} <b>bold</b> ]]> "
             f"Russia denied that it had fired on the market. The mayor said {IMAGE} the market was full."},
    {"id": "four/../../etc", "published": "2031-07-01", "publisher": "Example News", "title": "Talks in Bishkek", "url": "HTTPS://news.example/four",
     "text": "The foreign ministers of Kyrgyzstan and Tajikistan met in Bishkek on Monday. The president of Kyrgyzstan spoke with the president of Tajikistan by telephone on Tuesday."},
]


def ingest(store, reports):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps(report) + "\n")
        lines.flush()
        subprocess.run([PROGRAM, "ingest", "--quiet", "--all", "--db", str(store), lines.name], check=True, timeout=PATIENCE * 2)


class Server:
    """A running server: `with Server(store) as server`."""

    def __init__(self, store, *options):
        self.command = [PROGRAM, "serve", "--db", str(store), "--port", "0", *map(str, options)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line.startswith("http://"):
            self.process.kill()
            raise AssertionError(f"the server did not start: {line!r} {self.process.communicate()[1]}")
        self.port = int(line.strip().rstrip("/").rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.stop(signal.SIGTERM)

    def stop(self, by):
        """Ends it; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        try:
            self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise AssertionError("the server did not end")
        return self.process.returncode

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, path, method="GET", body=None, **headers):
        connection = self.connection()
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def json(self, path):
        answer = self.ask(path)
        assert answer.status == 200, (path, answer.status, answer.body)
        return answer.json()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class ServerTest(unittest.TestCase):
    """A store and a server for all tests of a class."""

    options = ()
    reports = REPORTS
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.store = Path(cls.folder.name, "war.db")
        cls.token_file = Path(cls.folder.name, "token")
        cls.token_file.write_text(TOKEN + "\n")
        ingest(cls.store, cls.reports)
        cls.server = Server(cls.store, *cls.server_options()).__enter__()
        cls.addClassCleanup(cls.server.__exit__)

    @classmethod
    def server_options(cls):
        return ["--token-file", cls.token_file]

    def correct(self, correction, **headers):
        headers = {"Authorization": f"Bearer {TOKEN}", "Content_Type": "application/json", **headers}
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.server.ask("/api/corrections", "POST", json.dumps(correction), **headers)
