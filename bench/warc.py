"""Web archives: articles a second through the door, as a share of fastwarc and trafilatura alone, in one run.

    python bench/warc.py ../shared/data/article_extraction_benchmark [--pages N]
    python bench/warc.py ../shared/data/article_extraction_benchmark --memory 1000 [--fast]

The second form streams an archive of that many megabytes, unpacked, that is made while it is read, and tells the
peak of memory at each tenth of it.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

from stemma.model import Raw
from stemma.read import Choices, doors_with, read_source
from stemma.read.source import Source, source_of_stream


def archive(pages: list[bytes]) -> bytes:
    """Return a packed web archive of the pages."""
    out = b""
    for number, page in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\nWARC-Date: 2021-07-06T10:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{number:032d}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        out += gzip.compress(head.encode() + answer + b"\r\n\r\n", 1)
    return out


def bare(data: bytes) -> int:
    """Return the number of articles fastwarc and trafilatura find."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from trafilatura import extract

    records = ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response, parse_http=True)
    return sum(bool(extract(record.reader.read(), include_comments=False)) for record in records)


def ours(data: bytes) -> int:
    """Return the number of articles the door finds."""
    return sum(isinstance(item, Raw) for item in read_source(Source("bench.warc.gz", lambda: io.BytesIO(data))))


class Stream(io.RawIOBase):
    """A packed web archive without end, made record by record out of a few pages, that stops at a size.

    Attributes:
        made: bytes of the records so far, unpacked.
    """

    def __init__(self, pages: list[bytes], size: int) -> None:
        super().__init__()
        self._records = itertools.cycle([(archive([page]), len(page)) for page in pages])
        self._size = size
        self._rest = b""
        self.made = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._rest and self.made < self._size:
            self._rest, length = next(self._records)
            self.made += length
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def memory(pages: list[bytes], megabytes: int, *, fast: bool) -> None:
    """Print the peak of memory of this process at each tenth of a streamed archive."""
    stream = Stream(pages, megabytes * 2**20)
    packed = io.BufferedReader(stream, 1 << 16)
    doors = doors_with(Choices(extractor="resiliparse" if fast else "trafilatura"))
    articles, tenth, peaks = 0, 0, []
    for item in read_source(source_of_stream("bench.warc.gz", packed), doors):
        articles += isinstance(item, Raw)
        if stream.made * 10 // (megabytes * 2**20) > tenth:
            tenth = stream.made * 10 // (megabytes * 2**20)
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(json.dumps({"megabytes": megabytes, "fast": fast, "articles": articles, "peak_mb_at_each_tenth": peaks}))


def timed(work: Callable[[bytes], int], data: bytes) -> tuple[int, float]:
    """Return what the work gives and the processor seconds it takes."""
    started = time.process_time()
    return work(data), time.process_time() - started


def main() -> None:
    """Print pages a second of both, and their ratio, the best of the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4, help="the two by turns; on a busy machine more are needed until neither changes")
    parser.add_argument("--memory", type=int, metavar="MB")
    parser.add_argument("--fast", action="store_true")
    args = parser.parse_args()
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((args.folder / "html").glob("*.gz"))[: args.pages]]
    if args.memory:
        memory(pages, args.memory, fast=args.fast)
        return
    data = archive(pages)
    bare(archive(pages[:2]))
    rounds = [(timed(bare, data), timed(ours, data)) for _ in range(args.rounds)]
    seconds = {"bare": min(a[1] for a, _ in rounds), "stemma": min(b[1] for _, b in rounds)}
    speed = {name: round(len(pages) / value, 1) for name, value in seconds.items()}
    print(json.dumps({"pages": len(pages), "found": rounds[0][1][0], "pages_a_second": speed, "ratio": round(seconds["bare"] / seconds["stemma"], 2)}))


if __name__ == "__main__":
    main()
