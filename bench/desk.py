"""A desk's store under load: lists, stories and searches while 1,000 articles are added, and the server's memory.

    python bench/desk.py build out/desk.sqlite --articles 100000
    python bench/desk.py load out/desk.sqlite --clients 20 --seconds 20 --add 1000    (draws docs/bench/desk.png too)

The store is written by a bench path: the stories of the sample that ships are annotated and aligned once, and told again
2,000 articles' worth with every word replaced by an invented one of the same length, another in each retelling, so that
spans, citations and passages hold while texts differ. These are then multiplied as rows: same texts under other ids, so a
search finds fifty times what it would find; without the copies' analyses, which no list, story or search reads; and with
traces whose word hashes are turned by another constant in each copy, so that an update meets 100,000 different articles.
Figures go to bench/desk.json, each with the machine's load beside it: on a machine shared with others a latency says
how long one waited, not how long it takes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import httpx
import msgspec
import numpy as np
import psutil
from sqlalchemy import select

from stemma.group.candidates import keys_of
from stemma.group.terms import Terms
from stemma.model import Analysis, Story
from stemma.reuse.candidates import fingerprints
from stemma.run.collect import collect
from stemma.run.increment import settle_store
from stemma.run.increment.packing import pack_digest, pack_sketch, signed, unpack_digest, unpack_sketch
from stemma.run.local import Options, annotate_all, settle
from stemma.run.update import MAKER, update_stories
from stemma.store import open_store, schema
from stemma.store.writer import put_record

ROOT = Path(__file__).resolve().parents[1]
LETTERS = ("aeiou", "bcdfghklmnprstvz")
WORD = re.compile(r"[A-Za-z]{4,}")
TEXTS = frozenset(
    "text title headline name names variants roles terms speaker_name speaker_text outlet authors note".split()
)


@lru_cache(maxsize=200_000)
def other_word(word: str, seed: int) -> str:
    """Return an invented word of the same length and the same capitals."""
    drawn = blake2b(f"{seed} {word.lower()}".encode(), digest_size=64).digest()
    letters = [LETTERS[(k + b // 128) % 2][b % len(LETTERS[(k + b // 128) % 2])] for k, b in zip(range(len(word)), drawn, strict=False)]
    return "".join(c.upper() if w.isupper() else c for c, w in zip(letters, word[:64], strict=True)) + word[64:]


def retold(item: object, seed: int, rename: dict[str, str]) -> object:
    """Return a record as plain values with its words replaced and its articles renamed."""
    if isinstance(item, dict):
        return {k: reworded(v, seed) if k in TEXTS else retold(v, seed, rename) for k, v in item.items()}
    if isinstance(item, list | tuple):
        return [retold(v, seed, rename) for v in item]
    return rename.get(item, item) if isinstance(item, str) else item


def reworded(value: object, seed: int) -> object:
    """Return texts with each longer word replaced by another, the same one wherever it stands."""
    if isinstance(value, list | tuple):
        return [reworded(v, seed) for v in value]
    return WORD.sub(lambda m: other_word(m[0], seed), value) if isinstance(value, str) else value


def sample() -> tuple[list[Story], dict[str, Analysis]]:
    """Return the stories of the sample that ships, and its analyses."""
    from stemma.read import open_inputs

    articles = collect(open_inputs([str(ROOT / "examples/reports")], stdin=sys.stdin.buffer)).articles
    analyses = annotate_all(articles, Options(processes=1))[0]
    return list(settle(analyses).stories), {a.id: a for a in analyses}


def tellings(count: int, first: int = 0) -> Iterator[tuple[Story, list[Analysis]]]:
    """Yield stories with their analyses until there are so many articles."""
    stories, analyses = sample()
    plain = [(msgspec.to_builtins(s), [msgspec.to_builtins(analyses[key]) for key in s.articles]) for s in stories]
    made, seed = 0, first
    while made < count:
        story, members = plain[seed % len(plain)]
        rename = {m["article"]["id"]: f"qz00{seed:06}-{k}" for k, m in enumerate(members)} | {story["id"]: f"s-qz00{seed:06}"}
        told = [msgspec.convert(retold(m, seed, rename), Analysis) for m in members]
        yield msgspec.convert(retold(story, seed, rename), Story), [moved(a, seed) for a in told]
        made, seed = made + len(members), seed + 1


def moved(analysis: Analysis, seed: int) -> Analysis:
    """Return an analysis whose article came out on a day of its own, within two months."""
    article = analysis.article
    if article.published is None:
        return analysis
    day = f"2031-{1 + seed // 28 % 2:02}-{1 + seed % 28:02}"
    published = msgspec.structs.replace(article.published, value=day + article.published.value[10:])
    return msgspec.structs.replace(analysis, article=msgspec.structs.replace(article, published=published))


def build(where: Path, count: int) -> None:
    """Write a store of so many articles."""
    from stemma.model import Record
    from stemma.run.stories import bare

    store, begun = open_store(where), time.time()
    waiting: list[tuple[Story, list[Analysis]]] = []

    def flush() -> None:
        with store.writer() as writer:
            writer.add([a for _, members in waiting for a in members], MAKER)
            for story, members in waiting:
                put_record(writer, Record(tuple(bare(a) for a in members), (story,)), {story.id: "bench"})
        waiting.clear()

    total = 0
    for telling in tellings(count):
        waiting.append(telling)
        total += len(telling[1])
        if len(waiting) >= 200:
            flush()
            print(f"{total} articles, {time.time() - begun:.0f} s", file=sys.stderr)
    flush()
    print(f"settled: {settle_store(store, MAKER)}, {time.time() - begun:.0f} s", file=sys.stderr)
    follow_found(store)
    store.close()


def follow_found(store) -> None:
    """Make the stories found for the articles those they were told in, so that an update has nothing left over from the bench path."""
    from sqlalchemy import text

    with store.writer() as writer:
        writer.connection.execute(text("UPDATE trace SET found = (SELECT story FROM membership WHERE membership.article = trace.article)"))
        writer.connection.execute(text("UPDATE story SET stale = 0"))


BASE = 2_000
"""Articles told with words of their own; the others are these as rows under other ids."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def multiply(where: Path, times: int) -> None:
    """Put copies of all rows beside them until there are so many times as many."""
    store, begun = open_store(where), time.time()
    with store.view() as view:
        rows = {t.name: [dict(r) for r in view.connection.execute(select(t)).mappings()] for t in COPIED}
    store.close()
    connection = sqlite3.connect(where)
    connection.execute("PRAGMA synchronous=OFF")
    for copy in range(1, times):
        mark = f"qz{DIGITS[copy // 36]}{DIGITS[copy % 36]}"
        for table in COPIED:
            put(connection, table.name, [renamed(row, mark) for row in rows[table.name]])
        put_traces(connection, rows["trace"], copy, mark)
        connection.commit()
        if copy % 10 == 9:
            print(f"{copy + 1} times, {time.time() - begun:.0f} s", file=sys.stderr)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


