"""Vigil: watch, update and serve for half an hour over feeds that err, stall and change their articles.

    python bench/vigil.py [--minutes 30] [--out bench/vigil.json]

A feed server on loopback publishes invented reports, breaks off answers, answers with errors, stalls, and changes
texts it has published. ``stemma watch`` polls it, ``stemma update`` runs beside it, ``stemma serve`` is read from all
the time. At the end: is every report that was ever handed out in the store, in every text it had; did memory stay flat;
is the log readable. Fails (exit 1) when something was lost, a page failed or a trace stands in the log.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import psutil

HERE = Path(__file__).resolve().parent
FEEDS = 5
EVERY, DEADLINE = 10, 4
NEW_EVERY = 20.0
PLACES = "Tolmere Ostwick Brenford Calding Harrowby Selmouth Dunleigh Marrick Penholt Wexley".split()
PEOPLE = "Ada Whitcombe|Jonas Petrel|Mina Okoro|Ruth Calloway|Peter Lindqvist|Sara Benhaim|Tom Ashgrove|Nell Farrow".split("|")
EVENTS = (
    "A fire in a warehouse near {place} injured {n} people on {day}, the fire service said. {who}, who leads the district council, called it the worst in years.",
    'The council of {place} voted by {n} to 3 on {day} to close the old bridge. "It is no longer safe," said {who}, the mayor.',
    "About {n} passengers were taken off a ferry that ran aground off {place} on {day}. {who} of the coast guard said nobody was hurt.",
    "Police in {place} arrested {n} people on {day} after a protest against the new port. {who}, a lawyer, said her clients would appeal.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


class Newsroom:
    """What the feeds have published by now; the same for a seed and a number of seconds."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.texts: dict[str, str] = {}
        self.handed: dict[str, set[str]] = {}
        self.feed_of: dict[str, int] = {}
        self.faults: dict[str, int] = {}

    def report(self, number: int) -> str:
        """Return an invented report; every third tells what the one before told."""
        dice = random.Random(number - (number % 3 == 2))
        event = dice.choice(EVENTS).format(place=dice.choice(PLACES), n=dice.randrange(4, 60), day=dice.choice(DAYS), who=dice.choice(PEOPLE))
        return f"{event} This is notice {number} of the desk, told on the quay and in the town hall alike."

    def publish(self) -> None:
        """Publish one more report, and change an earlier one now and then."""
        with self.lock:
            number = len(self.texts)
            key = f"r{number}"
            self.texts[key], self.feed_of[key] = self.report(number), self.random.randrange(FEEDS)
            if number and self.random.random() < 0.3:
                changed = f"r{self.random.randrange(number)}"
                self.texts[changed] += f" Correction {number}: an earlier text gave another figure."

    def feed(self, feed: int, address: str) -> tuple[bytes, list[tuple[str, str]]]:
        """Return a feed as RSS, and which texts it hands out."""
        with self.lock:
            given = [(key, self.texts[key]) for key, of in self.feed_of.items() if of == feed]
        items = "".join(
            f"<item><guid>{key}</guid><link>{address}/{key}</link><title>Notice {key[1:]}</title><description>{text.replace('&', '&amp;')}</description></item>"
            for key, text in given
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {feed}</title>{items}</channel></rss>'.encode(), given


def handler(room: Newsroom) -> type[BaseHTTPRequestHandler]:
    """Return a request handler over a newsroom."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = f"http://{self.headers['host']}"
            if not self.path.startswith("/feed"):
                self.send_error(404)
                return
            body, given = room.feed(int(self.path[5:]), address)
            fault = room.random.choices(["", "500", "stall", "cut", "junk"], [80, 6, 4, 6, 4])[0]
            room.faults[fault or "none"] = room.faults.get(fault or "none", 0) + 1
            if fault == "500":
                self.send_error(500)
                return
            if fault == "stall":
                time.sleep(DEADLINE + 3)
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body[: len(body) // 2] if fault == "cut" else b"<oops" * 40 if fault == "junk" else body)
            except OSError:
                return
            if not fault:
                with room.lock:
                    for key, text in given:
                        room.handed.setdefault(key, set()).add(text)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class Readers(threading.Thread):
    """Reads pages of the reading room all the time."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.ended = address, threading.Event()
        self.pages, self.failed, self.times = 0, [], []

    def wait_until_up(self) -> None:
        """Return when the server answers, or after two minutes."""
        for _ in range(120):
            try:
                with urllib.request.urlopen(self.address + "/", timeout=5):
                    return
            except OSError:
                time.sleep(1)

    def run(self) -> None:
        while not self.ended.wait(1.0):
            for path in ("/", "/search?q=ferry", "/api/v1/stories?limit=5"):
                begun = time.perf_counter()
                try:
                    with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                        answer.read()
                    self.pages += 1
                    self.times.append(time.perf_counter() - begun)
                except OSError as error:
                    self.failed.append(f"{path}: {error}")


def stemma(*arguments: str) -> list[str]:
    """Return the command that runs Stemma."""
    return [sys.executable, "-m", "stemma.cli", *arguments]


def soak(minutes: float, folder: Path) -> dict[str, object]:
    """Run for so many minutes in a folder, and return what was seen."""
    room = Newsroom(8)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(room))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feeds = [f"http://127.0.0.1:{server.server_address[1]}/feed{n}" for n in range(FEEDS)]
    store, log, port = folder / "desk.sqlite", folder / "watch.log", 18_765
    subprocess.run(stemma("update", "-q", "--store", str(store)), check=True, stdout=subprocess.DEVNULL)
    with log.open("wb") as out, (folder / "serve.log").open("wb") as served:
        polite = ("--allow-private", "--delay", "0", "--deadline", str(DEADLINE), "--every", str(EVERY), "-p", "1")
        watch = subprocess.Popen(stemma("watch", *feeds, "--store", str(store), *polite), stdout=out, stderr=out)
        serve = subprocess.Popen(stemma("serve", "--store", str(store), "--port", str(port)), stdout=served, stderr=served)
        readers = Readers(f"http://127.0.0.1:{port}")
        readers.wait_until_up()
        readers.start()
        begun, memory, published, updated, updates = time.monotonic(), [], 0.0, 60.0, []
        while (now := time.monotonic() - begun) < minutes * 60:
            # The last two minutes bring nothing new, so that every feed is asked once more without a fault.
            if now >= published and now < (minutes - 2) * 60:
                room.publish()
                published = now + NEW_EVERY
            if now >= updated:
                updates.append(subprocess.run(stemma("update", "-q", "--store", str(store)), stdout=subprocess.DEVNULL, check=False).returncode)
                updated = now + 60.0
            memory.append([round(psutil.Process(p.pid).memory_full_info().uss / 1e6) if p.poll() is None else 0 for p in (watch, serve)])
            time.sleep(5)
        readers.ended.set()
        readers.join(40)
        alive = [process.poll() is None for process in (watch, serve)]
        for process in (watch, serve):
            process.terminate()
            process.wait(20)
    return {"minutes": round((time.monotonic() - begun) / 60, 1), **seen(room, readers, memory, updates, alive, folder)}


