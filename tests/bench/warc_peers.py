"""Web archives: makes one of pages, and measures what others take to read it.

    warc_peers.py make PAGES FILE.warc.gz   the pages (*.html.gz below PAGES) as responses, a gzip member each,
                                            over and over until there are 2,000
    warc_peers.py read FILE.warc.gz         a JSON object: for each peer its version, and megabytes of blocks and
                                            records a second of CPU time, the best of three
"""
import glob
import gzip
import importlib.metadata
import io
import json
import os
import sys
import time

RECORDS = 2000


def make(pages, path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
    paths = sorted(glob.glob(os.path.join(pages, "**", "*.html.gz"), recursive=True))
    bodies = [gzip.open(p).read() for p in paths]
    with open(path + ".new", "wb") as out:
        writer = WARCWriter(out, gzip=True)
        for i in range(RECORDS):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(
                f"https://example.org/{i}", "response",
                payload=io.BytesIO(bodies[i % len(bodies)]), http_headers=headers))
    os.rename(path + ".new", path)


def fastwarc(path):
    from fastwarc.warc import ArchiveIterator
    for record in ArchiveIterator(open(path, "rb"), parse_http=False):
        yield record.reader.read()


def warcio(path):
    from warcio.archiveiterator import ArchiveIterator
    for record in ArchiveIterator(open(path, "rb"), no_record_parse=True):
        yield record.content_stream().read()


def read(path):
    out = {}
    for name, blocks in {"FastWARC": fastwarc, "warcio": warcio}.items():
        try:
            best = (1e9, 0, 0)
            for _ in range(3):
                start, size, count = time.process_time(), 0, 0
                for block in blocks(path):
                    size, count = size + len(block), count + 1
                best = min(best, (time.process_time() - start, size, count))
            out[name] = {"version": importlib.metadata.version(name.lower()),
                         "mb_per_s": best[1] / best[0] / 1e6, "records_per_s": best[2] / best[0]}
        except Exception as error:
            print(f"warc_peers: {name}: {error}", file=sys.stderr)
    json.dump(out, sys.stdout)


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3])
else:
    read(sys.argv[2])
