"""Against whoever means harm: text of reports, paths, other sites' pages, tokens, slow and greedy clients."""

import html.parser
import http.client
import json
import os
import random
import socket
import subprocess
import time
import unittest
from pathlib import Path

from harness import IMAGE, PATIENCE, PROGRAM, SCRIPT, TOKEN, TURNED, ServerTest

READ = ["/api/summary", "/api/incidents", "/api/incidents.index", "/api/incidents.geojson", "/api/timeline", "/api/brief", "/api/reports", "/api/reports/three",
        "/api/diplomacy", "/api/background", "/api/changes", "/atom.xml", "/openapi.json", "/", "/nothing"]


class Tags(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.seen = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


class Text(ServerTest):
    def test_no_answer_carries_markup_or_turned_text_from_reports(self):
        ids = self.server.json("/api/incidents.index")["id"]
        documents = ["/api/brief?format=html", "/api/brief?format=markdown"]
        met = False
        for path in READ + documents + [f"/api/incidents/{one}" for one in ids]:
            body = self.server.ask(path).body.decode().replace("\\<", "")  # which Markdown takes for text
            for harm in (SCRIPT, IMAGE, "<img", "\u202e", "\u2066"):
                if path == "/" and harm in ("<img",):
                    continue
                self.assertNotIn(harm, body, path)
            met |= "alert(1)" in body
        self.assertTrue(met, "the harmful report is in no answer: the test tests nothing")

    def test_json_keeps_the_text_as_it_was(self):
        text = self.server.json("/api/reports/three")["report"]["text"]
        for part in (SCRIPT, IMAGE, "<b>bold</b>", TURNED):
            self.assertIn(part, text)

    def test_the_html_brief_holds_no_tag_but_its_own(self):
        answer = self.server.ask("/api/brief?format=html")
        tags = Tags(answer.body.decode()).seen
        self.assertLessEqual({tag for tag, _ in tags}, {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "table", "tr", "th", "td"})
        self.assertNotIn("script-src", answer.headers["content-security-policy"])
        self.assertIn("default-src 'none'", answer.headers["content-security-policy"])

    def test_only_web_addresses_are_links(self):
        links = {report["id"]: report["url"] for report in self.server.json("/api/reports")["reports"]}
        self.assertEqual(links, {"one": "https://news.example/one", "two": None, "three": None, "four/../../etc": "HTTPS://news.example/four"})
        for one in self.server.json("/api/incidents.index")["id"]:
            for report in self.server.json("/api/incidents/" + one)["reports"]:
                self.assertEqual(report["url"], links[report["id"]])
        answer = self.server.json("/api/reports/two")
        self.assertEqual((answer["report"]["url"], answer["reading"]["report"]["url"]), (None, None))
        for path in READ:
            self.assertNotIn(b"javascript:", self.server.ask(path).body, path)

    def test_headers_of_every_answer(self):
        answers = [self.server.ask(path) for path in READ] + [self.correct({}), self.server.ask("/", "DELETE"), self.server.ask("/x" * 5000)]
        for answer in answers:
            policy = answer.headers["content-security-policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
            self.assertNotIn("access-control-allow-origin", answer.headers)


class Paths(ServerTest):
    @classmethod
    def server_options(cls):
        page = Path(cls.folder.name, "page")
        (page / "assets").mkdir(parents=True)
        (page / "index.html").write_text("<!doctype html><title>own page</title>")
        (page / "assets" / "main-1a2b.js").write_text("export {};")
        (page / "secret.conf").write_text("not for the web")
        Path(cls.folder.name, "outside.html").write_text("outside")
        os.symlink("/etc", page / "linked")
        return ["--page", page]

    def test_files_of_the_page(self):
        for path, media in [("/", "text/html; charset=utf-8"), ("/index.html", "text/html; charset=utf-8"), ("/assets/main-1a2b.js", "text/javascript; charset=utf-8")]:
            answer = self.server.ask(path)
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, media))
        self.assertIn("immutable", self.server.ask("/assets/main-1a2b.js").headers["cache-control"])
        self.assertEqual(self.server.ask("/?i=I4&kind=clash").status, 200)

    def test_no_path_leads_out(self):
        for path in ("/../outside.html", "/..%2foutside.html", "/%2e%2e/outside.html", "/assets/../../outside.html", "//outside.html", "/assets/..%5c..%5coutside.html",
                     "/etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/linked/passwd", "/linked/hostname", "/secret.conf", "/assets", "/assets/", "/index.html%00.js",
                     f"/{self.store}", f"/..{self.store}", "/war.db", "/token", "/.", "/..", "/%c0%ae%c0%ae/outside.html", "/api/reports/..%2f..%2foutside.html"):
            answer = self.server.ask(path)
            self.assertEqual(answer.status, 404, path)
            self.assertNotIn(b"outside\n", answer.body)


