"""Every format that `sitrep ingest` reads, made here by the usual tools or kept beside this file."""

import gzip
import io
import json
import subprocess
import tarfile
import unittest
import zipfile

from harness import HERE, IngestTest, http, page, warc_record, zipped


class Formats(IngestTest):
    def test_plain_text_with_header_lines(self):
        self.write("clash.txt", "Title: Clash at the pass\nDate: 6 May 2031\nSource: The Valley Courier\n\nTwo soldiers were killed on Monday.\n\nThe army confirmed it.\n")
        run = self.read("clash.txt")
        report = run.reports[0]
        self.assertEqual((report["id"], report["title"], report["published"], report["publisher"]), ("clash", "Clash at the pass", "2031-05-06", "The Valley Courier"))
        self.assertEqual(report["text"], "Two soldiers were killed on Monday.\n\nThe army confirmed it.")
        self.assertEqual(run.code, 0)

    def test_markdown(self):
        self.write("clash.md", "---\ntitle: Clash at the pass\ndate: 2031-05-06\n---\n\nTwo **soldiers** were [killed](https://courier.example/1).\n\n## Later\n\n- The road is closed.\n")
        report, = self.read("clash.md").reports
        self.assertEqual((report["title"], report["published"], report["text"]), ("Clash at the pass", "2031-05-06", "Two soldiers were killed.\n\nLater\n\nThe road is closed."))

    def test_html_is_known_by_its_content(self):
        self.write("saved.txt", page("Clash at the pass"))
        report = self.read("saved.txt").reports[0]
        self.assertEqual(report["title"], "Clash at the pass")
        self.assertNotIn("<p>", report["text"])

    def test_rss(self):
        self.write("feed.xml", """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Valley Courier</title><language>en-gb</language><link>https://courier.example</link>
<item><title>Clash &amp;amp; fire</title><link>https://courier.example/1</link><guid>one</guid><pubDate>Tue, 06 May 2031 10:00:00 +0400</pubDate>
<dc:creator>A. Writer</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>Two soldiers were killed at the caf\u00e9.</p><p>The army &amp; police confirmed it.</p>]]></content:encoded></item>
<item><title>Summary only</title><link>https://courier.example/2</link><description>&lt;b&gt;Talks&lt;/b&gt; go on.</description></item>
</channel></rss>""".encode("latin-1"))
        first, second = self.read("feed.xml").reports
        self.assertEqual((first["id"], first["title"], first["url"], first["publisher"], first["byline"], first["language"]),
                         ("one", "Clash & fire", "https://courier.example/1", "The Valley Courier", "A. Writer", "en"))
        self.assertEqual(first["text"], "Two soldiers were killed at the caf\u00e9.\n\nThe army & police confirmed it.")
        self.assertEqual(first["published"], "2031-05-06T10:00:00+04:00")
        self.assertEqual((second["id"], second["text"], second["published"]), ("https://courier.example/2", "Talks go on.", None))

    def test_atom(self):
        self.write("feed.atom", """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><id>tag:1</id><title type="html">Clash</title><link rel="self" href="https://courier.example/self"/><link href="https://courier.example/1"/>
<published>2031-05-06T10:00:00Z</published><updated>2031-05-07T10:00:00Z</updated><author><name>A. Writer</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two were killed.</p><p>Talks go on.</p></div></content></entry>
<entry><id>tag:2</id><title>Later</title><updated>2031-05-08T10:00:00Z</updated><summary>Nothing new.</summary></entry></feed>""")
        first, second = self.read("feed.atom").reports
        self.assertEqual((first["id"], first["url"], first["byline"], first["published"], first["updated"]),
                         ("tag:1", "https://courier.example/1", "A. Writer", "2031-05-06T10:00:00Z", "2031-05-07T10:00:00Z"))
        self.assertEqual(first["text"], "Two were killed.\n\nTalks go on.")
        self.assertEqual(second["published"], "2031-05-08T10:00:00Z")

    def test_rdf(self):
        self.write("feed.rdf", """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://courier.example"><title>Courier</title></channel>
<item rdf:about="https://courier.example/1"><title>Clash</title><link>https://courier.example/1</link><description>Two were killed.</description><dc:date>2031-05-06T10:00:00Z</dc:date></item></rdf:RDF>""")
        report, = self.read("feed.rdf").reports
        self.assertEqual((report["id"], report["publisher"], report["text"], report["published"]), ("https://courier.example/1", "Courier", "Two were killed.", "2031-05-06T10:00:00Z"))

    def test_json_lines_keep_ids_and_order(self):
        lines = [{"id": "b", "published": "2031-05-06", "title": "T", "text": "Two were killed.", "dateline": "YEREVAN, May 6", "url": "https://courier.example/b", "publisher": "Courier", "language": "en"},
                 {"text": "No name."}, {"id": "a", "text": "Last.", "title": None}]
        self.write("reports.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        run = self.read("reports.jsonl")
        self.assertEqual(run.field("id"), ["b", "reports#2", "a"])
        self.assertEqual({key: run.reports[0][key] for key in lines[0]}, lines[0])
        self.assertEqual(list(run.reports[0])[:9], ["id", "url", "publisher", "byline", "title", "dateline", "published", "language", "text"])

    def test_json_array_with_names_of_other_programs(self):
        self.write("export.json", json.dumps([
            {"authors": ["A. Writer", "B. Other"], "date_publish": "2019-05-06 12:00:00", "maintext": "Two were killed.", "title": "T", "source_domain": "courier.example", "url": "https://courier.example/1", "language": "en"},
            {"date": "2019-05-07", "domain": "courier.example", "text": "Three were killed.", "headline": "H"}], indent=1))
        first, second = self.read("export.json").reports
        self.assertEqual((first["byline"], first["published"], first["text"], first["publisher"]), ("A. Writer, B. Other", "2019-05-06T12:00:00", "Two were killed.", "courier.example"))
        self.assertEqual((second["title"], second["published"], second["publisher"]), ("H", "2019-05-07", "courier.example"))

    def test_one_json_object_has_the_name_of_the_file(self):
        self.write("one.json", json.dumps({"maintext": "Two were killed."}, indent=2))
        self.assertEqual(self.read("one.json").field("id"), ["one"])

    def test_json_list_inside_an_answer_of_a_news_service(self):
        self.write("answer.json", json.dumps({"status": "ok", "articles": [{"source": {"name": "Courier"}, "content": "Two were killed.", "publishedAt": "2031-05-06T10:00:00Z"}]}))
        report, = self.read("answer.json").reports
        self.assertEqual((report["publisher"], report["text"], report["published"]), ("Courier", "Two were killed.", "2031-05-06T10:00:00Z"))

    def test_names_can_be_mapped(self):
        self.write("own.jsonl", json.dumps({"Artikel Text": "Two were killed.", "tag": "2031-05-06"}) + "\n")
        report, = self.read("own.jsonl", options=["--map", "text=artikel_text,published=tag"]).reports
        self.assertEqual((report["text"], report["published"]), ("Two were killed.", "2031-05-06"))

    def test_wrong_map_says_what_is_allowed(self):
        run = self.read("own.jsonl", options=["--map", "texxt=body"])
        self.assertEqual(run.code, 2)
        self.assertIn("ours are id, text, title", run.messages)

    def test_csv_and_tsv(self):
        self.write("a.csv", 'Title;Text;Date\r\n"One; two";"He said ""no"".\nThen he left.";2031-05-06\r\nB;Plain text.;\r\n')
        self.write("b.tsv", 'headline\tbody\tid\nT\tHe said "no" to all.\tx1\n')
        first, second = self.read("a.csv").reports
        self.assertEqual((first["id"], first["title"], first["published"]), ("a#1", "One; two", "2031-05-06"))
        self.assertEqual(first["text"].split(), 'He said "no". Then he left.'.split())
        self.assertEqual((second["title"], second["text"], second["published"]), ("B", "Plain text.", None))
        report, = self.read("b.tsv").reports
        self.assertEqual((report["id"], report["text"]), ("x1", 'He said "no" to all.'))


class WebArchives(IngestTest):
    def test_archive_as_common_crawl_writes_it(self):
        run = self.read(HERE / "cc-news.warc.gz")
        self.assertEqual(run.field("title"), ["Shelling at the pass", "Talks resume", "Bridge blown up", "Convoy ambushed", "Prisoners exchanged", "Ceasefire holds", "Drone downed"])
        self.assertEqual(run.field("id")[:2], ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"])
        self.assertEqual(run.reports[0]["url"], "https://courier.example/plain")
        self.assertEqual(run.reports[6]["id"], "drone-1")
        for report in run.reports[:6]:
            self.assertTrue(report["text"].endswith("after the weekend."), report["text"])
        self.assertEqual(run.code, 0)
        members = gzip.open(HERE / "cc-news.warc.gz").read()
        with open(HERE / "cc-news.warc.gz", "rb") as packed:
            packed.seek(run.reports[1]["offset"])
            self.assertTrue(gzip.decompress(packed.read())[:8].startswith(b"WARC/1."))
        self.assertEqual(self.read("-", stdin=members).field("text"), run.field("text"))

    def test_offsets_in_a_plain_archive(self):
        records = [warc_record("one", http(page("One"))), warc_record("two", http(page("Two")))]
        self.write("plain.warc", b"".join(records))
        self.assertEqual(self.read("plain.warc").field("offset"), [0, len(records[0])])


class Containers(IngestTest):
    def expected(self):
        self.write("in/b.html", page("Page"))
        self.write("in/day1/a.jsonl", '{"id": "first", "text": "Two were killed."}\n')
        self.write("in/day1/c.txt.gz", zipped("Three were killed."))
        self.write("in/.hidden.txt", "Nothing.")
        return ["b", "first", "day1/c"]

    def test_folder(self):
        ids = self.expected()
        self.assertEqual(self.read("in").field("id"), ids)

    def test_glob_and_several_inputs(self):
        self.expected()
        self.assertEqual(self.read("in/day1/*", "in/b.html").field("id"), ["first", "c", "b"])
        run = self.read("in/*.nothing")
        self.assertEqual((run.code, "matches no file" in run.messages), (2, True))

    def test_same_stem_twice(self):
        self.write("x/a.txt", "One was killed.")
        self.write("y/a.txt", "Two were killed.")
        self.assertEqual(self.read("x/a.txt", "y/a.txt").field("id"), ["a", "a~2"])

    def test_zip(self):
        ids = self.expected()
        with zipfile.ZipFile(self.folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("b.html", "day1/a.jsonl", "day1/c.txt.gz", ".hidden.txt"):
                archive.write(self.folder / "in" / name, name)
        run = self.read("all.zip")
        self.assertEqual(run.field("id"), ids)
        self.assertEqual(run.field("source"), ["all.zip/b.html", "all.zip/day1/a.jsonl", "all.zip/day1/c.txt.gz"])

    def test_tar_gz(self):
        ids = self.expected()
        with tarfile.open(self.folder / "all.tar.gz", "w:gz") as archive:
            for name in ("b.html", "day1/a.jsonl", "day1/c.txt.gz"):
                archive.add(self.folder / "in" / name, name)
        self.assertEqual(self.read("all.tar.gz").field("id"), ids)

    def test_zstd(self):
        self.write("many.jsonl", '{"id": "first", "text": "Two were killed."}\n' * 3)
        subprocess.run(["zstd", "-q", "many.jsonl", "-o", "many.jsonl.zst"], cwd=self.folder, check=True)
        self.write("x.html", page("Page"))
        subprocess.run("tar cf - x.html | zstd -q -o x.tar.zst", cwd=self.folder, shell=True, check=True)
        run = self.read("many.jsonl.zst", "x.tar.zst")
        self.assertEqual(run.field("id"), ["first", "first", "first", "x"])

    def test_zip_in_a_zip(self):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("a.txt", "Two were killed.")
        with zipfile.ZipFile(self.folder / "outer.zip", "w") as archive:
            archive.writestr("inner.zip", inner.getvalue())
        self.assertEqual(self.read("outer.zip").field("source"), ["outer.zip/inner.zip/a.txt"])

    def test_standard_input(self):
        self.assertEqual(self.read("-", stdin=zipped(page("Page"))).field("id"), ["stdin"])


class Screening(IngestTest):
    def test_one_wire_story_in_two_papers(self):
        story = "Two soldiers were killed and five wounded when a convoy came under mortar fire on the northern road near the pass on Monday, the defence ministry said in a statement."
        self.write("reports.jsonl", "".join(json.dumps(line) + "\n" for line in [
            {"id": "a", "title": "Two killed", "text": f"YEREVAN, May 6 (Reuters) - {story}"}, {"id": "b", "title": "Convoy hit", "text": f"{story} The paper could not confirm this."},
            {"id": "c", "text": "A new bakery opened in the old town, and people queued for its bread."}]))
        a, b, c = self.read("reports.jsonl").reports
        self.assertEqual(a["story"], b["story"])
        self.assertNotEqual(a["story"], c["story"])
        self.assertEqual((a["original_source"], b["original_source"]), ("Reuters", None))
        self.assertEqual((a["gate"]["passes"], c["gate"]["passes"]), (True, False))
        self.assertIn("soldier*", a["gate"]["words"])

    def test_gate_can_be_turned_off(self):
        self.write("c.txt", "A new bakery opened in the old town.")
        self.assertEqual(self.read("c.txt", options=["--all"]).field("gate"), [None])


class Messages(IngestTest):
    def test_quiet_is_quiet(self):
        self.write("broken.jsonl", '{"broken": \n{"text": "Two."}\n')
        self.assertEqual(self.read("broken.jsonl", options=["--quiet"]).messages, "")
        self.assertIn("1 records skipped", self.read("broken.jsonl").messages)

    def test_missing_input(self):
        run = self.read("nowhere.html")
        self.assertEqual((run.code, "nowhere.html: is not there" in run.messages), (2, True))


if __name__ == "__main__":
    unittest.main()
