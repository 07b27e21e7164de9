"""Pages and feeds from addresses, against a server on this machine that the test starts."""

import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import IngestTest, page, zipped

FEED = '<rss version="2.0"><channel><title>Courier</title><item><guid>one</guid><title>Clash</title><description>Two were killed.</description></item></channel></rss>'


class Site(BaseHTTPRequestHandler):
    agents = []

    def do_GET(self):
        Site.agents.append(self.headers["User-Agent"])
        getattr(self, self.path.strip("/").split("/")[0].split(".")[0], self.missing)()

    def answer(self, body, status=200, media="text/html; charset=utf-8", **headers):
        body = body if isinstance(body, bytes) else body.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def missing(self):
        self.answer("no such page", 404)

    def news(self):
        self.answer(page("Clash at the pass"))

    def packed(self):
        self.answer(zipped(page("Packed")), Content_Encoding="gzip")

    def latin(self):
        self.answer(page("Caf\u00e9").replace('<meta charset="utf-8">', "").encode("latin-1"), media="text/html; charset=ISO-8859-1")

    def feed(self):
        self.answer(FEED, media="application/rss+xml")

    def moved(self):
        self.answer("", 302, Location="/news/clash.html")

    def circle(self):
        self.answer("", 302, Location="/circle")

    def local(self):
        self.answer("", 302, Location="file:///etc/hostname")

    def slow(self):
        time.sleep(3)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    def bomb(self):
        self.answer(zipped(bytes(64 << 20)), Content_Encoding="gzip")

    def cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<html>half")

    def log_message(self, *_):
        pass


class Addresses(IngestTest):
    @classmethod
    def setUpClass(cls):
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        cls.server.daemon_threads = True
        cls.address = f"http://127.0.0.1:{cls.server.server_port}"
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def get(self, path, *options):
        return self.read(f"{self.address}/{path}", options=options)

    def test_page(self):
        report, = self.get("news/clash.html").reports
        self.assertEqual((report["id"], report["url"], report["title"]), ("clash", f"{self.address}/news/clash.html", "Clash at the pass"))
        self.assertTrue(Site.agents[-1].startswith("sitrep/"))

    def test_compressed_page(self):
        self.assertEqual(self.get("packed").field("title"), ["Packed"])

    def test_charset_of_the_transport(self):
        self.assertEqual(self.get("latin").field("title"), ["Caf\u00e9"])

    def test_feed(self):
        self.assertEqual(self.get("feed").field("id"), ["one"])

    def test_redirect(self):
        report, = self.get("moved").reports
        self.assertEqual(report["url"], f"{self.address}/news/clash.html")

    def test_failures_are_skipped_and_the_run_goes_on(self):
        for path, reason, options in (("circle", "more than 10 redirects", ()), ("local", "cannot be fetched", ()), ("nothing", "answers 404", ()),
                                      ("slow", "imeout", ("--timeout", "1")), ("endless", "limit of 1048576 bytes", ("--max-record", "1")),
                                      ("bomb", "limit of 1048576 bytes", ("--max-record", "1")), ("cut", "cannot be fetched", ())):
            run = self.read(f"{self.address}/{path}", f"{self.address}/news/clash.html", options=options)
            self.assert_skipped(run, f"{self.address}/{path}: byte ", reason)
            self.assertEqual(run.field("id"), ["clash"])

    def test_nobody_there(self):
        self.assert_skipped(self.read("http://127.0.0.1:9/x"), "cannot be fetched")


if __name__ == "__main__":
    unittest.main()
