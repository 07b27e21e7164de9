# SPDX-License-Identifier: Apache-2.0
"""The Spark job on this machine's cores: the same ledger as one machine's, resumable, bad records listed, one model a worker."""

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sitrep
from sitrep.spark import job, work

SAMPLES = Path(os.environ["SITREP_SOURCE"]) / "samples/border-war-2022"
RECORDS = [{"id": "table-1", "text": "Twelve soldiers were killed near Jermuk on Tuesday, Armenia's defence ministry said.", "published": "2022-09-14",
            "publisher": "Table Times"},
           {"id": "table-2", "text": None, "published": "2022-09-14", "publisher": None}]
LATER = ('{"id": "wire-0914", "published": "2022-09-14", "publisher": "Caucasus Wire", "title": "Armenia corrects its dead to 106",'
         ' "text": "YEREVAN, Sept 14 (Caucasus Wire) - Armenia said on Wednesday that 106 of its servicemen had been killed since Sept 13."}\n')


@pytest.fixture(scope="module")
def spark():
    os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a short run: no time for the great compiler
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = job.session("local[2]", 4)
    yield session
    session.stop()


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name in ("wire.jsonl", "archive.warc.gz", "feed.xml", "denial.txt"):
        shutil.copy(SAMPLES / name, folder)
    shutil.copytree(SAMPLES / "pages", folder / "pages")
    (folder / "broken.jsonl").write_text('{"id": "sound", "published": "2022-09-14", "text": "Azerbaijan said two of its soldiers were killed in Lachin."}\n{broken\n')
    pq.write_table(pa.Table.from_pylist(RECORDS), folder / "table.parquet")
    return folder


def known(texts) -> list:
    """Incidents but for ids and revisions."""
    rows = [json.loads(text) for text in texts]
    return sorted(json.dumps({name: value for name, value in row.items() if name not in ("id", "revision")}, sort_keys=True) for row in rows)


def ledger_of(folder: Path) -> sitrep.Ledger:
    """What one machine makes of the same files; Parquet's records by themselves."""
    ledger = sitrep.Ledger()
    ledger.add(sitrep.read_many(sitrep.ingest(folder)))
    ledger.add(sitrep.read_many(RECORDS))
    return ledger


def test_the_job_makes_the_ledger_of_one_machine_and_goes_on_where_it_stopped(spark, news, tmp_path):
    output = tmp_path / "out"
    first = job.run(spark, [str(news)], str(output), of_concern_only=False)
    alone = ledger_of(news)
    ours = pq.read_table(output / "incidents")
    assert first["readings"] == first["reports_read"] == len(alone) > 15
    assert known(ours["json"].to_pylist()) == known(incident.to_json() for incident in alone.incidents())
    figures = pq.read_table(output / "figures")
    assert figures.num_rows == len(alone.incidents().rows("figures")) > 20
    assert set(figures["incident"].to_pylist()) <= set(ours["incident"].to_pylist()) and len(set(ours["incident"].to_pylist())) == ours.num_rows

    skipped = pq.read_table(output / "skipped").to_pylist()
    assert first["skipped"] == 2 and sorted(Path(row["source"]).name for row in skipped) == ["broken.jsonl", "table.parquet"]
    assert all(row["reason"] for row in skipped) and next(row["offset"] for row in skipped if "broken" in row["source"]) > 0
    assert first["loads_a_worker"] == 1 and first["peak_mib_a_worker"] < 400

    # A file that was not finished is read again, a new one is read, all others are not; the later text of a report holds.
    os.remove(next((output / "readings").glob("denial-*")))
    (news / "zz-later.jsonl").write_text(LATER)
    second = job.run(spark, [f"{news}/**/*.*"], str(output), of_concern_only=False)
    assert second["files_read"] == 2 and second["readings"] == first["readings"] + 1
    again = known(pq.read_table(output / "incidents")["json"].to_pylist())
    assert again == known(incident.to_json() for incident in ledger_of(news).incidents()) and any("106" in row for row in again)


def test_an_input_that_is_not_there_is_told():
    with pytest.raises(sitrep.Error, match="no such file"):
        work.files_of(["/nowhere/*.gz"])


def test_components_are_joined_across_blocks():
    pairs = [(2, 1), (3, 2), (9, 8), (5, 3), (8, 7), (-4, -5)]
    assert dict(job.joined(pairs)) == {1: 1, 2: 1, 3: 1, 5: 1, 7: 7, 8: 7, 9: 7, -4: -5, -5: -5}


def test_a_task_that_fails_leaves_nothing_half_done(tmp_path):
    for name in ("readings", "accounts", "skipped"):
        (tmp_path / name).mkdir()
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 and no more")
    with pytest.raises(Exception):
        work.read_file(work.Task(str(bad), "", str(tmp_path), False))
    assert not [path for name in ("readings", "accounts", "skipped") for path in (tmp_path / name).iterdir()]
