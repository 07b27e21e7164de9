#!/usr/bin/env python3
"""Requests a second of `sitrep serve` on a store of many incidents, and what bounds them.

    serve.py [--program SITREP] [--incidents 10000] [--reports 400] [--seconds 3] [--clients 4]

A few made reports (tools/make_reports.py) are ingested, and their incidents written again and again under other numbers, days
and places until there are enough: the server reads the same tables as of a store that grew, only faster to make. Told for
each path: the first answer (nothing cached, all of it made), bytes as sent, requests a second over kept connections, and
milliseconds of the server's processor time a request (of the first in steps of ten), which say what a core could do where the machine is busy. "304" asks
with the tag of the last answer. Every second request of "filters" is of another filter, so that none is cached."""

import argparse
import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def made_store(program: str, folder: Path, reports: int, incidents: int) -> Path:
    lines, store = folder / "reports.jsonl", folder / "made.db"
    subprocess.run([sys.executable, ROOT / "tools/make_reports.py", str(reports), lines, folder / "truth.jsonl"], check=True)
    subprocess.run([program, "ingest", "--quiet", "--all", "--db", store, lines], check=True)
    multiply(store, incidents)
    return store


def multiply(store: Path, wanted: int) -> None:
    """Copies incidents under new numbers until there are so many, each on another day and at another place."""
    connection, chance = sqlite3.connect(store), random.Random(1)
    rows = connection.execute("SELECT id, kind, dead, contested, body, cells FROM incidents JOIN summaries ON incident = id WHERE is_visible = 1").fetchall()
    sides = {row[0]: [key for (key,) in connection.execute("SELECT key FROM sides WHERE incident = ?", (row[0],))] for row in rows}
    number = connection.execute("SELECT max(id) FROM incidents").fetchone()[0]
    with connection:
        for _ in range(wanted - len(rows)):
            old, kind, dead, contested, body, summary = chance.choice(rows)
            number += 1
            day = f"{chance.randrange(2015, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            incident, cells = json.loads(body), summary.split("\t")
            lat, lon = round(chance.uniform(-60, 70), 4), round(chance.uniform(-170, 170), 4)
            incident |= {"id": f"I{number}", "from": day, "to": day}
            for place in incident["places"][:1]:
                place |= {"lat": lat, "lon": lon}
            cells[0], cells[3], cells[4] = json.dumps(f"I{number}"), json.dumps(day), json.dumps(day)
            if cells[5] != "null":
                cells[5], cells[6] = str(lat), str(lon)
            connection.execute("INSERT INTO incidents (id, revision, kind, first_day, last_day, dead, contested, is_visible, body) VALUES (?, 1, ?, ?, ?, ?, ?, 1, ?)",
                               (number, kind, day, day, dead, contested, json.dumps(incident, separators=(",", ":"))))
            connection.execute("INSERT INTO summaries (incident, cells) VALUES (?, ?)", (number, "\t".join(cells)))
            connection.executemany("INSERT INTO sides (key, incident) VALUES (?, ?)", [(key, number) for key in sides[old]])
            connection.execute("INSERT INTO areas VALUES (?, ?, ?, ?, ?)", (number, lat, lat, lon, lon))
            connection.execute("INSERT INTO incident_words (rowid, title, places, sides) VALUES (?, ?, ?, ?)",
                               (number, incident["title"], " ".join(place["name"] for place in incident["places"]), " ".join(sides[old])))
    connection.close()


class Client:
    """One kept connection, asked as fast as it answers."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, path: str, headers: str = "") -> tuple[bytes, int]:
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{headers}\r\n".encode())
        received = self.rest
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.more()
        head = received[:end]
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        left = length - (len(received) - end - 4)
        while left > 0:
            left -= len(self.more())
        self.rest = b""
        return head, length

    def more(self) -> bytes:
        part = self.socket.recv(1 << 20)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(name: str, paths: list[str], port: int, process: int, seconds: float, clients: int, headers: str = "") -> None:
    started, cpu = time.perf_counter(), processor_seconds(process)
    _, size = Client(port).ask(paths[0], headers)
    first, first_cpu = 1e3 * (time.perf_counter() - started), 1e3 * (processor_seconds(process) - cpu)
    counts, end, cpu = [0] * clients, time.perf_counter() + seconds, processor_seconds(process)

    def run(number: int) -> None:
        client = Client(port)
        while time.perf_counter() < end:
            if counts[number] % 900 == 899:  # a connection has an end
                client = Client(port)
            client.ask(paths[(number * 7919 + counts[number]) % len(paths)], headers)
            counts[number] += 1

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total, took = sum(counts), time.perf_counter() - started
    print(f"{name:34} first {first:7.1f} ms ({first_cpu:3.0f} of processor)  {size:>9,} bytes  {total / took:8.0f} a second  {1e3 * (processor_seconds(process) - cpu) / max(1, total):8.3f} ms of processor", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/sitrep"))
    parser.add_argument("--incidents", type=int, default=10000)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = made_store(options.program, Path(name), options.reports, options.incidents)
        connection = sqlite3.connect(store)
        some = [number for (number,) in connection.execute("SELECT id FROM incidents WHERE is_visible = 1 ORDER BY id LIMIT 50")]
        reports = [report for (report,) in connection.execute("SELECT name FROM reports LIMIT 50")]
        connection.close()
        server = subprocess.Popen([options.program, "serve", "--db", store, "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            port = int(server.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])
            run = lambda title, paths, headers="": measure(title, paths, port, server.pid, options.seconds, options.clients, headers)
            print(f"{options.incidents} incidents, {options.clients} connections, gzip asked for")
            run("summary", ["/api/summary"])
            run("index, all", ["/api/incidents.index"])
            head, _ = Client(port).ask("/api/incidents.index")
            tag = next(line for line in head.decode().split("\r\n") if line.lower().startswith("etag: "))
            run("index, 304", ["/api/incidents.index"], f"If-None-Match: {tag[6:]}\r\n")
            run("index, filters (none cached)", [f"/api/incidents.index?from={2015 + i % 10}-{1 + i % 12:02}&min_dead={i % 7}&bbox={-170 + i % 97},-60,{170 - i % 89},70" for i in range(5000)])
            run("50 incidents", [f"/api/incidents?offset={50 * i}" for i in range(20)])
            run("one incident", [f"/api/incidents/I{number}" for number in some])
            run("one report", [f"/api/reports/{report}" for report in reports])
            run("map (GeoJSON)", ["/api/incidents.geojson"])
            run("the page", ["/"])
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    main()