COPIED = tuple(schema.metadata.tables[name] for name in ("article", "words", "story", "membership", "entity", "event", "trace"))


def renamed(row: dict[str, object], mark: str) -> dict[str, object]:
    """Return a row whose ids carry another mark, of the same length."""
    return {
        k: v.replace("qz00", mark) if isinstance(v, str) else v.replace(b"qz00", mark.encode()) if isinstance(v, bytes) else v
        for k, v in row.items()
        if k != "number" or "type" in row
    }


def put(connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    """Insert rows; traces are put by `put_traces`."""
    if rows and table != "trace":
        names = list(rows[0])
        marks = ", ".join(f":{n}" for n in names)
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def put_traces(connection: sqlite3.Connection, rows: list[dict[str, object]], copy: int, mark: str) -> None:
    """Insert traces and keys of a copy, with word hashes turned by a constant of its own."""
    turn = np.uint32((copy * 0x9E3779B1) & 0xFFFFFFFF)
    made, copies, groups = [], [], []
    for row in rows:
        number = row["number"] + copy * len(rows)
        sketch, digest = unpack_sketch(row["sketch"]), unpack_digest(row["digest"])
        sketch = msgspec.structs.replace(sketch, codes=sketch.codes ^ turn, stems=sketch.stems ^ np.uint16(turn & 0xFFFF))
        codes = digest.terms.codes ^ turn
        order = np.argsort(codes)
        terms = Terms(codes[order], digest.terms.weights[order])
        digest = msgspec.structs.replace(digest, terms=terms, top=digest.top ^ turn, heading=digest.heading ^ turn, content=turned(digest.content, mark))
        made.append({
            **{k: v.replace("qz00", mark) if isinstance(v, str) else v for k, v in row.items()}, "number": number,
            "content": digest.content, "words": turned(row["words"], mark), "sketch": pack_sketch(sketch), "digest": pack_digest(digest),
        })
        copies += [(key, number) for key in signed(fingerprints(sketch))]
        groups += [(key, number) for key in signed(keys_of(digest))]
    names = list(made[0])
    connection.executemany(f"INSERT INTO trace ({', '.join(names)}) VALUES ({', '.join(f':{n}' for n in names)})", made)
    connection.executemany("INSERT OR IGNORE INTO copy_key VALUES (?, ?)", sorted(copies))
    connection.executemany("INSERT OR IGNORE INTO group_key VALUES (?, ?)", sorted(groups))


def turned(value: bytes, mark: str) -> bytes:
    """Return another hash for each mark."""
    return blake2b(value + mark.encode(), digest_size=len(value)).digest()


class Load:
    """Clients that ask and note how long they waited, seconds."""

    def __init__(self, address: str, stories: list[str], words: list[str]) -> None:
        self.address, self.stories, self.words = address, stories, words
        self.waits: dict[str, list[float]] = {}
        self.failed = 0
        self.lock = threading.Lock()

    def client(self, number: int, until: float, pause: float) -> None:
        """Ask one thing after the other until a time."""
        drawn = random.Random(number)
        asks = {
            "list page": lambda: "/",
            "story page": lambda: f"/stories/{drawn.choice(self.stories)}",
            "search page": lambda: f"/search?q={drawn.choice(self.words)}",
            "list, API": lambda: "/api/v1/stories",
            "story, API": lambda: f"/api/v1/stories/{drawn.choice(self.stories)}",
            "search, API": lambda: f"/api/v1/search?q={drawn.choice(self.words)}",
        }
        with httpx.Client(base_url=self.address, timeout=60) as http:
            while time.monotonic() < until:
                name = drawn.choice(list(asks))
                begun = time.perf_counter()
                status = http.get(asks[name]()).status_code
                with self.lock:
                    self.waits.setdefault(name, []).append(time.perf_counter() - begun)
                    self.failed += status != 200
                time.sleep(drawn.uniform(0, 2 * pause))

    def run(self, clients: int, seconds: float, pause: float) -> dict[str, object]:
        """Return figures of so many clients over so many seconds."""
        self.waits, self.failed = {}, 0
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self.client, args=(n, until, pause)) for n in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {
            "clients": clients, "pause_s": pause, "failed": self.failed, "machine_load": round(os.getloadavg()[0], 1),
            "ms": {name: centiles(waits) for name, waits in sorted(self.waits.items())},
        }  # fmt: skip


