"""The guard of the house: a file includes only from its own layer or layers before it, and a third-party header is
included from exactly one file of ours (tests apart). Usage: layers.py PROJECT_FOLDER"""

import re
import sys
from collections import defaultdict
from pathlib import Path

LAYERS = "base record ingest nn parse knowledge extract reconcile store app".split()
# ingest and nn stand beside each other: neither may know the other, and no layer but app may know ingest.
FORBIDDEN = {("nn", "record"), ("nn", "ingest"), ("parse", "ingest"), ("knowledge", "ingest"), ("extract", "ingest"),
             ("reconcile", "ingest"), ("store", "ingest")}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def problems(project: Path):
    source = project / "src"
    third_party = defaultdict(set)
    for path in sorted(source.rglob("*.[ch]*")):
        name = path.relative_to(source).as_posix()
        layer = name.split("/")[0]
        is_test = bool(re.search(r"_(test|bench|fuzz)\.cpp$", name))
        if "/" in name and layer not in LAYERS:
            yield f"src/{name}: '{layer}' is no layer; layers are {' '.join(LAYERS)}"
            continue
        for mark, target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if mark == '"':
                other = target.split("/")[0]
                if not (source / target).exists():
                    yield f'src/{name}: "{target}" is not a path from src/'
                elif "/" in name and "/" in target and (LAYERS.index(other) > LAYERS.index(layer) or (layer, other) in FORBIDDEN):
                    yield f"src/{name}: layer {layer} must not include {target}"
            elif ("/" in target or target.endswith(".h") or target.endswith(".hpp")) and not is_system(target) and not is_test:
                third_party[target.split("/")[0] if "/" in target else target].add(name)
    for header, users in sorted(third_party.items()):
        if len(users) > 1:
            yield f"<{header}> is included from {', '.join(sorted(users))}; wrap it in one of them"


def is_system(header: str) -> bool:
    """POSIX and compiler headers; the C++ library has no suffix."""
    return header.startswith(("sys/", "netinet/", "arpa/")) or header in (
        "fcntl.h", "unistd.h", "immintrin.h", "poll.h", "signal.h", "termios.h", "netdb.h", "glob.h")


if __name__ == "__main__":
    found = list(problems(Path(sys.argv[1])))
    print("\n".join(found) or "every include keeps to its layer")
    sys.exit(bool(found))
