# SPDX-License-Identifier: Apache-2.0
"""read_many and ingest: order, bounded memory, errors of items and of the iterable, threads."""

import itertools
import os
import threading
from pathlib import Path

import pytest

import sitrep


def number_of(reading: sitrep.Reading) -> int:
    return next(f.best for f in reading.figures)


def text(number: int) -> str:
    return f"Officials said {number + 2} soldiers were killed on Tuesday."


@pytest.mark.parametrize("threads", [1, 3])
def test_readings_come_in_order(threads):
    readings = list(sitrep.read_many((text(i) for i in range(100)), threads=threads))
    assert [number_of(reading) for reading in readings] == [i + 2 for i in range(100)]


def test_an_endless_iterable_streams_with_bounded_look_ahead():
    taken = 0

    def endless():
        nonlocal taken
        for i in itertools.count():
            taken += 1
            yield text(i)

    readings = sitrep.read_many(endless(), threads=2)
    assert [number_of(reading) for reading in itertools.islice(readings, 40)] == list(range(2, 42))
    readings.close()
    assert taken < 200


def test_an_item_that_cannot_be_read_ends_nothing():
    items = [text(0), None, {"title": "no text"}, Path("/nowhere/at/all.txt"), {"text": 5}, text(1)]
    results = list(sitrep.read_many(items))
    assert [bool(result) for result in results] == [True, False, False, False, False, True]
    assert [result.index for result in results if not result] == [1, 2, 3, 4]
    assert "NoneType" in str(results[1].error) and "title" in str(results[2].error) and results[3].item == items[3]


def test_an_exception_of_the_iterable_comes_out_behind_what_was_read():
    def breaks():
        yield from (text(i) for i in range(20))
        raise OSError("the line is dead")

    seen = []
    with pytest.raises(OSError, match="the line is dead"):
        for reading in sitrep.read_many(breaks()):
            seen.append(number_of(reading))
    assert seen == list(range(2, 22))


def test_other_threads_of_python_go_on_meanwhile():
    done = threading.Event()
    beats = 0

    def beat():
        nonlocal beats
        while not done.wait(0.001):
            beats += 1

    thread = threading.Thread(target=beat)
    thread.start()
    sitrep.read("\n\n".join(text(i) for i in range(400)))  # one call into the engine
    done.set()
    thread.join()
    assert beats > 3


def test_data_that_cannot_be_loaded_end_the_run(monkeypatch):
    def broken():
        raise sitrep.Error("gazetteer.bin: cannot be opened")

    monkeypatch.setattr("sitrep.reading.reader", broken)
    with pytest.raises(sitrep.Error, match="gazetteer"):
        next(sitrep.read_many([text(0)]))


def test_threads_must_be_a_number_of_them():
    with pytest.raises(sitrep.Error, match="from 1 on"):
        sitrep.read_many([], threads=-1)


def test_ingest_tells_where_reports_come_from_and_what_was_damaged(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "a", "text": "Two soldiers were killed.", "published": "2031-05-06"}\n{broken\n{"id": "b", "body": "Rain fell."}\n', encoding="utf-8")
    reports = sitrep.ingest(file)
    found = list(reports)
    assert [(r.id, r.source, r.published) for r in found] == [("a", str(file), "2031-05-06"), ("b", str(file), None)]
    assert [(s.source, s.offset > 0) for s in reports.skipped] == [(str(file), True)] and len(reports.skipped) == 1
    assert [r.id for r in sitrep.ingest(file, of_concern_only=True)] == ["a"]


def test_ingest_takes_bytes_and_names_of_fields(tmp_path):
    page = (Path(os.environ["SITREP_SOURCE"]) / "samples/border-war-2022/pages/harbour-post.html").read_bytes()
    [report] = sitrep.ingest(page, name="saved.html")
    assert "At least 49" in report.text and (report.id, report.publisher) == ("saved", "The Harbour Post")
    [row] = sitrep.ingest(b'{"rumpf": "Two men died."}\n', name="x.jsonl", fields={"text": "rumpf"})
    assert row.text == "Two men died."
    with pytest.raises(sitrep.Error):
        next(sitrep.ingest(tmp_path / "nowhere.txt"))


def test_an_abandoned_ingest_ends(tmp_path):
    file = tmp_path / "many.jsonl"
    file.write_text('{"text": "Two men died."}\n' * 5000, encoding="utf-8")
    reports = sitrep.ingest(file)
    next(reports)
    del reports  # joins its reading thread
