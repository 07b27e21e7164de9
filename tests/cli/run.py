"""Runs one test of tests/cli (README.md there tells the files). Usage: run.py SITREP CASE_FOLDER"""

import shlex
import subprocess
import sys
from pathlib import Path

TIMEOUT = 120


def missing_line(expected: Path, output: str):
    """The first expected line that does not follow in the output."""
    position = 0
    for line in expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []:
        found = output.find(line, position)
        if found < 0:
            return line
        position = found + len(line)
    return None


def standard_input(case: Path) -> bytes:
    if (case / "stdin.py").exists():
        return subprocess.run([sys.executable, "stdin.py"], cwd=case, capture_output=True, check=True).stdout
    return (case / "stdin").read_bytes() if (case / "stdin").exists() else b""


def problems(program: str, case: Path):
    command = shlex.split((case / "command").read_text(encoding="utf-8"))
    done = subprocess.run([program, *command], cwd=case, input=standard_input(case), capture_output=True, timeout=TIMEOUT)
    expected_exit = int((case / "exit").read_text()) if (case / "exit").exists() else 0
    if done.returncode != expected_exit:
        yield f"exit code {done.returncode}, expected {expected_exit}"
    for name, output in (("stdout", done.stdout), ("stderr", done.stderr)):
        text = output.decode("utf-8", errors="replace")
        line = missing_line(case / name, text)
        if line is not None:
            yield f"{name} lacks (or has not in this order): {line}\n--- {name}, its beginning:\n{text[:3000]}"
    if done.returncode != expected_exit:
        yield f"--- stderr:\n{done.stderr.decode('utf-8', errors='replace')[:3000]}"


if __name__ == "__main__":
    found = list(problems(sys.argv[1], Path(sys.argv[2])))
    print("\n".join(found) or "as expected")
    sys.exit(bool(found))
