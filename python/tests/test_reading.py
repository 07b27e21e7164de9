# SPDX-License-Identifier: Apache-2.0
"""Readings in Python: positions, ids, records, tables, notebook display, and the same answers as the program's."""

import json
import os
import pickle
import subprocess
from datetime import date
from pathlib import Path

import pytest

import sitrep

TEXT = ("Norland said on Tuesday that at least 49 of its soldiers were killed when Sudmark shelled the border town of Karv.\n\n"
        "Sudmark's defence ministry denied that its forces had fired first. Three civilians were wounded, a doctor said.")


@pytest.fixture(scope="module")
def reading() -> sitrep.Reading:
    return sitrep.read(TEXT, published="2031-05-06", title="Shelling at the border", id="dispatch")


def test_positions_are_those_of_python_strings(reading):
    killed = next(c for c in reading.casualties if c.outcome == "killed")
    assert reading.text[killed.start:killed.end] == "at least 49" == reading.quote(killed)
    figure = reading[killed.figure]
    assert (figure.low, figure.best, figure.high, figure.qualifier) == (49, 49, None, "at_least")
    assert reading.claimant(killed) == "Norland"
    assert reading.sentence(killed).startswith("Norland said on Tuesday")


def test_positions_count_code_points_not_bytes_or_utf16_units():
    reading = sitrep.read("𝔘rgent — Norland’s ministry said 12 soldiers were killed in Łódź.", published="2031-05-06")
    killed = next(c for c in reading.casualties if c.outcome == "killed")
    assert reading.quote(reading[killed.figure]) == "12"
    assert all(reading.quote(sentence).strip() for sentence in reading.sentences)


def test_every_record_leads_to_its_words_and_every_id_to_its_record(reading):
    lists = [reading.entities, reading.places, reading.times, reading.figures, reading.claims, reading.events, reading.casualties, reading.damage]
    records = [record for records in lists for record in records]
    assert len(records) > 10
    for record in records:
        assert reading[record.id] == record
        assert 0 <= record.start < record.end <= len(reading.text)
    for wrong in ("c99", "x1", ""):
        with pytest.raises(KeyError):
            reading[wrong]
    denial = next(c for c in reading.claims if c.stance == "denies")
    assert "fired first" in reading.quote(denial.content[0])


def test_a_reading_is_its_json(reading):
    again = sitrep.Reading.from_json(reading.to_json())
    assert again == reading == pickle.loads(pickle.dumps(reading)) and hash(again) == hash(reading)
    assert json.loads(reading.to_json())["schema"] == "sitrep.reading/1"
    changed = reading.to_dict()
    changed["claims"].clear()
    assert reading.claims


def test_published_takes_a_date_and_dates_words(reading):
    same = sitrep.read(TEXT, published=date(2031, 5, 6), title="Shelling at the border", id="dispatch")
    assert same == reading
    assert any(time.from_ and time.from_.startswith("2031-05-06") for time in reading.times)


def test_ids_of_texts_come_from_what_they_say():
    first, again, other = (sitrep.read(text).id for text in ("Two men died.", "Two men died.", "Three men died."))
    assert first == again != other


def test_a_path_is_a_file_with_one_report(tmp_path):
    file = tmp_path / "dispatch.txt"
    file.write_text(TEXT, encoding="utf-8")
    reading = sitrep.read(file, published="2031-05-06")
    assert reading.id == "dispatch" and reading.published == "2031-05-06" and reading.casualties
    with pytest.raises(sitrep.Error, match="more than one"):
        two = tmp_path / "two.jsonl"
        two.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
        sitrep.read(two)
    with pytest.raises(sitrep.Error, match="nowhere"):
        sitrep.read(tmp_path / "nowhere.txt")
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(sitrep.Error, match="no report"):
        sitrep.read(empty)


@pytest.mark.parametrize("text", ["\ud800 half a pair", "NUL \0 in the middle", "a" * 100_000, "\u202e turned", "— " * 2000])
def test_odd_text_is_read(text):
    reading = sitrep.read(text)
    assert all(0 <= s.start <= s.end <= len(reading.text) for s in reading.sentences)


def test_another_language_is_told():
    reading = sitrep.read("Mindestens zwölf Soldaten wurden am Dienstag bei Kämpfen an der Grenze getötet, teilte das Ministerium der Hauptstadt mit.")
    assert [finding.kind for finding in reading.findings] == ["unread_language"] and not reading.casualties


def test_the_program_reads_the_same(tmp_path):
    samples = Path(os.environ["SITREP_SOURCE"]) / "samples/border-war-2022"
    printed = subprocess.run([os.environ["SITREP"], "read", "--json", samples], capture_output=True, text=True, check=True, timeout=100).stdout
    ours = [reading.to_json() for reading in sitrep.read_many(sitrep.ingest(samples))]
    assert len(ours) > 10 and ours == printed.splitlines()


def test_records_are_read_as_lines_of_json_are(tmp_path):
    file = Path(os.environ["SITREP_SOURCE"]) / "samples/border-war-2022/wire.jsonl"
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert list(sitrep.read_many(records)) == list(sitrep.read_many(sitrep.ingest(file)))


def test_notebook_display_is_harmless():
    hostile = sitrep.read("<script>alert(1)</script> Norland said 12 soldiers were killed on <img src=x onerror=alert(2)> Tuesday.\n\n"
                          "\"Nine \u202ecivilians were wounded\", <b>she</b> said & left.", title="<script>alert(3)</script>")
    page = hostile._repr_html_()
    assert "<script" not in page and "<img" not in page and "<b>" not in page and "\u202e" not in page
    assert "&lt;script&gt;" in page and "<mark" in page and "<html" not in page


def test_tables_keep_their_columns(reading):
    pytest.importorskip("pandas")
    figures = reading.to_pandas("figures")
    killed = figures[figures.outcome == "killed"].iloc[0]
    assert (killed.low, killed.claimant, killed.stance) == (49, "Norland", "asserts") and figures.high.isna().any()
    nothing = sitrep.read("It rained.")
    for kind in ("figures", "claims", "events"):
        table = reading.to_arrow(kind)
        assert len(table) > 0 and nothing.to_arrow(kind).schema == table.schema and len(nothing.to_arrow(kind)) == 0
        for row in reading.rows(kind):
            assert reading.text[row["start"]:row["end"]] == row["quote"]
    with pytest.raises(sitrep.Error, match="figures, claims, events"):
        reading.rows("losses")
