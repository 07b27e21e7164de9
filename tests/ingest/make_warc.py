#!/usr/bin/env python3
"""Makes cc-news.warc.gz, a web archive as Common Crawl's news crawl writes them, with the library warcio (and brotli):

    pip install warcio brotli && python3 make_warc.py

Kept with what it makes, so that the tests need neither."""

import gzip
import io
import zlib

import brotli
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Valley Courier">
<meta property="article:published_time" content="2031-05-06T08:00:00+04:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{title}</h1>
<p>{first}</p><p>{second}</p></article>
<footer>All rights reserved</footer></body></html>"""


def page(title, first):
    second = f"An official of the district told reporters under the headline {title.lower()} that more would be known after the weekend."
    return PAGE.format(title=title, first=first, second=second).encode("utf-8")


def chunked(body, size=100):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def bare_deflate(body):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


RESPONSES = [  # uri, record id, content type, further headers, body
    ("plain", 1, "text/html; charset=utf-8", {}, page("Shelling at the pass", "Two soldiers were killed near the pass on Monday, the army said.")),
    ("gzip-chunked", 2, "text/html", {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
     chunked(gzip.compress(page("Talks resume", "Envoys of both countries met in the capital on Tuesday for talks."), mtime=0))),
    ("deflate", 3, "text/html", {"Content-Encoding": "deflate"}, zlib.compress(page("Bridge blown up", "A bridge over the river was blown up on Sunday night."))),
    ("bare-deflate", 4, "text/html", {"Content-Encoding": "deflate"}, bare_deflate(page("Convoy ambushed", "A convoy was ambushed on the northern road on Friday."))),
    ("br", 5, "text/html", {"Content-Encoding": "br"}, brotli.compress(page("Prisoners exchanged", "Twenty prisoners were exchanged at the border on Thursday."))),
    ("decoded-already", 6, "text/html", {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked", "Content-Length": "99"},
     page("Ceasefire holds", "The ceasefire held for a second day on Wednesday, observers said.")),
    ("picture", 7, "image/png", {}, b"\x89PNG\r\n\x1a\n"),
    ("feed", 8, "application/rss+xml", {}, b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<item><title>Drone downed</title><guid>drone-1</guid><pubDate>Wed, 07 May 2031 06:00:00 GMT</pubDate>
<description>A drone was shot down over the lake on Wednesday morning, the ministry said.</description></item></channel></rss>"""),
    ("moved", 9, "text/html", {"Location": "/elsewhere"}, b"<html><body>Moved</body></html>"),
]


def main():
    out = open("cc-news.warc.gz", "wb")
    writer = WARCWriter(out, gzip=True)
    fixed = {"WARC-Date": "2031-05-07T00:00:00Z"}
    writer.write_record(writer.create_warcinfo_record("cc-news.warc.gz", {"software": "test"}))
    for name, number, media, more, body in RESPONSES:
        uri = f"https://courier.example/{name}"
        headers = dict(fixed, **{"WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>"})
        status = "301 Moved" if name == "moved" else "200 OK"
        fields = [("Content-Type", media), *more.items()]
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "courier.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(uri, "request", http_headers=request, warc_headers_dict=dict(fixed)))
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=StatusAndHeaders(status, fields, protocol="HTTP/1.1"), warc_headers_dict=headers))
        writer.write_record(writer.create_warc_record(uri, "metadata", payload=io.BytesIO(b"fetchTimeMs: 12"), warc_headers_dict=dict(fixed)))
    writer.write_record(writer.create_revisit_record("https://courier.example/plain", digest="sha1:AAAA", refers_to_uri="https://courier.example/plain", refers_to_date="2031-05-06T00:00:00Z"))
    out.close()


if __name__ == "__main__":
    main()
