# SPDX-License-Identifier: Apache-2.0
"""The ledger in Python: adding, listing, correcting, display; the same incidents as the program's."""

import json
import os
import pickle
import subprocess
from pathlib import Path

import pytest

import sitrep

SAMPLES = Path(os.environ["SITREP_SOURCE"]) / "samples/border-war-2022"


@pytest.fixture(scope="module")
def readings() -> list:
    return list(sitrep.read_many(sitrep.ingest(SAMPLES)))


@pytest.fixture
def ledger(readings) -> sitrep.Ledger:
    ledger = sitrep.Ledger()
    assert ledger.add(readings) == len(readings) == len(ledger)
    return ledger


def deadliest(ledger: sitrep.Ledger) -> sitrep.Incident:
    return max(ledger.incidents(), key=lambda incident: len(incident.reports))


def test_what_is_known_changes_nothing(ledger, readings):
    before = [incident.to_json() for incident in ledger.incidents()]
    assert ledger.add(readings[0]) == 0 and ledger.add(reversed(readings)) == 0
    assert [incident.to_json() for incident in ledger.incidents()] == before


def test_the_program_and_the_package_share_a_store(tmp_path, readings):
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    with sitrep.Ledger(ours) as ledger:
        ledger.add(readings)
        incidents = [incident.to_json() for incident in ledger.incidents()]
    with pytest.raises(sitrep.Error, match="closed"):
        ledger.incidents()
    listed = subprocess.run([os.environ["SITREP"], "incidents", "--json", "--db", ours], capture_output=True, text=True, check=True, timeout=60)
    assert listed.stdout.splitlines() == incidents
    subprocess.run([os.environ["SITREP"], "ingest", "--quiet", "--all", "--db", theirs, SAMPLES], check=True, timeout=100)
    listed = subprocess.run([os.environ["SITREP"], "incidents", "--json", "--db", theirs], capture_output=True, text=True, check=True, timeout=60)
    assert listed.stdout.splitlines() == incidents


def test_every_figure_leads_to_its_sentence(ledger):
    checked = 0
    for incident in ledger.incidents():
        for row in incident.casualties + incident.totals:
            for claim in row.claims:
                text = ledger.reading(claim.report).text
                assert 0 <= claim.start < claim.end <= len(text)
                checked += 1
    assert checked > 10 and ledger.reading("nowhere") is None


def test_conditions_choose_incidents(ledger):
    everything = ledger.incidents()
    assert 0 < len(ledger.incidents(side="ARM", min_dead=40)) < len(everything)
    assert all(incident.first_seen.startswith("2020") for incident in ledger.incidents(last_day="2020-12-31"))
    assert not ledger.incidents(box=(-1, 1, -1, 1)) and ledger.incidents(box=(38, 42, 43, 49))
    assert all(incident.kind == "shelling" for incident in ledger.incidents(kind="shelling"))
    with pytest.raises(sitrep.Error, match="YYYY-MM-DD"):
        ledger.incidents(first_day="last week")


def test_a_correction_is_kept_and_can_be_undone(ledger):
    incident = deadliest(ledger)
    number = ledger.correct("set", incident.id, author="AB", reason="the usual name", field="title", value="Border war")
    assert ledger.incident(incident.id).title == "Border war"
    assert "AB" in ledger.revisions(incident.id)[-1].cause
    ledger.correct("undo", number, author="AB", reason="withdrawn", day="2031-05-06")
    assert ledger.incident(incident.id).title == incident.title
    for wrong in (dict(author="", reason="x"), dict(author="AB", reason="x", day="soon")):
        with pytest.raises(sitrep.Error):
            ledger.correct("accept", incident.id, **wrong)
    with pytest.raises(sitrep.Error, match="accept, reject, merge"):
        ledger.correct("burn", incident.id, author="AB", reason="x")
    with pytest.raises(sitrep.Error, match="I999"):
        ledger.incident("I999")


def test_merged_incidents_are_found_under_both_ids(ledger):
    first, second = ledger.incidents()[:2]
    ledger.correct("merge", first.id, second.id, author="AB", reason="same attack")
    merged = ledger.incident(first.id)
    assert merged == ledger.incident(second.id) and set(merged.reports) >= set(first.reports) | set(second.reports)


def test_tables_and_display(ledger):
    pytest.importorskip("pandas")
    incidents = ledger.incidents()
    table = incidents.to_pandas()
    assert list(table.incident) == [incident.id for incident in incidents] and str(table.killed_best.dtype) == "Int64"
    figures = incidents.to_pandas("figures")
    assert {"ARM government", "AZE government"} <= set(figures.claimant) and {"current", "superseded"} <= set(figures.standing)
    assert sitrep.Ledger().incidents().to_arrow("figures").schema == incidents.to_arrow("figures").schema
    assert "Armenia" in ledger.brief(side="ARM") and "<h1>" in ledger.brief(form="html")
    with pytest.raises(sitrep.Error, match="text, markdown, html"):
        ledger.brief(form="pdf")
    assert pickle.loads(pickle.dumps(incidents[0])) == incidents[0] and json.loads(incidents[0].to_json())["id"] == incidents[0].id


def test_notebook_display_is_harmless():
    ledger = sitrep.Ledger()
    reading = sitrep.read("Norland's ministry said 12 soldiers were killed on Tuesday in Gori by <script>alert(1)</script> shelling.\n\n<img src=x> More follows.",
                          published="2031-05-06", title="<script>alert(2)</script> Shelling <b>kills</b> 12", publisher="<i>The</i> Post", id="<u>id</u>")
    ledger.add(reading)
    incidents = ledger.incidents()
    assert incidents
    for page in (incidents[0]._repr_html_(), incidents._repr_html_(), ledger.brief(form="html")):
        assert "<script" not in page and "<img" not in page and "<b>" not in page and "<i>" not in page and "<u>" not in page
        assert "&lt;script&gt;" in page


def test_failures_are_passed_over_and_any_iterable_is_taken():
    ledger = sitrep.Ledger()
    results = sitrep.read_many([{"id": "a", "text": "Two soldiers were killed in Gori on Tuesday.", "published": "2031-05-06"}, None])
    assert ledger.add(results) == 1 and len(ledger) == 1 and repr(ledger) == "<Ledger of 1 reports>"