def centiles(waits: list[float]) -> dict[str, float]:
    """Return count, median and 95th centile, milliseconds."""
    cut = statistics.quantiles(waits, n=20) if len(waits) > 1 else waits * 19
    return {"n": len(waits), "p50": round(1000 * cut[9], 1), "p95": round(1000 * cut[18], 1)}


def load(where: Path, arguments: argparse.Namespace) -> None:
    """Serve the store, load it, add articles while it is read, and keep the figures."""
    store = open_store(where)
    with store.view() as view:
        drawn = random.Random(1)
        ids = drawn.sample(sorted(view.story_keys()), 500)
        words = [w for key in ids[:100] for w in re.findall(r"[A-Za-z]{5,}", view.story(key).headline)]
        counts = view.counts()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "stemma.cli", "serve", "--store", str(where), "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        asked = Load(address, ids, words)
        asked.run(2, 3, 0.1)
        process = psutil.Process(server.pid)
        figures: dict[str, object] = {"store": counts, "file_megabytes": round(where.stat().st_size / 1e6), "cores": os.cpu_count()}
        figures["one after the other"] = asked.run(1, arguments.seconds, 0.0)
        figures["reading"] = asked.run(arguments.clients, arguments.seconds, arguments.pause)
        if arguments.add:
            figures["reading while adding"] = adding(where, asked, arguments)
        figures["server_megabytes"] = round(process.memory_info().rss / 1e6)
    finally:
        server.terminate()
        server.wait()
    store.close()
    arguments.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    plot(arguments.figures)


