"""`sitrep read` takes its reports from the same readers. Needs the language model, which the set-up makes."""

import json
import subprocess
import unittest
from pathlib import Path

from harness import PROGRAM, IngestTest, page


class Read(IngestTest):
    def readings(self, *inputs):
        done = subprocess.run([str(Path(PROGRAM).resolve()), "read", "--json", *inputs], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)
        return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]

    def test_order_of_inputs_and_a_broken_line(self):
        self.write("a.html", page("Clash at the pass"))
        self.write("b.jsonl", "".join(f'{{"id": "{number}", "text": "Two soldiers were killed near the pass."}}\n' for number in range(50)) + "{broken}\n")
        code, readings = self.readings("b.jsonl", "a.html")
        self.assertEqual([reading["report"]["id"] for reading in readings], [str(number) for number in range(50)] + ["a"])
        self.assertEqual(code, 1)

    def test_other_languages_are_kept_and_not_read(self):
        self.write("es.txt", "Dos soldados murieron el lunes cerca del paso, según informó el ministerio de Defensa en un comunicado difundido por la tarde.")
        code, (reading,) = self.readings("es.txt")
        self.assertEqual((reading["report"]["language"], reading["sentences"], reading["events"]), ("es", [], []))
        self.assertEqual([finding["kind"] for finding in reading["findings"]], ["unread_language"])
        self.assertIn("Dos soldados", reading["report"]["text"])
        self.assertEqual(code, 0)


if __name__ == "__main__":
    unittest.main()
