# SPDX-License-Identifier: Apache-2.0
"""Builds the wheel as `pip install .` does, installs it into an environment of its own and reads a report with it, far from
the source tree. Prints the wheel's size, the time to import it and the time to the first reading.

    wheel.py SOURCE_FOLDER        with the Python that has scikit-build-core and nanobind (build/venv/bin/python)"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

READ = """
import time
started = time.perf_counter()
import sitrep
imported = time.perf_counter()
reading = sitrep.read("Norland said at least 49 of its soldiers were killed near Gori.", published="2031-05-06")
read = time.perf_counter()
[killed] = reading.casualties
assert reading.text[killed.start:killed.end] == "at least 49" and reading.claimant(killed) == "Norland", reading
assert any(place.name == "Gori" for place in reading.places), reading
assert len(reading._repr_html_()) > 500 and sitrep.Ledger().add(reading) == 1
assert "site-packages" in sitrep.__file__, sitrep.__file__
print(f"import {1e3 * (imported - started):.0f} ms, first reading {1e3 * (read - imported):.0f} ms later")
"""


def run(*command: object, folder: Path, patience: int) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=patience)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout[-4000:]}")
    if command[-1] == READ:
        print(done.stdout, end="")


def main() -> None:
    source = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "-w", folder, source, folder=folder, patience=230)
        [wheel] = folder.glob("sitrep-*.whl")
        run(sys.executable, "-m", "venv", folder / "venv", folder=folder, patience=60)
        python = folder / "venv/bin/python"
        run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, folder=folder, patience=60)
        installed = sum(file.stat().st_size for file in (folder / "venv").rglob("site-packages/sitrep/**/*") if file.is_file())
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, installed {installed / 1e6:.1f} MB")
        run(python, "-c", READ, folder=folder, patience=60)
        run(python, "-c", READ, folder=folder, patience=60)


if __name__ == "__main__":
    main()
