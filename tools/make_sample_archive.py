#!/usr/bin/env python3
"""Makes samples/border-war-2022/archive.warc.gz, a web archive as a crawler writes it, from tools/sample_pages with the library warcio:

    pip install warcio && tools/make_sample_archive.py

The archive is kept with the project, so that the demo needs no warcio."""

import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = Path(__file__).resolve().parent.parent


def main():
    with open(ROOT / "samples/border-war-2022/archive.warc.gz", "wb") as out:
        writer = WARCWriter(out, gzip=True)
        for page in sorted((ROOT / "tools/sample_pages").glob("*.html")):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(f"https://steppe.example/{page.stem}", "response", payload=io.BytesIO(page.read_bytes()),
                                               http_headers=headers, warc_headers_dict={"WARC-Date": "2022-09-18T00:00:00Z"})
            writer.write_record(record)


if __name__ == "__main__":
    main()
