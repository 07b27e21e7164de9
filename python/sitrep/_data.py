# SPDX-License-Identifier: Apache-2.0
"""Where the package's data lie, and the one engine of a process: loaded at the first reading, shared by all threads."""

from functools import cache
from pathlib import Path

from . import _engine

FOLDER = str(Path(__file__).parent / "data")


@cache
def reader() -> _engine.Reader:
    """Language model and knowledge; some tenths of a second and about 150 MB, most of it shared between processes."""
    return _engine.Reader(FOLDER)
