"""Is docs/commands.md what the program's rows of commands say? Usage: commands_page.py SITREP PAGE"""

import subprocess
import sys
from pathlib import Path

program, page = sys.argv[1:]
written = subprocess.run([program, "help", "--markdown"], capture_output=True, check=True).stdout
if Path(page).read_bytes() != written:
    sys.exit(f"{page} is not up to date; write it anew: build/release/sitrep help --markdown >docs/commands.md")
print("the page of commands is up to date")
