# SPDX-License-Identifier: Apache-2.0
"""Runs the cells of docs/notebook.md in order, as a reader would, and looks at what comes out."""

import os
import re
from pathlib import Path

import pandas as pd
import pytest

SOURCE = Path(os.environ["SITREP_SOURCE"])


@pytest.fixture(scope="module")
def notebook(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "samples").symlink_to(SOURCE / "samples")
    before = Path.cwd()
    os.chdir(folder)
    try:
        names: dict = {"folder": folder}
        for cell in re.findall(r"^```python\n(.*?)^```", (SOURCE / "docs/notebook.md").read_text(encoding="utf-8"), re.M | re.S):
            exec(compile(cell, "docs/notebook.md", "exec"), names)
        return names
    finally:
        os.chdir(before)


def test_the_plot_has_each_side_with_its_claimants(notebook):
    assert (notebook["folder"] / "losses.png").stat().st_size > 10_000
    killed = notebook["killed"]
    said = {(row.side, row.claimant): row.best for row in killed.sort_values("day").itertuples()}
    assert said["KGZ", "KGZ government"] == 62 and said["TJK", "TJK government"] == 35 and said["TJK", "a rights group"] == 41
    assert [int(best) for best in killed[killed.side == "KGZ"].sort_values("day").best] == sorted(killed[killed.side == "KGZ"].best)


def test_files_are_written_and_lead_back_to_the_pages(notebook):
    assert "Batken" in (notebook["folder"] / "brief.md").read_text(encoding="utf-8")
    ged = pd.read_csv(notebook["folder"] / "ged.csv")
    assert len(ged.columns) == 49 and (ged.low <= ged.best).all() and set(ged.country) <= {"Kyrgyzstan", "Tajikistan"} and ged.best.max() >= 62  # high is empty where a claimant says "at least"
    texts = {reading.id: reading for reading in notebook["readings"]}
    assert len(texts) == 10
    for row in notebook["figures"].itertuples():
        assert texts[row.report].text[row.start:row.end].strip()
    assert (notebook["folder"] / "incidents.csv").stat().st_size and (notebook["folder"] / "figures.parquet").stat().st_size
