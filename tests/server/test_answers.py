"""What the API answers: filters and pages as the commands have them, tags, compression, streams, feeds, corrections."""

import gzip
import json
import signal
import sqlite3
import subprocess
import tempfile
import threading
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from harness import PATIENCE, PROGRAM, REPORTS, Server, ServerTest, ingest

ATOM = "{http://www.w3.org/2005/Atom}"


class Answers(ServerTest):
    def listed(self, *options):
        """What `sitrep incidents --json` prints."""
        done = subprocess.run([PROGRAM, "incidents", "--json", "--db", self.store, *options], capture_output=True, text=True, check=True, timeout=PATIENCE)
        return sorted((json.loads(line) for line in done.stdout.splitlines()), key=lambda one: one["id"])

    def test_filters_are_those_of_the_command(self):
        whole = self.listed()
        self.assertGreater(len(whole), 2)
        for query, options in [("", []), ("from=2031-06", ["--from", "2031-06"]), ("to=2031-05-30", ["--to", "2031-05-30"]), ("place=Goris", ["--place", "Goris"]),
                               ("side=ARM", ["--side", "ARM"]), ("kind=shelling", ["--kind", "shelling"]), ("min_dead=50", ["--min-dead", "50"]),
                               ("contested=1", ["--contested"]), ("q=market%20rockets", ["--search", "market rockets"]), ("near=39.5,46.3&radius=100", ["--near", "39.5,46.3,100"]),
                               ("bbox=46,39,47,40", ["--box", "39,40,46,47"]), ("side=ARM&contested=1&from=2031", ["--side", "ARM", "--contested", "--from", "2031"])]:
            expected = self.listed(*options)
            answer = self.server.json("/api/incidents?" + query)
            self.assertEqual(sorted(answer["incidents"], key=lambda one: one["id"]), expected, query)
            self.assertEqual(answer["total"], len(expected))
            for path, ids in [("incidents.index", lambda a: a["id"]), ("incidents.geojson", lambda a: [f["id"] for f in a["features"]]),
                              ("timeline", lambda a: [i["id"] for day in a["days"] for i in day["incidents"]])]:
                self.assertEqual(sorted(ids(self.server.json(f"/api/{path}?{query}"))), [one["id"] for one in expected], (path, query))

    def test_near_is_a_circle(self):
        """Goris lies in the corner of the square of 100 km around this point, 115 km away."""
        self.assertEqual(self.server.json("/api/incidents?near=38.7,45.5&radius=100&place=Goris")["total"], 0)
        self.assertGreater(self.server.json("/api/incidents?near=38.7,45.5&radius=120&place=Goris")["total"], 0)

    def test_pages_make_up_the_whole(self):
        for order in ("deadliest", "newest", "oldest"):
            whole = self.server.json(f"/api/incidents?order={order}")
            paged = [self.server.json(f"/api/incidents?order={order}&limit=1&offset={i}")["incidents"] for i in range(whole["total"] + 1)]
            self.assertEqual([one["id"] for page in paged for one in page], [one["id"] for one in whole["incidents"]], order)
        dead = self.server.json("/api/incidents?order=deadliest")["incidents"]
        killed = [sum(row["best"] or 0 for row in one["casualties"] if row["outcome"] == "killed") for one in dead]
        self.assertEqual(killed, sorted(killed, reverse=True))

    def test_wrong_parameters_are_told(self):
        for query, part in [("from=x", "from x"), ("bbox=1,2", "bbox"), ("near=1", "near"), ("min_dead=-1", "min-dead"), ("limit=0", "limit"), ("offset=-5", "offset"),
                            ("order=best", "order best"), ("contested=2", "contested"), ("such=1", "such"), ("from=2031&from=2030", "twice"), ("limit=9999999999999999999999", "limit")]:
            answer = self.server.ask("/api/incidents?" + query)
            self.assertEqual(answer.status, 400, query)
            self.assertIn(part, answer.json()["error"])

    def test_index_and_map_tell_the_precision(self):
        index = self.server.json("/api/incidents.index")
        self.assertEqual({len(column) for name, column in index.items() if name != "total"}, {index["total"]})
        by_id = {one["id"]: one for one in self.server.json("/api/incidents?limit=500")["incidents"]}
        for feature in self.server.json("/api/incidents.geojson")["features"]:
            row = index["id"].index(feature["id"])
            self.assertEqual(feature["properties"]["precision"], index["precision"][row])
            places = by_id[feature["id"]]["places"]
            if feature["geometry"]:
                self.assertEqual(feature["geometry"]["coordinates"], [index["lon"][row], index["lat"][row]])
                self.assertIn((index["lat"][row], index["precision"][row]), [(place["lat"], place["precision"]) for place in places])
                self.assertGreater(feature["properties"]["radius_km"], 0)
            else:
                self.assertFalse([place for place in places if place["lat"] is not None])

    def test_figures_of_the_index_are_told_or_null(self):
        index = self.server.json("/api/incidents.index")
        killed = dict(zip(index["id"], index["killed"]))
        for one in self.server.json("/api/incidents?limit=500")["incidents"]:
            rows = [row for row in one["casualties"] if row["outcome"] == "killed" and row["agreement"] != "superseded"]
            self.assertEqual(killed[one["id"]] is None, not rows, one["id"])
            if rows and all(row["best"] is not None for row in rows):
                self.assertEqual(killed[one["id"]][1], sum(row["best"] for row in rows))
            if rows and any(row["high"] is None for row in rows):
                self.assertIsNone(killed[one["id"]][2])

    def test_one_incident(self):
        for one in self.server.json("/api/incidents")["incidents"]:
            detail = self.server.json("/api/incidents/" + one["id"])
            self.assertEqual(detail["incident"], one)
            self.assertEqual([report["id"] for report in detail["reports"]], one["reports"])
            told = sorted((line["claimant"], point["best"], point["report"], point["start"]) for line in detail["series"] for point in line["points"])
            self.assertEqual(told, sorted((claim["claimant"], claim["best"], claim["report"], claim["start"]) for row in one["casualties"] + one["totals"] for claim in row["claims"]))
            self.assertEqual(detail["revisions"][-1]["revision"], one["revision"])

    def test_other_spellings_of_an_id_lead_to_it(self):
        one = self.server.json("/api/incidents")["incidents"][0]["id"]
        answer = self.server.ask("/api/incidents/" + one.lower())
        self.assertEqual((answer.status, answer.headers["location"]), (308, "/api/incidents/" + one))

    def test_a_report_keeps_its_text_and_spans(self):
        for report in REPORTS:
            answer = self.server.json("/api/reports/" + report["id"].replace("/", "%2F"))
            text = answer["reading"]["report"]["text"]
            self.assertEqual(answer["report"]["text"], text)
            for figure in answer["reading"]["figures"]:
                if figure["best"] in (7, 49, 105):
                    self.assertIn(str(figure["best"]), text[figure["start"]:figure["end"]])
        self.assertEqual(self.server.json("/api/reports?q=rockets")["total"], 1)
        self.assertEqual([one["id"] for one in self.server.json("/api/reports?limit=2&offset=1")["reports"]], ["three", "two"])

    def test_diplomacy_and_background(self):
        network = self.server.json("/api/diplomacy")
        pairs = {(link["from"], link["to"], link["type"]) for link in network["links"]}
        self.assertIn(("KGZ", "TJK", "CONSULT"), pairs)
        keys = {actor["key"] for actor in network["actors"]}
        self.assertEqual(keys, {key for link in network["links"] for key in (link["from"], link["to"])})
        self.assertFalse({link["type"] for link in network["links"]} & {"ASSAULT", "COERCE", "MOBILIZE"})
        may = {(link["from"], link["to"]) for link in self.server.json("/api/diplomacy?from=2031-05&to=2031-05")["links"]}
        self.assertNotIn(("KGZ", "TJK"), may)
        sentences = self.server.json("/api/background")["sentences"]
        self.assertTrue(any("2020" in sentence["text"] and sentence["report"] == "one" for sentence in sentences), sentences)
        self.assertEqual(self.server.json("/api/background?from=2031-06")["sentences"], [one for one in sentences if one["report"] in ("three", "four/../../etc")])

    def test_the_brief_is_that_of_the_command(self):
        for form in ("markdown", "html"):
            done = subprocess.run([PROGRAM, "brief", "--db", self.store, "--side", "ARM", "--" + form], capture_output=True, check=True, timeout=PATIENCE)
            self.assertEqual(self.server.ask("/api/brief?side=ARM&format=" + form).body, done.stdout)
        brief = self.server.json("/api/brief?side=ARM")
        notes = next(block for block in brief["blocks"] if block["type"] == "footnotes")
        self.assertEqual(len(notes["items"]), len(notes["evidence"]))
        for item, place in zip(notes["items"], notes["evidence"]):
            text = self.server.json("/api/reports/" + place["report"])["report"]["text"]
            self.assertIn(text[place["start"]:place["end"]], item)

    def test_tags_and_compression(self):
        for path in ("/api/summary", "/api/incidents.index", "/api/incidents?limit=2", "/openapi.json", "/", "/atom.xml"):
            first = self.server.ask(path)
            self.assertEqual(self.server.ask(path, If_None_Match=first.headers["etag"]).status, 304, path)
            self.assertEqual(self.server.ask(path, If_None_Match=f'"other", {first.headers["etag"]}').body, b"")
            self.assertEqual(self.server.ask(path, If_None_Match='"other"').status, 200)
            packed = self.server.ask(path, Accept_Encoding="br, gzip;q=0.8")
            if len(first.body) > 2000:
                self.assertEqual(packed.headers["content-encoding"], "gzip", path)
                self.assertEqual(gzip.decompress(packed.body), first.body)
            self.assertNotIn("content-encoding", self.server.ask(path, Accept_Encoding="gzip;q=0").headers)
            head = self.server.ask(path, "HEAD")
            self.assertEqual((head.status, head.body, head.headers["content-length"]), (200, b"", str(len(first.body))), path)
        tags = {self.server.ask(path).headers["etag"] for path in ("/api/incidents", "/api/incidents?limit=2", "/api/incidents?limit=3", "/api/summary")}
        self.assertEqual(len(tags), 4)

    def test_the_feed_is_atom(self):
        answer = self.server.ask("/atom.xml")
        feed = ElementTree.fromstring(answer.body)
        self.assertEqual(feed.tag, ATOM + "feed")
        entries = feed.findall(ATOM + "entry")
        self.assertGreaterEqual(len(entries), self.server.json("/api/summary")["incidents"])
        for entry in entries:
            for name in ("id", "title", "updated", "author", "link", "summary"):
                self.assertIsNotNone(entry.find(ATOM + name), name)
        self.assertEqual(len({entry.find(ATOM + "id").text for entry in entries}), len(entries))


