"""Broken and hostile inputs: the record is skipped, counted and reported with file and offset, what stands around it is
read, and the exit code is 1."""

import base64
import gzip
import io
import json
import os
import unittest
import zipfile

from harness import HERE, IngestTest, http, page, warc_record, zipped

BROTLI_BOMB = base64.b64decode("y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/Nw==")


class Archives(IngestTest):
    def three(self, middle):
        """A web archive in gzip whose middle record is broken; returns its name and the offset of that record."""
        first, last = zipped(warc_record("first", http(page("First")))), zipped(warc_record("last", http(page("Last"))))
        self.write("news.warc.gz", first + middle + last)
        return "news.warc.gz", len(first)

    def assert_middle_is_skipped(self, middle, *parts, options=()):
        name, offset = self.three(middle)
        run = self.read(name, options=options)
        self.assertEqual(run.field("title"), ["First", "Last"], run.messages)
        self.assert_skipped(run, f"{name}: byte {offset}: skipped: ", *parts)

    def test_truncated_member(self):
        self.assert_middle_is_skipped(zipped(warc_record("x", http(os.urandom(5000).hex())))[:2000], "gzip data")

    def test_damaged_member(self):
        member = bytearray(zipped(warc_record("x", http(page("X") * 20))))
        member[-40:-20] = bytes(20)
        self.assert_middle_is_skipped(bytes(member), "gzip data")

    def test_bytes_that_are_no_member(self):
        self.assert_middle_is_skipped(b"garbage between the members", "no gzip member")

    def test_bad_chunks(self):
        for body in (b"5\r\nhello\r\nzz\r\n", b"5\r\nhello\r\nfff\r\nshort\r\n0\r\n\r\n", b"5\r\nhello and more\r\n0\r\n\r\n"):
            self.assert_middle_is_skipped(zipped(warc_record("x", http(body, Transfer_Encoding="chunked"))), "bad chunk")

    def test_wrong_http_content_length(self):
        self.assert_middle_is_skipped(zipped(warc_record("x", http(page("X"), Content_Length="99999"))), "wrong content length: 99999 bytes")

    def test_truncated_body(self):
        for encoding, body in (("gzip", zipped(page("X"))[:-30]), ("br", BROTLI_BOMB[:-9])):
            self.assert_middle_is_skipped(zipped(warc_record("x", http(body, Content_Encoding=encoding))), "body cannot be decompressed", options=["--max-record", "100"])

    def test_bombs_in_bodies(self):
        for encoding, body in (("gzip", zipped(bytes(64 << 20))), ("br", BROTLI_BOMB)):
            self.assert_middle_is_skipped(zipped(warc_record("x", http(body, Content_Encoding=encoding))), "larger than the limit of", options=["--max-record", "4"])

    def test_bomb_of_a_member(self):
        name, offset = self.three(zipped(warc_record("x", http(bytes(40 << 20)))))
        run = self.read(name, options=["--max-record", "1"])
        self.assertEqual(run.field("title")[0], "First")
        self.assertIn(f"{name}: byte {offset}: skipped: ", run.skipped()[0])
        self.assertEqual(run.code, 1)

    def test_unknown_encoding(self):
        self.assert_middle_is_skipped(zipped(warc_record("x", http(b"\x01\x02\x03", Content_Encoding="sdch"))), "allowed are gzip, deflate, br")

    def test_no_http(self):
        self.assert_middle_is_skipped(zipped(warc_record("x", b"what is this")), "no HTTP response")

    def test_wrong_warc_length(self):
        middle = http(page("Middle"))
        for length in (len(middle) - 7, len(middle) + 90, 10**6, 10**15, "many"):
            first, last = warc_record("first", http(page("First"))), warc_record("last", http(page("Last")))
            self.write("news.warc", first + warc_record("x", middle, length=length) + last)
            run = self.read("news.warc")
            self.assertEqual(run.field("title"), ["First", "Last"], (length, run.messages))
            self.assert_skipped(run, f"news.warc: byte {len(first)}: ")

    def test_truncated_archive(self):
        whole = (HERE / "cc-news.warc.gz").read_bytes()
        complete = self.read(HERE / "cc-news.warc.gz")
        self.write("cut.warc.gz", whole[:complete.reports[4]["offset"] + 300])
        run = self.read("cut.warc.gz")
        self.assertEqual(run.field("title"), complete.field("title")[:4])
        self.assert_skipped(run, f"cut.warc.gz: byte {complete.reports[4]['offset']}: ", "truncated")

    def test_zip_cut_short(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "Two were killed.")
            archive.writestr("b.txt", os.urandom(4000).hex())
        self.write("cut.zip", packed.getvalue()[:2000])
        run = self.read("cut.zip")
        self.assertEqual(run.field("text"), ["Two were killed."])
        self.assert_skipped(run, "cut.zip/b.txt: byte ")

    def test_zip_bomb(self):
        with zipfile.ZipFile(self.folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "Two were killed.")
            archive.writestr("bomb.txt", b"word " * (12 << 20))
        run = self.read("bomb.zip", options=["--max-record", "2"])
        self.assertEqual(run.field("id"), ["a"])
        self.assert_skipped(run, "bomb.zip/bomb.txt: byte ", "larger than the limit")

    def test_zips_in_zips(self):
        content = b"Two were killed."
        name = "a.txt"
        for depth in range(12):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr(name, content)
            content, name = packed.getvalue(), f"{depth}.zip"
        self.write("nested.zip", content)
        self.assert_skipped(self.read("nested.zip"), "archives in one another")

    def test_broken_zstd(self):
        self.write("x.zst", b"\x28\xB5\x2F\xFD" + b"\x00" * 50)
        self.assert_skipped(self.read("x.zst"), "x.zst: byte 0")