def seen(room: Newsroom, readers: Readers, memory: list[list[int]], updates: list[int], alive: list[bool], folder: Path) -> dict[str, object]:
    """Return what was handed out, what is in the store, memory by thirds, and the log's oddities."""
    with sqlite3.connect(folder / "desk.sqlite") as base:
        texts = {msgspec.msgpack.decode(body)["text"] if isinstance(body, bytes) else body for (body,) in base.execute("SELECT text FROM article")}
    handed = {text for given in room.handed.values() for text in given}
    lost = sorted(text for text in handed if not any(text in kept for kept in texts))
    lines = (folder / "watch.log").read_text("utf-8", "replace").splitlines()
    third = len(memory) // 3
    middles = [[statistics.median(m[k] for m in memory[i * third : (i + 1) * third]) for k in (0, 1)] for i in range(3)]
    return {
        "requests": room.faults, "reports": len(room.texts), "texts_handed_out": len(handed),
        "texts_in_store": len(texts), "lost": len(lost), "watch_mb_by_thirds": [m[0] for m in middles], "serve_mb_by_thirds": [m[1] for m in middles],
        "pages_read": readers.pages, "pages_failed": readers.failed[:10], "page_median_ms": round(1000 * statistics.median(readers.times or [0])),
        "updates": len(updates), "updates_failed": sum(map(bool, updates)), "alive_at_the_end": alive, "log_lines": len(lines),
        "traces": sum("Traceback" in line for line in lines), "odd_lines": [line for line in lines if not re.match(r"(ok|failing|  [a-z-]+:|\d+ feeds)", line)][:10],
    }  # fmt: skip


def main() -> None:
    """Soak, print and keep what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--out", type=Path, default=HERE / "soak.json")
    parser.add_argument("--folder", type=Path, help="where the store and the logs go")
    args = parser.parse_args()
    found = soak(args.minutes, args.folder or Path(tempfile.mkdtemp(prefix="soak-")))
    args.out.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))
    if found["lost"] or found["pages_failed"] or found["traces"] or found["updates_failed"] or not all(found["alive_at_the_end"]):
        raise SystemExit("soak: something was lost, a page or an update failed, or a trace stands in the log")


if __name__ == "__main__":
    main()
