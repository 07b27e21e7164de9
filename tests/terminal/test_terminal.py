"""Nothing that a terminal obeys comes out of any command: escape sequences, C1 controls, bells and characters that turn the direction of
text stand in a report's text, title, publisher and id, in the name of an archive's member, in options and in names of files."""

import json
import os
import re
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

PROGRAM = str(Path(os.environ.get("SITREP", "build/release/sitrep")).resolve())
HARM = "\x1b]0;owned\x07\x1b[31m\x9b2J \u202egnp\u2066\r"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


class Terminal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = Path(cls.folder.name)
        report = {"id": "evil" + HARM, "published": "2031-05-07", "publisher": "The Valley Courier " + HARM, "title": "Fighting near Goris " + HARM, "url": "javascript:alert(1)",
                  "text": f"Armenia said 40 of its soldiers {HARM} were killed on Tuesday in clashes with Azerbaijan near Goris. The mayor of Goris said 12 civilians {HARM} were injured."}
        cls.file, cls.db = folder / "reports.jsonl", folder / "war.db"
        cls.file.write_text(json.dumps(report) + "\n")
        with zipfile.ZipFile(folder / "reports.zip", "w") as archive:
            archive.writestr("broken" + HARM + ".jsonl", "{not json\n")
        cls.archive = folder / "reports.zip"
        cls.tell(cls, "ingest", "--db", cls.db, "--all", cls.file)

    def tell(self, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8")

    def calm(self, *arguments, code=0):
        found, told = self.tell(*arguments)
        self.assertEqual(found, code, told)
        self.assertIsNone(OBEYED.search(told), f"{arguments}: {told!r}")
        return told

    def test_reports(self):
        for command in (["read"], ["read", "--explain"], ["read", "--html"], ["check"], ["parse"]):
            self.calm(*command, self.file)
        for command in (["read"], ["check"], ["parse"]):  # for programs: texts as they are, but for what JSON escapes
            self.assertNotRegex(self.tell(*command, "--json", self.file)[1], "[\x00-\x08\x0b-\x1f]")
        self.assertIn("Goris", self.calm("read", self.file))

    def test_ledger(self):
        self.calm("incidents", "--db", self.db)
        for command in ("show", "timeline", "log"):
            self.calm(command, "--db", self.db, "I1")
        self.calm("brief", "--db", self.db)
        for name in ("figures", "ucdp-ged", "acled", "hxl", "polecat", "icews", "gdelt-events", "gdelt-mentions", "plover", "conllu"):
            self.calm("export", "--db", self.db, "--format", name)

    def test_words_of_the_command(self):
        self.calm("show", "--db", self.db, HARM, code=2)
        self.calm("read", "nowhere" + HARM, code=2)
        self.calm("export", "--db", self.db, "--format", HARM, code=2)
        self.calm("correct", "--db", self.db, "accept", "I1", "--author", "AB" + HARM, "--reason", HARM)
        self.calm("log", "--db", self.db, "I1")
        self.calm("places", "Nowhere" + HARM, code=1)
        self.calm("incidents", "--db", self.db, "--kind", HARM)

    def test_names_in_archives(self):
        for command in (["read"], ["ingest", "--db", self.db]):
            _, told = self.tell(*command, self.archive)
            self.assertIsNone(OBEYED.search(told), repr(told))


if __name__ == "__main__":
    unittest.main()