class Files(IngestTest):
    def test_truncated_gzip(self):
        self.write("a.html.gz", zipped(page("A"))[:-40])
        self.write("b.html.gz", zipped(page("B")))
        run = self.read("a.html.gz", "b.html.gz")
        self.assertEqual(run.field("title"), ["B"])
        self.assert_skipped(run, "a.html.gz: byte 0: ", "truncated")

    def test_gzip_bomb(self):
        self.write("bomb.html.gz", gzip.compress(b"<html>" + bytes(60 << 20), 9))
        run = self.read("bomb.html.gz", options=["--max-record", "1"])
        self.assert_skipped(run, "bomb.html.gz: byte 0")
        self.assertRegex(run.messages, "larger than the limit|decompression bomb")

    def test_100000_nested_tags(self):
        for tag in ("div", "b", "table", "span", "ul><li", "font", "blockquote", "a"):
            close = "".join(f"</{part}>" for part in reversed(tag.split("><")))
            self.write("deep.html", f"<html><body><p>Two were killed.</p>{('<' + tag + '>') * 100_000}deep{close * 100_000}</body></html>")
            run = self.read("deep.html", timeout=20)
            if tag in ("div", "b", "span", "font", "blockquote"):
                self.assert_skipped(run, "deep.html: byte 0: ", "nested deeper")

    def test_nested_json(self):
        self.write("deep.jsonl", '{"text": ' + "[" * 100_000 + "]" * 100_000 + '}\n{"text": "Two were killed."}\n')
        run = self.read("deep.jsonl")
        self.assertEqual(run.field("text"), ["Two were killed."])
        self.assert_skipped(run, "deep.jsonl: byte 0: ")

    def test_broken_lines_among_json_lines(self):
        good = '{"text": "Two were killed."}\n'
        self.write("mixed.jsonl", good + '{"text": "cut\n' + good + "[1, 2]\n" + good)
        run = self.read("mixed.jsonl")
        self.assertEqual(run.field("id"), ["mixed#1", "mixed#3", "mixed#5"])
        self.assertEqual([line.split(": ")[1] for line in run.skipped()], [f"byte {len(good)}", f"byte {len(good) * 2 + 14}"])
        self.assertEqual(run.code, 1)

    def test_json_array_that_is_cut(self):
        self.write("cut.json", json.dumps([{"text": "One was killed."}, {"text": "Two were killed."}])[:-9])
        run = self.read("cut.json")
        self.assertEqual(run.field("text"), ["One was killed."])
        self.assert_skipped(run, "cut.json: byte 30: ", "no end")

    def test_line_longer_than_the_limit(self):
        self.write("long.jsonl", '{"text": "Two were killed."}\n{"text": "' + "x" * (3 << 20) + '"}\n{"text": "Three were killed."}\n')
        run = self.read("long.jsonl", options=["--max-record", "1"])
        self.assertEqual(run.field("text"), ["Two were killed.", "Three were killed."])
        self.assert_skipped(run, "long.jsonl: byte 29: ", "limit of 1048576 bytes")

    def test_csv_with_open_quote_and_odd_rows(self):
        self.write("odd.csv", 'title,text\nA,Two were killed.\nB,"open\nC,Three were killed.\n')
        run = self.read("odd.csv")
        self.assertEqual(run.field("text"), ["Two were killed.", "Three were killed."])
        self.assert_skipped(run, "odd.csv: byte 30: ", "quote is never closed")
        self.write("wide.csv", "title,text\nA,Two,were,killed\nB,Three were killed.\n")
        run = self.read("wide.csv")
        self.assertEqual(run.field("text"), ["Three were killed."])
        self.assert_skipped(run, "wide.csv: byte 11: ", "4 cells")

    def test_csv_without_a_known_text(self):
        self.write("own.csv", "kop,inhoud\nA,Two were killed.\n")
        self.assert_skipped(self.read("own.csv"), "--map text=COLUMN")

    def test_damaged_feed(self):
        self.write("feed.xml", "<rss><channel><item><title>A</title><description>Two were killed.</description></item><item><title>B</wrong></item></channel></rss>")
        run = self.read("feed.xml")
        self.assertEqual(run.field("title"), ["A"])
        self.assert_skipped(run, "feed.xml: byte ", "feed is damaged")
        whole = "<rss><channel>" + "".join(f"<item><title>{name}</title><description>Two were killed.</description></item>" for name in "AB") + "</channel></rss>"
        for cut, titles in ((10, ["A", "B"]), (40, ["A"])):
            self.write("cut.xml", whole[:-cut])
            run = self.read("cut.xml")
            self.assertEqual(run.field("title"), titles)
            self.assert_skipped(run, "cut.xml: byte ", "feed is damaged")

    def test_feed_of_entities(self):
        entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "boom"}">' for i in range(12))
        self.write("laughs.xml", f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>A</title><description>&e11;</description></item></channel></rss>")
        self.assertLessEqual(self.read("laughs.xml", timeout=10).code, 1)

    def test_feed_that_leads_to_itself(self):
        self.write("cycle.xml", '<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="cycle.xml"/><atom:link rel="next" href="cycle.xml"/>'
                                "<link>cycle.xml</link><item><link>cycle.xml</link><description>Two were killed.</description></item></channel></rss>")
        self.assertEqual(len(self.read("cycle.xml", timeout=10).reports), 1)

    def test_wrong_charset(self):
        text = "Сержант был ранен у границы в понедельник, сообщило министерство обороны."
        self.write("a.html", page("Т", text + "</p><p>" + text).split("<p>An off")[0].encode("cp1251"))  # says utf-8
        self.write("b.jsonl", '{"text": "The caf\u00e9 was hit."}\n'.encode("latin-1"))
        self.write("c.csv", 'title,text\nA,"The caf\u00e9 was hit."\n'.encode("latin-1"))
        self.write("d.html", b"\xff\xfe" + page("U", "Two soldiers were killed near the caf\u00e9 on Monday, the army said in a statement.").encode("utf-16-le"))
        a, b, c, d = self.read("a.html", "b.jsonl", "c.csv", "d.html").reports
        self.assertIn("Сержант", a["text"])
        self.assertEqual((b["text"], c["text"]), ("The caf\u00e9 was hit.",) * 2)
        self.assertIn("caf\u00e9", d["text"])

    def test_folder_that_leads_to_itself(self):
        self.write("in/a.txt", "Two were killed.")
        os.symlink("..", self.folder / "in" / "loop")
        self.assertEqual(self.read("in").field("id"), ["a"])

    def test_what_is_no_news(self):
        for name, content in (("a.pdf", b"%PDF-1.4\n1 0 obj"), ("b.bin", bytes(range(256)) * 10), ("c.xml", b"<?xml version='1.0'?><svg/>"), ("d.png", b"\x89PNG\r\n\x1a\n" + bytes(50))):
            self.write(name, content)
            self.assert_skipped(self.read(name), f"{name}: byte 0: ", "no format")
        self.write("empty.txt", "")
        run = self.read("empty.txt")
        self.assertEqual((run.code, run.reports), (0, []))


if __name__ == "__main__":
    unittest.main()
