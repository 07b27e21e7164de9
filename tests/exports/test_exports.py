"""Every format of `sitrep export`, read back by the readers that people use, and the imports. Usage:

    SITREP=build/release/sitrep python tests/exports/test_exports.py"""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import conllu
import duckdb
import geojson
import pandas
import pyarrow.parquet

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PROGRAM = os.environ["SITREP"]
GED = (HERE / "ged_columns.txt").read_text().split()
TABLES = {"figures": 32, "ucdp-ged": 49, "acled": 31, "hxl": 29, "polecat": 40, "icews": 20, "gdelt-events": 61, "gdelt-mentions": 16}
JSON = ["geojson", "plover", "incidents", "readings"]


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=120)
    if done.returncode != code:
        raise AssertionError(f"{arguments}: exit {done.returncode}: {done.stderr.decode()}")
    return done


class Store:
    """A store in a folder of its own, and its exports."""

    def __init__(self, test):
        self.folder = tempfile.TemporaryDirectory()
        (test.addCleanup if isinstance(test, unittest.TestCase) else test.addClassCleanup)(self.folder.cleanup)
        self.file = Path(self.folder.name) / "war.db"

    def write(self, name, text):
        path = Path(self.folder.name) / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def export(self, name, *filters):
        return run("export", "--db", self.file, "--format", name, *filters).stdout.decode()

    def rows(self, name, *filters, separator=","):
        return list(csv.DictReader(io.StringIO(self.export(name, *filters), newline=""), delimiter=separator))


def ged_line(**cells):
    """A row of GED; what is not given is empty."""
    row = {name: "" for name in GED} | {"id": "1", "type_of_violence": "1", "where_prec": "1", "date_start": "2031-05-06", "date_end": "2031-05-06",
                                         "where_coordinates": "Goris town", "latitude": "39.51", "longitude": "46.34", "country": "Armenia", "country_id": "371",
                                         "side_a": "Government of Armenia", "side_b": "Government of Azerbaijan", "gwnoa": "371", "gwnob": "373"} | cells
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([row[name] for name in GED])
    return out.getvalue()


def ged_file(*rows):
    return ",".join(GED) + "\n" + "".join(ged_line(**row) for row in rows)


HOSTILE = '=HYPERLINK("http://x.example")\u202e\x07, "quoted"\nwith a line\tand a tab'