class Corrections(ServerTest):
    ACCEPT = {"action": "accept", "author": "AB", "reason": "seen"}

    def setUp(self):
        self.before = self.server.json("/api/summary")["ledger_revision"]
        self.accept = {**self.ACCEPT, "incident": self.server.json("/api/incidents.index")["id"][0]}

    def refused(self, status, correction=None, **headers):
        answer = self.correct(self.accept if correction is None else correction, **headers)
        self.assertEqual(answer.status, status, (headers, answer.body))
        self.assertEqual(self.server.json("/api/summary")["ledger_revision"], self.before, headers)
        return answer

    def test_the_token_is_needed(self):
        for authorization in (None, "", "Bearer", "Bearer ", "Bearer wrong", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"bearer {TOKEN}", f"Basic {TOKEN}", f"Bearer  {TOKEN}", TOKEN):
            self.assertEqual(self.refused(401, Authorization=authorization).headers["www-authenticate"], "Bearer")

    def test_other_sites_pages_cannot(self):
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": f"http://127.0.0.1:{self.server.port + 1}"},
                        {"Origin": f"http://127.0.0.1:{self.server.port}.evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}):
            self.refused(403, **headers)
        for media in (None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx"):
            self.refused(415, Content_Type=media)
        self.refused(415, Content_Encoding="gzip")

    def test_the_pages_own_can(self):
        own = f"http://127.0.0.1:{self.server.port}"
        self.assertEqual(self.correct(self.accept, Origin=own, Sec_Fetch_Site="same-origin", Content_Type="application/json; charset=utf-8").status, 200)

    def test_wrong_corrections_change_nothing(self):
        good = self.accept
        for wrong in ({}, [], "x", {**good, "action": "delete"}, {**good, "author": ""}, {**good, "reason": " "}, {**good, "incident": "I99999"}, {**good, "incident": 4},
                      {**good, "such": 1}, {**good, "reports": "one"}, {**good, "date": "yesterday"}, {**good, "action": "set", "field": "killed", "value": "x"},
                      {**good, "action": "set", "field": "kind"}, {**good, "action": "merge"}, {**good, "action": "merge", "other": good["incident"]},
                      {**good, "action": "split", "reports": []}, {**good, "action": "undo", "correction": "x"}, {**good, "reason": "x" * 20000}):
            answer = self.correct(wrong)
            self.assertIn(answer.status, (400, 404), (wrong, answer.body))
            self.assertTrue(answer.json()["error"])
            self.assertEqual(self.server.json("/api/summary")["ledger_revision"], self.before, wrong)
        self.assertEqual(self.server.ask("/api/corrections", "POST", "{" * 5000, Authorization=f"Bearer {TOKEN}", Content_Type="application/json").status, 400)

    def test_only_reading_elsewhere(self):
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"):
            self.assertIn(self.server.ask("/api/incidents", method, Authorization=f"Bearer {TOKEN}").status, (400, 405), method)
        self.assertEqual(self.server.ask("/api/corrections").status, 404)

    def test_only_own_names(self):
        for path, method in (("/api/summary", "GET"), ("/", "GET"), ("/api/corrections", "POST")):
            for host in ("evil.example", f"evil.example:{self.server.port}", "localhost.evil.example", "127.0.0.1.evil.example", ""):
                answer = self.server.ask(path, method, json.dumps(self.accept), Host=host, Authorization=f"Bearer {TOKEN}", Content_Type="application/json")
                self.assertEqual(answer.status, 421, (path, host))
        for host in (f"localhost:{self.server.port}", "127.0.0.1", "[::1]:80", "LOCALHOST"):
            self.assertEqual(self.server.ask("/api/summary", Host=host).status, 200, host)

    def test_tokens_that_are_none(self):
        weak = Path(self.folder.name, "weak")
        for content, part in (("short\n", "16 characters"), ("", "16 characters")):
            weak.write_text(content)
            done = subprocess.run([PROGRAM, "serve", "--db", self.store, "--port", "0", "--token-file", weak], capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, 2)
            self.assertIn(part, done.stderr)


class WithoutToken(ServerTest):
    @classmethod
    def server_options(cls):
        return ["--host", "sitrep.example"]

    def test_nobody_corrects(self):
        self.assertFalse(self.server.json("/api/summary")["can_correct"])
        for authorization in (None, "Bearer ", f"Bearer {TOKEN}"):
            self.assertEqual(self.correct({}, Authorization=authorization).status, 403)

    def test_a_given_name_is_an_own_one(self):
        self.assertEqual(self.server.ask("/api/summary", Host="sitrep.example:8080").status, 200)
        self.assertEqual(self.server.ask("/api/summary", Host="other.example").status, 421)


class Limits(ServerTest):
    def raw(self, data, timeout=PATIENCE):
        """What comes back for these bytes, to the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=timeout) as connection:
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            except OSError:  # the server has had enough
                pass
            return self.rest(connection)

    def rest(self, connection):
        received = b""
        while True:
            try:
                part = connection.recv(65536)
            except ConnectionResetError:
                return received
            if not part:
                return received
            received += part

    def is_well(self):
        self.assertEqual(self.server.ask("/api/summary").status, 200)

    def test_sizes(self):
        host = b"Host: localhost\r\n"
        for data, status in [(b"GET /" + b"x" * 20000 + b" HTTP/1.1\r\n" + host + b"\r\n", b"414"),
                             (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"y" * 20000 + b"\r\n\r\n", b"400"),
                             (b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 20000 + b"\r\n", b"400"),
                             (b"GET / HTTP/1.1\r\n\r\n", b"421"), (b"\x00\xff\x16\x03\r\n\r\n", b"400"), (b"GET / HTTP/9.9\r\n" + host + b"\r\n", b"400")]:
            answer = self.raw(data)
            self.assertTrue(answer.startswith(b"HTTP/1.1 " + status) or answer == b"", (status, data[:40], answer[:200]))
            self.is_well()
        self.raw(b"A" * 1_000_000)
        self.is_well()

    def test_a_large_body_is_refused(self):
        answer = self.server.ask("/api/corrections", "POST", b"[" + b"1," * 40000 + b"1]", Authorization=f"Bearer {TOKEN}", Content_Type="application/json")
        self.assertEqual(answer.status, 413)
        head = f"POST /api/corrections HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n".encode()
        endless = b"".join(b"1000\r\n" + b" " * 4096 + b"\r\n" for _ in range(64))
        self.assertNotIn(b"HTTP/1.1 200", self.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + endless))
        for length in (b"-1", b"99999999999999999999", b"x"):
            self.assertNotIn(b"HTTP/1.1 200", self.raw(head + b"Content-Length: " + length + b"\r\n\r\n{}"))
        self.is_well()

    def test_a_body_is_no_second_request(self):
        hidden = b"GET /api/summary HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for kind in (b"Content-Length: %d\r\n\r\n" % len(hidden), b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"Content-Length: 0\r\nTransfer-Encoding: x\r\n\r\n"):
            answer = self.raw(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + kind + hidden)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, kind)

    def test_who_says_no_more_is_answered_in_full(self):
        answer = self.raw(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head, body = answer.split(b"\r\n\r\n", 1)
        self.assertIn(b"HTTP/1.1 200", head)
        self.assertIn("/api/summary", json.loads(body)["paths"])

    def test_broken_requests_break_nothing(self):
        """Requests with bytes changed, left out and put in: each ends with a status that blames the client, or is answered."""
        credentials = f"Host: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n".encode()
        seeds = [b'GET /api/incidents?from=2031&q=a%20b&bbox=1,2,3,4 HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nIf-None-Match: W/"x"\r\nRange: bytes=0-5\r\n\r\n',
                 b"GET /api/reports/four%2F..%2F..%2Fetc HTTP/1.0\r\nHost: [::1]:80\r\nConnection: keep-alive\r\n\r\n",
                 b"HEAD /api/incidents.index?side=ARM&min_dead=9 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                 b"POST /api/corrections HTTP/1.1\r\n" + credentials + b'Content-Length: 40\r\n\r\n{"action":"accept","incident":"I1","a":1}',
                 b"POST /api/corrections HTTP/1.1\r\n" + credentials + b'Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5\r\n{"a":\r\n3\r\n1}}\r\n0\r\n\r\n']
        pieces = [b"\r\n", b"%00", b"%", b"%zz", b"\x00", b"\xff\xfe", b":", b" ", b"Content-Length: 5\r\n", b"Range: bytes=5-1,9-\r\n", b"A" * 9000, b"&" * 3000, b"-1",
                  b"99999999999999999999", b"Transfer-Encoding: chunked\r\n", b'"', b"{", b"[[", b"?", b"#", b"//", b"..", b"*", b'NEAR("a']
        chance = random.Random(1)
        for _ in range(1500):
            request = bytearray(chance.choice(seeds))
            for _ in range(chance.choice([1, 1, 2, 3, 6])):
                at = chance.randrange(len(request) + 1)
                request[at:at + chance.choice([0, 0, 1, 12])] = chance.choice(pieces + [b"", bytes([chance.randrange(256)])])
            answer = self.raw(bytes(request))
            self.assertFalse(answer[:12].startswith(b"HTTP/1.1 5"), (bytes(request), answer[:300]))
        self.is_well()

    def test_words_that_are_no_words(self):
        for words in ("%20", "%00", "%22", "%22%22%20%22", "*", "(", "NEAR(a%20b)", "a%20OR%20b", "title:x", "-a", "^a", "%ff", "'%20OR%201=1--", "%E2%80%AE"):
            for name in ("q", "place"):
                answer = self.server.ask(f"/api/incidents?{name}={words}")
                self.assertEqual(answer.status, 200, (name, words, answer.body))
            self.assertEqual(self.server.ask(f"/api/reports?q={words}").status, 200, words)

    def test_many_requests_on_one_connection(self):
        connection = self.server.connection()
        for _ in range(200):
            connection.request("GET", "/api/summary")
            answer = connection.getresponse()
            self.assertEqual((answer.status, json.loads(answer.read())["reports"]), (200, 4))
        connection.close()

    def test_pipelined_requests_are_answered_in_turn(self):
        one = b"GET /api/summary HTTP/1.1\r\nHost: localhost\r\n\r\n"
        answer = self.raw(one * 5 + one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 6)

    def test_slow_clients_neither_stay_nor_hold_up_others(self):
        """Each sends a byte now and then; every one must be gone before long, and others are answered meanwhile."""
        slow = [socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE) for _ in range(100)]
        try:
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
            started = time.monotonic()
            while time.monotonic() - started < 6:
                for connection in slow:
                    connection.sendall(b"h")
                self.is_well()
                time.sleep(0.5)
            for connection in slow:
                self.rest(connection)  # ends, or the time-out of the socket fails the test
        finally:
            for connection in slow:
                connection.close()
        self.is_well()

    def test_more_connections_than_there_are_places(self):
        idle = []
        try:
            for _ in range(300):
                idle.append(socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE))
            deadline = time.monotonic() + PATIENCE
            while True:  # those that ask nothing give way
                try:
                    if self.server.ask("/api/summary").status == 200:
                        break
                except (http.client.HTTPException, OSError):
                    pass
                self.assertLess(time.monotonic(), deadline, "idle connections keep others out")
                time.sleep(0.2)
        finally:
            for connection in idle:
                connection.close()
        self.is_well()

    def test_listeners_are_limited(self):
        listeners, statuses = [], []
        try:
            for _ in range(70):
                connection = self.server.connection()
                connection.request("GET", "/api/events")
                answer = connection.getresponse()
                listeners += [answer, connection]
                statuses.append(answer.status)
            self.assertEqual(statuses, [200] * 64 + [503] * 6)
            self.is_well()
        finally:
            for one in listeners:
                one.close()
        deadline = time.monotonic() + PATIENCE
        while self.server.ask("/api/events", "HEAD").status == 503:  # the places of those who left are free again
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.5)

    def test_a_client_that_takes_nothing_is_left(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100)
            self.is_well()
        self.is_well()

    def test_listening_is_on_this_machine_alone(self):
        with open("/proc/net/tcp", encoding="ascii") as table:
            local = [line.split()[1] for line in table if line.split()[3] == "0A"]
        self.assertIn(f"0100007F:{self.server.port:04X}", local)
        self.assertNotIn(f"00000000:{self.server.port:04X}", local)


if __name__ == "__main__":
    unittest.main()
