#!/usr/bin/env python3
"""MB/s and reports/s of each reader of `sitrep ingest`, on one core: processor time of the whole program, output to nowhere.

    tools/measure/readers.py --shared ../shared [--program build/release/sitrep] [--megabytes 60]

The inputs are made from the MUC-4, FA-KES and long-tail texts and from the saved pages of the pages set, repeated with a
number in front of each so that no two are equal."""

import argparse
import gzip
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path


def texts(shared):
    sys.path.insert(0, str(shared / "eval" / "muc4"))
    import corpus
    result = [document.text for document in corpus.load_texts("dev")]
    for name in ("fakes/articles.jsonl", "longtail/documents.jsonl"):
        result += [json.loads(line)["text"] for line in (shared / "corpora" / name).read_text(encoding="utf-8").splitlines()]
    return result


def numbered(items, limit):
    total = 0
    for number, item in enumerate(cycle(items)):
        if total > limit:
            return
        total += len(item)
        yield number, item


def warc(pages, limit):
    for number, page in numbered(pages, limit):
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
        yield head.encode() + content + b"\r\n\r\n"


def make(folder, shared, limit):
    """Yields (name, path, bytes as they are after decompression)."""
    plain = texts(shared)
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((shared / "corpora/pages").glob("*/*.html.gz"))]
    with (folder / "reports.jsonl").open("w", encoding="utf-8") as out:
        for number, text in numbered(plain, limit):
            out.write(json.dumps({"id": str(number), "published": "2031-05-06", "title": f"Report {number}", "text": f"{number}: {text}"}, ensure_ascii=False) + "\n")
    yield "JSON lines", folder / "reports.jsonl"
    yield "JSON lines, gzip", packed(folder / "reports.jsonl")
    with (folder / "reports.csv").open("w", encoding="utf-8") as out:
        out.write("id,title,text\n")
        for number, text in numbered(plain, limit):
            quoted = text.replace('"', '""')
            out.write(f'{number},Report {number},"{number}: {quoted}"\n')
    yield "CSV", folder / "reports.csv"
    with (folder / "feed.xml").open("w", encoding="utf-8") as out:
        out.write("<rss version='2.0'><channel><title>Courier</title>")
        for number, text in numbered(plain, min(limit, 25_000_000)):
            body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
            out.write(f"<item><guid>{number}</guid><title>Report {number}</title><description>{html.escape(body)}</description></item>\n")
        out.write("</channel></rss>")
    yield "feed (RSS)", folder / "feed.xml"
    (folder / "texts").mkdir()
    for number, text in numbered(plain, limit / 4):
        (folder / "texts" / f"{number:06}.txt").write_text(f"{number}: {text}", encoding="utf-8")
    yield "plain text, a folder", folder / "texts"
    (folder / "pages").mkdir()
    for number, page in numbered(pages, limit):
        (folder / "pages" / f"{number:06}.html").write_bytes(page)
    yield "HTML, a folder", folder / "pages"
    with (folder / "news.warc").open("wb") as out:
        out.writelines(warc(pages, limit))
    yield "WARC", folder / "news.warc"
    with (folder / "news.warc.gz").open("wb") as out:
        out.writelines(gzip.compress(record, 6) for record in warc(pages, limit))
    yield "WARC.gz", folder / "news.warc.gz"
    subprocess.run(f"cd {folder} && python3 -m zipfile -c pages.zip pages && tar czf pages.tar.gz pages && tar cf - pages | zstd -q -o pages.tar.zst", shell=True, check=True)
    for name in ("pages.zip", "pages.tar.gz", "pages.tar.zst"):
        yield f"HTML in {name.split('.', 1)[1]}", folder / name


def packed(path):
    target = path.with_name(path.name + ".gz")
    target.write_bytes(gzip.compress(path.read_bytes(), 6))
    return target


def memory(pid):
    """MB that a process had at most so far (its own figure: the system's includes the parent's at the start)."""
    try:
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024
    except (AttributeError, OSError):
        return 0


def size_of(path):
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--program", default="build/release/sitrep")
    parser.add_argument("--megabytes", type=int, default=60)
    options = parser.parse_args()
    print(f"{'input':24} {'MB':>6} {'reports':>8} {'CPU s':>6} {'MB/s':>7} {'reports/s':>10} {'peak MB':>8}   (MB as the file is)")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in make(Path(folder), options.shared, options.megabytes * 1_000_000):
            with open(Path(folder, "err"), "w") as err, open(os.devnull, "w") as out:
                child = subprocess.Popen([options.program, "ingest", "--dry-run", "--json", str(path)], stdout=out, stderr=err)
                peak, done = 0, 0
                while not done:
                    peak = max(peak, memory(child.pid))
                    time.sleep(0.02)
                    done, status, usage = os.wait4(child.pid, os.WNOHANG)
            seconds = usage.ru_utime + usage.ru_stime
            summary = Path(folder, "err").read_text().splitlines()[-1]
            reports = int(summary.split()[0])
            megabytes = size_of(path) / 1e6
            print(f"{name:24} {megabytes:6.1f} {reports:8} {seconds:6.2f} {megabytes / seconds:7.1f} {reports / seconds:10.0f} {peak:8.0f}   {summary if status else ''}")


if __name__ == "__main__":
    main()