class Samples(unittest.TestCase):
    """The sample reports: several claimants, parties, kinds."""

    @classmethod
    def setUpClass(cls):
        cls.store = Store(cls)
        run("ingest", "--db", cls.store.file, "--quiet", PROJECT / "samples")
        hostile = {"id": "hostile", "published": "2031-05-06", "publisher": HOSTILE, "title": HOSTILE, "url": "@SUM(1)",
                   "text": "YEREVAN - Armenia's defence ministry said on Tuesday that 14 of its soldiers were killed in shelling by Azerbaijan near Goris. \u202e=1+1\u0007"}
        run("ingest", "--db", cls.store.file, "--quiet", "--all", cls.store.write("hostile.jsonl", json.dumps(hostile) + "\n"))
        cls.incidents = [json.loads(line) for line in cls.store.export("incidents").splitlines()]
        cls.war = max((i for i in cls.incidents if {"ARM", "AZE"} <= {s["key"] for s in i["sides"]}), key=lambda i: len(i["reports"]))

    def test_every_table_has_its_columns_in_every_row(self):
        for name, count in TABLES.items():
            quoting = csv.QUOTE_MINIMAL if name in ("figures", "ucdp-ged", "acled", "hxl") else csv.QUOTE_NONE
            rows = list(csv.reader(io.StringIO(self.store.export(name), newline=""), delimiter="," if quoting == csv.QUOTE_MINIMAL else "\t", quoting=quoting))
            self.assertGreater(len(rows), 2, name)
            self.assertEqual({len(row) for row in rows}, {count}, name)

    def test_no_cell_is_a_formula_or_holds_what_a_terminal_obeys(self):
        for name in TABLES:
            text = self.store.export(name)
            self.assertIn("HYPERLINK", text) if name in ("figures", "ucdp-ged", "acled", "hxl", "polecat") else None
            for line in csv.reader(io.StringIO(text, newline=""), delimiter="," if name in ("figures", "ucdp-ged", "acled", "hxl") else "\t"):
                for cell in line:
                    self.assertNotRegex(cell, "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]", name)
                    if cell[:1] in ("=", "+", "@", "-"):
                        float(cell)  # only numbers may begin so

    def test_figures_lead_back_to_their_sentences(self):
        rows = self.store.rows("figures")
        claims = sum(len(row["claims"]) for i in self.incidents for row in i["casualties"] + i["totals"])
        self.assertEqual(len(rows), claims)
        texts = {r["report"]["id"]: r["report"]["text"] for r in map(json.loads, self.store.export("readings").splitlines())}
        for row in rows:
            evidence = texts[row["report"]][int(row["start"]):int(row["end"])]
            self.assertTrue(evidence)
            self.assertIn(" ".join(evidence.split()), row["sentence"])
        self.assertGreater(len({row["claimant"] for row in rows if row["incident"] == self.war["id"]}), 2)
        self.assertLessEqual({"own_side", "report"}, {row["relation"] for row in rows})
        self.assertIn("superseded", {row["standing"] for row in rows})

    def test_ged_adds_up_and_keeps_the_order(self):
        frame = pandas.read_csv(io.StringIO(self.store.export("ucdp-ged")))
        self.assertEqual(list(frame.columns), GED)
        parts = frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1, min_count=1)
        self.assertTrue((parts.dropna() == frame["best"][parts.notna()]).all())
        known = frame.dropna(subset=["low", "best", "high"])
        self.assertTrue(((known["low"] <= known["best"]) & (known["best"] <= known["high"])).all())
        self.assertTrue(frame["id"].is_unique)
        self.assertTrue(pandas.to_datetime(frame["date_start"].dropna()).notna().all())
        row = frame[frame["relid"] == "sitrep-" + self.war["id"]].iloc[0]
        self.assertEqual(frame["side_a"].str.startswith("Government of").fillna(False).tolist(), frame["gwnoa"].notna().tolist())
        bests = [r["best"] for r in self.war["casualties"] if r["outcome"] == "killed" and r["agreement"] != "superseded"]
        self.assertEqual(row["best"], sum(b for b in bests if b is not None))

    def test_acled_as_its_own_checks_have_it(self):
        frame = pandas.read_csv(io.StringIO(self.store.export("acled")), dtype={"interaction": str})
        self.assertTrue(frame["event_id_cnty"].is_unique)
        self.assertTrue(frame["event_id_cnty"].str.fullmatch(r"[A-Z]{3}\d+").all())
        self.assertLessEqual(set(frame["event_type"].dropna()), {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"})
        self.assertLessEqual(set(frame["disorder_type"].dropna()), {"Political violence", "Demonstrations", "Strategic developments"})
        self.assertLessEqual(set(frame["time_precision"].dropna()) | set(frame["geo_precision"].dropna()), {1, 2, 3})
        self.assertTrue(frame["event_date"].dropna().str.fullmatch(r"\d{4}-\d\d-\d\d").all())
        kinds = {i["id"]: i["kind"] for i in self.incidents}
        self.assertNotIn("call", {kinds["I" + n] for n in frame["event_id_cnty"].str[3:]})
        self.assertIn(51, set(frame["iso"]))

    def test_event_tables_agree_with_each_other(self):
        polecat = pandas.read_csv(io.StringIO(self.store.export("polecat")), sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False, na_values=["None"])
        self.assertTrue(polecat["Event ID"].is_unique)
        self.assertLessEqual(set(polecat["Quad Code"]), {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"})
        plover = [json.loads(line) for line in self.store.export("plover").splitlines()]
        facts = {e["id"] for e in plover if not {"historical", "future", "hypothetical", "negation"} & set(e["mode"])}
        self.assertEqual(facts, set(polecat["Event ID"]))
        self.assertGreater(len(plover), len(facts), "history is kept in PLOVER")
        for event in plover:
            self.assertEqual(len(event["event"]), 1)
            self.assertIn(event["quad_code"], (1, 2, 3, 4))
            self.assertIn(event["event_text"][0][:10], event["text"])
        names = next(csv.reader(io.StringIO(self.store.export("icews")), delimiter="\t"))
        icews = duckdb.sql(f"SELECT * FROM read_csv('{self.store.write('i.tsv', self.store.export('icews'))}', delim='\t', quote='', header=true, "
                           "types={'CAMEO Code': 'VARCHAR'})").df()
        self.assertEqual(list(icews.columns), names)
        self.assertTrue(icews["CAMEO Code"].str.fullmatch(r"\d{2,4}").all())
        self.assertTrue((icews["CAMEO Code"].str.startswith("0") | ~icews["Event Text"].str.startswith("CONSULT")).all())

    def test_gdelt_events_join_their_mentions(self):
        self.store.write("e.csv", self.store.export("gdelt-events"))
        self.store.write("m.csv", self.store.export("gdelt-mentions"))
        read = "read_csv('{}', delim='\t', quote='', header=false, all_varchar=true)"
        events, mentions = (read.format(Path(self.store.folder.name) / n) for n in ("e.csv", "m.csv"))
        joined = duckdb.sql(f"SELECT count(*), count(DISTINCT e.column00) FROM {events} e JOIN {mentions} m ON e.column00 = m.column00").fetchall()[0]
        total = duckdb.sql(f"SELECT count(*) FROM {events}").fetchall()[0][0]
        self.assertEqual(joined, (total, total))
        root, quad = duckdb.sql(f"SELECT count(*) FILTER (substr(column26, 1, 2) <> column28), count(*) FILTER (column29 NOT IN ('1','2','3','4')) FROM {events}").fetchall()[0]
        self.assertEqual((root, quad), (0, 0))
        self.assertIn("AM", {row[0] for row in duckdb.sql(f"SELECT DISTINCT column53 FROM {events}").fetchall()}, "FIPS, not ISO")

    def test_geojson_is_valid(self):
        collection = geojson.loads(self.store.export("geojson"))
        self.assertTrue(collection.is_valid, collection.errors())
        self.assertEqual([f["id"] for f in collection["features"]], [i["id"] for i in self.incidents])
        for feature in collection["features"]:
            if feature["geometry"]:
                lon, lat = feature["geometry"]["coordinates"]
                self.assertTrue(-180 <= lon <= 180 and -90 <= lat <= 90)
                self.assertIn(feature["properties"]["precision"], ("exact", "near", "admin2", "admin1", "country", "border", "region"))

    def test_hxl_has_its_tags(self):
        frame = pandas.read_csv(io.StringIO(self.store.export("hxl")))
        self.assertTrue(frame.iloc[0].str.fullmatch(r"#[a-z]+[0-9]?(\+[a-z_]+)*").all())
        self.assertEqual(len(frame) - 1, len(self.incidents))

    def test_conllu_is_read_by_its_reader(self):
        sentences = conllu.parse(self.store.export("conllu", "--side", "TJK"))
        self.assertGreater(len(sentences), 3)
        self.assertIn("newdoc id", sentences[0].metadata)
        for sentence in sentences:
            sentence.to_tree()

    def test_parquet_keeps_types_and_values(self):
        for name in TABLES:
            target = Path(self.store.folder.name) / f"{name}.parquet"
            subprocess.run([sys.executable, PROJECT / "tools/exports/to_parquet.py", target, "--format", name, "--db", self.store.file], check=True, timeout=120)
            table = pyarrow.parquet.read_table(target)
            self.assertEqual(table.num_columns, TABLES[name])
        figures = duckdb.sql(f"SELECT sum(best), count(*) FROM '{Path(self.store.folder.name) / 'figures.parquet'}'").fetchall()[0]
        rows = self.store.rows("figures")
        self.assertEqual(figures, (sum(int(r["best"]) for r in rows if r["best"]), len(rows)))

    def test_filters_are_those_of_incidents(self):
        for filters in (["--side", "TJK"], ["--contested"], ["--from", "2022-09-14", "--to", "2022-09-14"], ["--kind", self.war["kind"], "--min-dead", "1"], ["--search", "Batken"]):
            listed = [json.loads(line)["id"] for line in run("incidents", "--db", self.store.file, "--json", *filters).stdout.decode().splitlines()]
            self.assertTrue(listed, filters)
            self.assertEqual([json.loads(line)["id"] for line in self.store.export("incidents", *filters).splitlines()], listed)
            reports = {r for i in self.incidents if i["id"] in listed for r in i["reports"]}
            self.assertEqual({json.loads(line)["report"]["id"] for line in self.store.export("readings", *filters).splitlines()}, reports)

    def test_ids_are_the_same_each_time(self):
        for name in (*TABLES, *JSON):
            self.assertEqual(self.store.export(name), self.store.export(name))

    def test_output_is_whole_or_not_there(self):
        target = Path(self.store.folder.name) / "out.csv"
        run("export", "--db", self.store.file, "--format", "figures", "--output", target)
        self.assertEqual(target.read_bytes().decode(), self.store.export("figures"))
        run("export", "--db", self.store.file, "--format", "figures", "--output", Path(self.store.folder.name) / "no" / "out.csv", code=2)
        self.assertEqual(list(Path(self.store.folder.name).glob("**/*.part")), [])

    def test_the_list_tells_columns_and_types(self):
        listed = {f["format"]: f for f in map(json.loads, run("export", "--list", "--json").stdout.decode().splitlines())}
        self.assertEqual({n: len(f["columns"]) for n, f in listed.items() if f["columns"]}, TABLES)
        self.assertIn("ucdp-ged", run("export", "--format", "excel", "--db", self.store.file, code=2).stderr.decode())


class Empty(unittest.TestCase):
    def test_a_store_without_incidents_gives_headers_alone(self):
        store = Store(self)
        run("import", "--db", store.file, store.write("ged.csv", ",".join(GED) + "\n"))
        for name in TABLES:
            self.assertEqual(len(store.export(name).splitlines()), 0 if "gdelt" in name else 2 if name == "hxl" else 1, name)
        self.assertEqual(geojson.loads(store.export("geojson"))["features"], [])
        self.assertEqual(store.export("plover") + store.export("incidents") + store.export("readings"), "")


class Imports(unittest.TestCase):
    def setUp(self):
        self.store = Store(self)

    def take(self, name, text, *more, code=0):
        return run("import", "--db", self.store.file, self.store.write(name, text), *more, code=code).stderr.decode()

    def test_ged_goes_round(self):
        rows = [{"id": "7", "date_start": "2031-05-06", "deaths_a": "49", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": "0", "low": "49", "best": "49", "high": "105"},
                {"id": "8", "date_start": "2031-07-01", "date_end": "2031-07-03", "deaths_a": "3", "deaths_b": "4", "deaths_civilians": "5", "deaths_unknown": "0",
                 "low": "12", "best": "12", "high": "12", "where_coordinates": "Kapan town", "latitude": "39.2", "longitude": "46.4"},
                {"id": "9", "date_start": "2031-09-01", "date_end": "2031-09-01", "deaths_a": "3", "deaths_b": "4", "deaths_civilians": "0", "deaths_unknown": "2", "low": "8",
                 "best": "9", "high": "20", "where_coordinates": "Sotk village", "latitude": "40.2", "longitude": "45.87", "where_prec": "2"},
                {"id": "10", "type_of_violence": "3", "date_start": "2031-11-01", "date_end": "2031-11-01", "side_a": "IS", "side_b": "Civilians", "gwnoa": "", "gwnob": "",
                 "deaths_civilians": "6", "deaths_a": "0", "deaths_b": "0", "deaths_unknown": "0", "low": "5", "best": "6", "high": "7", "country": "Iraq", "country_id": "645",
                 "where_coordinates": "Mosul city", "latitude": "36.34", "longitude": "43.13"}]
        self.take("ged.csv", ged_file(*rows), "--released", "2032-06-01")
        once = self.store.rows("ucdp-ged")
        self.assertEqual([tuple(r[c] for c in ("low", "best", "high")) for r in once], [(r["low"], r["best"], r["high"]) for r in rows])
        self.assertEqual([r["where_coordinates"] for r in once], ["Goris town", "Kapan town", "Sotk village", "Mosul city"])
        self.assertEqual([r["date_start"][:10] for r in once], [r["date_start"] for r in rows])
        self.assertEqual([once[1][c] for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")], ["3", "4", "5", ""])
        self.assertEqual([once[0][c] for c in ("side_a", "side_b", "deaths_a", "type_of_violence", "country", "country_id")],
                         ["Government of Armenia", "Government of Azerbaijan", "49", "1", "Armenia", "371"])
        self.assertEqual([once[3][c] for c in ("side_b", "type_of_violence", "where_prec")], ["Civilians", "3", "1"])
        again = Store(self)
        theirs = self.store.export("ucdp-ged").replace("sitrep-I", "ARM-2031-1-1041-")
        run("import", "--db", again.file, again.write("again.csv", theirs))
        kept = ("low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude", "where_prec", "country_id")
        self.assertEqual([[r[c] for c in kept] for r in again.rows("ucdp-ged")], [[r[c] for c in kept] for r in once])

    def test_our_own_exports_are_nobodys_claims(self):
        self.take("ged.csv", ged_file({"low": "1", "best": "2", "high": "3"}))
        for name in ("ucdp-ged", "acled"):
            again = Store(self)
            told = run("import", "--db", again.file, again.write("again.csv", self.store.export(name)), code=2).stderr.decode()
            self.assertIn("is an export of sitrep", told)
            self.assertEqual(again.rows("figures"), [])

    def test_countries_have_the_names_of_each_data_set(self):
        self.take("ged.csv", ged_file({"low": "1", "best": "2", "high": "3", "country": "DR Congo (Zaire)", "country_id": "490", "side_a": "Government of DR Congo (Zaire)", "gwnoa": "490",
                                       "side_b": "M23", "gwnob": "", "latitude": "-1.68", "longitude": "29.22", "where_coordinates": "Goma town"}))
        ged, = self.store.rows("ucdp-ged")
        self.assertEqual((ged["country"], ged["country_id"], ged["side_a"]), ("DR Congo (Zaire)", "490", "Government of DR Congo (Zaire)"))
        acled, = self.store.rows("acled")
        self.assertEqual((acled["country"], acled["iso"], acled["region"]), ("Democratic Republic of Congo", "180", "Middle Africa"))

    def test_the_claimant_is_a_third_party_and_no_source(self):
        self.take("ged.csv", ged_file({"deaths_a": "49", "low": "49", "best": "49", "high": "60"}))
        row, = self.store.rows("figures")
        self.assertEqual((row["claimant"], row["relation"], row["side"], row["class"], row["low"], row["best"], row["high"]), ("UCDP GED", "third_party", "ARM", "military", "49", "49", "60"))
        self.assertIn("49", row["sentence"])
        incident = json.loads(self.store.export("incidents"))
        self.assertEqual(incident["responsibility"], [], "UCDP's sides have no direction")
        self.assertNotEqual(row["agreement"], "corroborated")

    def test_an_import_meets_what_the_news_says(self):
        report = {"id": "news", "published": "2031-05-07", "publisher": "The Valley Courier", "title": "Fighting near Goris",
                  "text": "Armenia said 40 of its soldiers were killed on Tuesday in clashes with Azerbaijan near Goris."}
        run("ingest", "--db", self.store.file, "--quiet", "--all", self.store.write("news.jsonl", json.dumps(report) + "\n"))
        self.take("ged.csv", ged_file({"deaths_a": "49", "low": "49", "best": "49", "high": "49", "where_coordinates": "Goris"}))
        incidents = [json.loads(line) for line in self.store.export("incidents").splitlines()]
        self.assertEqual(len(incidents), 1, "one incident")
        self.assertEqual({r["claimant"] for r in self.store.rows("figures")}, {"ARM government", "UCDP GED"})
        self.assertEqual(incidents[0]["independent_sources"], 1)

    def test_ged_without_header_and_of_other_releases(self):
        self.take("bare.csv", ged_line(low="1", best="2", high="3"))
        renamed = ged_file({"id": "2", "date_start": "2032-05-06", "date_end": "2032-05-06", "low": "1", "best": "2", "high": "3"})
        renamed = renamed.replace(",best,high,low,", ",best_est,high_est,low_est,", 1)
        self.take("old.csv", "\ufeff" + renamed)
        self.assertEqual([(r["low"], r["best"], r["high"]) for r in self.store.rows("ucdp-ged")], [("1", "2", "3")] * 2)

    def test_malformed_rows_are_told_with_their_line(self):
        lines = [ged_line(id="1", best="1", low="1", high="1"), "1,2,3\n", ged_line(id="3", best="many"), ged_line(id="4", best="5", low="9", high="9"),
                 ged_line(id="5", latitude="400"), ged_line(id="6", date_start="soon"), ged_line(id="7", where_prec="9"), '"never closed\n',
                 ged_line(id="9", date_start="2033-05-06", date_end="2033-05-06", best="2", low="2", high="2")]
        told = self.take("ged.csv", ",".join(GED) + "\n" + "".join(lines), code=1)
        for line in (3, 4, 5, 6, 7, 8, 9):
            self.assertIn(f"ged.csv:{line}: skipped", told)
        self.assertIn("2 events stored, 0 known before, 7 rows skipped", told)
        self.assertEqual([r["best"] for r in self.store.rows("ucdp-ged")], ["1", "2"])
        self.assertIn("0 events stored, 2 known before", self.take("ged.csv", ",".join(GED) + "\n" + lines[0] + lines[-1]))
        self.take("other.csv", "a,b\n1,2\n", code=2)
        self.take("empty.csv", "", code=2)

    def test_acled_goes_round(self):
        head = "event_id_cnty,event_date,year,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,fatalities,timestamp\n"
        rows = ("ARM1,13 September 2031,2031,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces of Azerbaijan (2003-),Military Forces of Armenia (2018-),"
                "Armenia,Syunik,Goris,39.51,46.34,1,12,1948000000\n"
                "IRQ2,2031-10-01,2031,Strategic developments,Other,,,Iraq,,Mosul,36.34,43.13,1,0,1948000000\n"
                "IRQ3,2031-10-01,2031,Protests,Peaceful protest,Protesters (Iraq),,Iraq,,Mosul,36.34,43.13,1,0,1948000000\n")
        self.assertIn("2 events stored, 0 known before, 0 rows skipped, 1 rows of no kind", self.take("acled.csv", head + rows))
        shelling, protest = self.store.rows("acled")
        self.assertEqual([shelling[c] for c in ("event_type", "sub_event_type", "actor1", "actor2", "inter1", "inter2", "country", "iso", "region", "fatalities", "event_date", "geo_precision")],
                         ["Explosions/Remote violence", "Shelling/artillery/missile attack", "Government of Armenia", "Government of Azerbaijan", "1", "8", "Armenia", "51",
                          "Caucasus and Central Asia", "12", "2031-09-13", "1"])
        self.assertEqual((protest["event_type"], protest["fatalities"]), ("Protests", ""), "0 stands for not known, too")
        figure, = self.store.rows("figures")
        self.assertEqual((figure["claimant"], figure["best"], figure["high"], figure["as_of"]), ("ACLED", "12", "", "2031-09-24"))

    def test_hostile_names_stay_in_their_cells(self):
        self.take("ged.csv", ged_file({"where_coordinates": HOSTILE, "side_b": "=cmd|' /C calc'!A0", "gwnob": "", "best": "2", "low": "2", "high": "2", "deaths_a": "2"}))
        row, = self.store.rows("ucdp-ged")
        self.assertTrue(row["where_coordinates"].startswith("'=HYPERLINK"))
        again = Store(self)
        run("import", "--db", again.file, again.write("again.csv", self.store.export("ucdp-ged").replace("sitrep-I", "ARM-2031-1-1041-")))
        self.assertEqual(again.rows("ucdp-ged")[0]["where_coordinates"], row["where_coordinates"], "no second apostrophe")

    def test_a_large_file_streams(self):
        text = ",".join(GED) + "\n" + "".join(ged_line(id=str(n), best="1", low="1", high="1", latitude=f"{n % 60}.5", longitude=f"{n % 170}.25", where_coordinates=f"Town {n}",
                                                       date_start=f"{1990 + n % 30}-0{1 + n % 9}-11", date_end=f"{1990 + n % 30}-0{1 + n % 9}-11") for n in range(600))
        self.assertIn("600 events stored", self.take("ged.csv", text))
        self.assertEqual(len(self.store.rows("ucdp-ged")), 600)


if __name__ == "__main__":
    unittest.main()