class Changes(ServerTest):
    """Tests that change the ledger, in the order of their names."""

    def read_events(self, count, last=None):
        """Listens in a thread; a function that waits for so many events and gives them as (id, incidents)."""
        connection = self.server.connection()
        connection.request("GET", "/api/events", headers={} if last is None else {"Last-Event-ID": str(last)})
        stream = connection.getresponse()
        self.assertEqual(stream.headers["content-type"], "text/event-stream")
        self.assertEqual(stream.readline(), b"retry: 3000\n")
        events = []

        def listen():
            number = None
            while len(events) < count:
                line = stream.readline().decode().rstrip()
                if line.startswith("id: "):
                    number = int(line[4:])
                if line.startswith("data: "):
                    events.append((number, json.loads(line[6:])["incidents"]))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()

        def result():
            thread.join(PATIENCE)
            self.assertEqual(len(events), count, "no event came")
            stream.close()
            connection.close()
            return events

        return result

    def test_1_a_correction_makes_a_revision(self):
        market = self.server.json("/api/incidents?q=market")["incidents"][0]
        before = self.server.ask("/api/incidents")
        listening = self.read_events(1)
        answer = self.correct({"action": "set", "incident": market["id"], "field": "title", "value": "Market hit", "author": "AB", "reason": "shorter"}).json()
        [(number, incidents)] = listening()
        self.assertEqual((number, incidents), (answer["ledger_revision"], [market["id"]]))
        after = self.server.ask("/api/incidents")
        self.assertNotEqual(before.headers["etag"], after.headers["etag"])
        self.assertEqual(self.server.json("/api/incidents/" + market["id"])["incident"]["title"], "Market hit")
        change = self.server.json(f"/api/changes?since={number - 1}")["changes"][-1]
        self.assertIn("AB", change["by"])
        self.assertRegex(change["at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(self.read_events(1, last=number - 1)(), [(number, [market["id"]])])

    def test_2_an_old_view_is_not_corrected(self):
        market = self.server.json("/api/incidents?q=market")["incidents"][0]
        answer = self.correct({"action": "accept", "incident": market["id"], "author": "AB", "reason": "r", "revision": market["revision"] - 1})
        self.assertEqual(answer.status, 409)

    def test_3_merged_ids_lead_on(self):
        first, second = [self.server.json("/api/incidents?q=" + word)["incidents"][0]["id"] for word in ("market", "Bishkek")]
        answer = self.correct({"action": "merge", "incident": first, "other": second, "author": "AB", "reason": "for the test"})
        self.assertEqual(answer.status, 200, answer.body)
        heir = answer.json()["incident"]
        gone = second if heir == first else first
        moved = self.server.ask("/api/incidents/" + gone)
        self.assertEqual((moved.status, moved.headers["location"]), (308, "/api/incidents/" + heir))
        self.assertIn(gone, self.server.json("/api/incidents/" + heir)["merged_ids"])
        merged = [one for one in self.server.json("/api/changes")["changes"] if one["incident"] == gone][-1]
        self.assertEqual(merged["what"], ["merged into " + heir])

    def test_4_rejected_incidents_are_set_aside(self):
        one = self.server.json("/api/incidents?q=Goris")["incidents"][0]["id"]
        self.assertEqual(self.correct({"action": "reject", "incident": one, "author": "AB", "reason": "for the test"}).status, 200)
        self.assertNotIn(one, self.server.json("/api/incidents.index")["id"])
        detail = self.server.json("/api/incidents/" + one)
        self.assertTrue(detail["is_set_aside"])
        undone = self.correct({"action": "undo", "correction": detail["corrections"][-1]["number"], "author": "AB", "reason": "back"})
        self.assertEqual(undone.status, 200, undone.body)
        self.assertIn(one, self.server.json("/api/incidents.index")["id"])

    def test_5_new_reports_are_told_while_readers_read(self):
        """An ingest beside the server: each answer is whole and of one state."""
        seen, failures, stop = set(), [], threading.Event()

        def read():
            while not stop.is_set():
                index = self.server.json("/api/incidents.index")
                if {len(column) for name, column in index.items() if name != "total"} != {index["total"]}:
                    failures.append(index)
                seen.add(index["total"])

        readers = [threading.Thread(target=read) for _ in range(3)]
        listening = self.read_events(1)
        for reader in readers:
            reader.start()
        try:
            ingest(self.store, [{"id": f"new{i}", "published": f"2032-0{1 + i % 9}-0{1 + i % 7}", "publisher": f"Outlet {i}",
                                 "text": f"{10 + i} soldiers of Ukraine were killed in shelling of {town} on Monday, the defence ministry of Ukraine said."}
                                for i, town in enumerate(["Kharkiv", "Odesa", "Lviv", "Poltava", "Sumy", "Izium"])])
            listening()
        finally:
            stop.set()
            for reader in readers:
                reader.join(PATIENCE)
        self.assertFalse(failures)
        self.assertIn(self.server.json("/api/incidents.index")["total"], range(max(seen), 1000))
        self.assertGreater(self.server.json("/api/summary")["reports"], len(REPORTS))


class Stores(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = Path(folder.name, "later.db")

    def test_a_store_that_comes_later_goes_and_is_another(self):
        with Server(self.store) as server:
            answer = server.ask("/api/summary")
            self.assertEqual(answer.status, 503)
            self.assertIn("no store yet", answer.json()["error"])
            self.assertFalse(self.store.exists(), "asking must not make a store")
            ingest(self.store, REPORTS[:1])
            first = server.ask("/api/summary")
            self.assertEqual((first.status, first.json()["reports"]), (200, 1))
            for file in self.store.parent.glob("later.db*"):
                file.unlink()
            self.assertEqual(server.ask("/api/summary").status, 503)
            ingest(self.store, REPORTS[2:3])
            again = server.ask("/api/reports")
            self.assertEqual([one["id"] for one in again.json()["reports"]], ["three"])
            self.assertNotEqual(first.headers["etag"], server.ask("/api/summary").headers["etag"])

    def test_an_older_store_is_told_and_brought_up_to_date(self):
        """The store taken back to what it was before summaries, dealings and history had tables of their own."""
        ingest(self.store, REPORTS)
        paths = ("/api/incidents.index", "/api/incidents", "/api/diplomacy", "/api/background")
        with Server(self.store) as server:
            before = [server.ask(path).body for path in paths]
            connection = sqlite3.connect(self.store)
            if connection.execute("PRAGMA user_version").fetchone()[0] not in (5, 6):  # 6 makes no tables
                connection.close()
                self.skipTest("the schema has gone on: take back here what the steps after 6 do")
            connection.executescript("""
                ALTER TABLE incidents ADD COLUMN summary TEXT NOT NULL DEFAULT '';
                UPDATE incidents SET summary = coalesce((SELECT cells FROM summaries WHERE incident = id), '');
                DROP INDEX incidents_listed; CREATE INDEX incidents_by_day ON incidents(first_day); DROP INDEX reports_by_day;
                DROP TABLE summaries; DROP TABLE dealings; DROP TABLE history; PRAGMA user_version = 3;""")
            connection.close()
        with Server(self.store) as server:
            answer = server.ask("/api/summary")
            self.assertEqual(answer.status, 503)
            self.assertIn("older sitrep", answer.json()["error"])
            ingest(self.store, REPORTS)  # known ones: only the tables change
            self.assertEqual([server.ask(path).body for path in paths], before)

    def test_a_store_without_incidents(self):
        ingest(self.store, [{"id": "calm", "published": "2031-05-06", "text": "The library of the town opens at nine. Readers may borrow five books."}])
        with Server(self.store) as server:
            self.assertEqual(server.json("/api/summary")["incidents"], 0)
            self.assertEqual(server.json("/api/incidents.index")["id"], [])
            self.assertEqual(server.json("/api/incidents.geojson")["features"], [])
            self.assertEqual(server.json("/api/timeline"), {"days": []})
            self.assertEqual(server.json("/api/diplomacy"), {"actors": [], "links": []})
            self.assertEqual(server.ask("/api/brief?format=html").status, 200)
            ElementTree.fromstring(server.ask("/atom.xml").body)

    def test_what_is_no_store_is_told(self):
        self.store.write_bytes(b"no database at all, only some text that is long enough" * 100)
        with Server(self.store) as server:
            answer = server.ask("/api/summary")
            self.assertEqual(answer.status, 503)
            self.assertIn("is no store", answer.json()["error"])

    def test_signals_end_it_with_listeners_there(self):
        ingest(self.store, REPORTS[:1])
        for by in (signal.SIGINT, signal.SIGTERM):
            server = Server(self.store)
            server.__enter__()
            listener, idle = server.connection(), server.connection()
            listener.request("GET", "/api/events")
            stream = listener.getresponse()
            self.assertEqual(stream.status, 200)
            idle.request("GET", "/api/summary")
            idle.getresponse().read()
            self.assertEqual(server.stop(by), 0)
            for one in (stream, listener, idle):
                one.close()

    def test_a_signal_at_once_ends_it(self):
        for _ in range(5):
            server = Server(self.store)
            server.__enter__()
            self.assertEqual(server.stop(signal.SIGTERM), 0)

    def test_a_taken_port_is_told(self):
        with Server(self.store) as server:
            done = subprocess.run([PROGRAM, "serve", "--db", self.store, "--port", str(server.port)], capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"127.0.0.1:{server.port}", done.stderr)


if __name__ == "__main__":
    unittest.main()