TARGET_MS = 150
"""What the 95th centile of every request is to stay under, milliseconds."""


def plot(where: Path) -> None:
    """Draw the 95th centile of each kind of request, by what else went on."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    figures = json.loads(where.read_text(encoding="utf-8"))
    parts = [name for name in ("one after the other", "reading", "reading while adding") if name in figures]
    kinds = sorted({kind for part in parts for kind in figures[part]["ms"]})
    figure, axes = plt.subplots(figsize=(6.5, 4.2))
    for k, part in enumerate(parts):
        heights = [figures[part]["ms"].get(kind, {"p95": 0})["p95"] for kind in kinds]
        places = [i + (k - (len(parts) - 1) / 2) * 0.8 / len(parts) for i in range(len(kinds))]
        clients = figures[part]["clients"]
        axes.bar(places, heights, 0.8 / len(parts), label=f"{part}: {clients} client{'s' * (clients > 1)}")
    axes.axhline(TARGET_MS, color="black", linewidth=0.8, linestyle="--", label=f"{TARGET_MS} ms")
    axes.set_xticks(range(len(kinds)), kinds, rotation=20, ha="right")
    axes.set(ylabel="milliseconds, 95th centile", title=f"{figures['store']['article']:,} articles, {figures['store']['story']:,} stories")
    axes.grid(visible=True, axis="y", alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(ROOT / "docs/bench/desk.png", dpi=120)


def add(where: Path, count: int) -> None:
    """Keep and settle articles of new stories, annotated before, and print how long that took."""
    fresh = [a for _, members in tellings(count, first=900_000 + int(time.time()) % 90_000) for a in members][:count]
    store, begun = open_store(where), time.perf_counter()
    for k in range(0, len(fresh), 200):
        with store.writer() as writer:
            writer.add(fresh[k : k + 200], MAKER)
    kept = time.perf_counter()
    settle_store(store, MAKER)
    settled = time.perf_counter()
    done = update_stories(store)
    took = {"keep_s": kept - begun, "settle_s": settled - kept, "align_s": time.perf_counter() - settled}
    print(json.dumps({"added": len(fresh), "stories_made": len(done.made), **{k: round(v, 1) for k, v in took.items()}}))
    store.close()


def adding(where: Path, asked: Load, arguments: argparse.Namespace) -> dict[str, object]:
    """Return figures of reading while another process adds; the worst of the stretches read."""
    command = [sys.executable, __file__, "add", str(where), "--add", str(arguments.add)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    parts = []
    while process.poll() is None:
        parts.append(asked.run(arguments.clients, arguments.seconds, arguments.pause))
    took = json.loads(process.communicate()[0].splitlines()[-1])
    return {**took, **max(parts, key=lambda p: max(w["p95"] for w in p["ms"].values()))}


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            httpx.get(f"{address}/api/v1/me", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


def main() -> None:
    """Build or load."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("build", "load", "add", "plot"))
    parser.add_argument("store", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--add", type=int, default=0)
    parser.add_argument("--figures", type=Path, default=ROOT / "bench/desk.json", help="where the figures of load go, and plot has them from")
    arguments = parser.parse_args()
    if arguments.what == "build":
        build(arguments.store, min(BASE, arguments.articles))
        multiply(arguments.store, max(1, arguments.articles // BASE))
    elif arguments.what == "plot":
        plot(arguments.figures)
    elif arguments.what == "add":
        add(arguments.store, arguments.add)
    else:
        load(arguments.store, arguments)


if __name__ == "__main__":
    main()


