# SPDX-License-Identifier: Apache-2.0
"""Writes src/base/characters_table.inc: what the Unicode tables of this Python say of every character, as runs. Run it
only to move to another version of Unicode; the language model was trained with the tables of version 14."""

import unicodedata
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/base/characters_table.inc"


def properties(code_point):
    character = chr(code_point)
    lower = character.lower()
    shift = ord(lower) - code_point if len(lower) == 1 else 0
    flags = character.isalpha() | character.isupper() << 1 | character.isdigit() << 2 | character.isspace() << 3
    return flags, shift


def runs():
    previous = None
    for code_point in range(0x110000):
        if 0xD800 <= code_point < 0xE000:
            continue
        current = properties(code_point)
        if current != previous:
            yield code_point, *current
        previous = current


if __name__ == "__main__":
    entries = [f"{{{start},{flags},{shift}}}," for start, flags, shift in runs()]
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) > 150:
            lines.append(line)
            line = ""
        line += entry
    lines.append(line)
    note = f"// Written by tools/make_characters.py from Unicode {unicodedata.unidata_version}: {{first character of a run, flags, distance to lower case}}.\n"
    TARGET.write_text(note + "\n".join(lines) + "\n", encoding="ascii")
    print(f"{TARGET.name}: {len(entries)} runs")
