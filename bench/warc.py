"""Web archives: articles a second through the door, as a share of fastwarc and trafilatura alone, in one run.

    python bench/warc.py ../shared/data/article_extraction_benchmark [--pages N]
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

from stemma.model import Raw
from stemma.read import read_source
from stemma.read.source import Source


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


def timed(work: Callable[[bytes], int], data: bytes) -> tuple[int, float]:
    """Return what the work gives and the processor seconds it takes."""
    started = time.process_time()
    return work(data), time.process_time() - started


def main() -> None:
    """Print pages a second of both, and their ratio, the better of two rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    args = parser.parse_args()
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((args.folder / "html").glob("*.gz"))[: args.pages]]
    data = archive(pages)
    bare(archive(pages[:2]))
    rounds = [(timed(bare, data), timed(ours, data)) for _ in range(2)]
    seconds = {"bare": min(a[1] for a, _ in rounds), "stemma": min(b[1] for _, b in rounds)}
    speed = {name: round(len(pages) / value, 1) for name, value in seconds.items()}
    print(json.dumps({"pages": len(pages), "found": rounds[0][1][0], "pages_a_second": speed, "ratio": round(seconds["bare"] / seconds["stemma"], 2)}))


if __name__ == "__main__":
    main()
