"""The readings against all collections in ../shared/eval, in one table with baselines and the best known figures.

Usage: reading_eval.py --shared ../shared --program build/release/sitrep [--only claims,geo]
"""

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--program", type=Path, default=Path("build/release/sitrep"))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    runner = options.shared / "eval" / "run.py"
    if not runner.exists():
        print(f"eval: {runner} is not there; the readings are not measured")
        return 0
    command = [sys.executable, runner, "--program", options.program.resolve()]
    return subprocess.run(command + (["--only", options.only] if options.only else [])).returncode


if __name__ == "__main__":
    sys.exit(main())
