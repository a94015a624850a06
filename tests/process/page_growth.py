#!/usr/bin/env python3
"""What memory a run over many pages takes: no more than a run over few, however long it is.

usage: page_growth.py BUILD [PAGES]      default 1,000,000; about a minute for 100,000 on two cores

Archives of 10,000 pages each, made of corpora/pages with words, firms and sums of their own on every page, are
extracted by one process. At each tenth of the way its resident memory is printed; it fails where the peak is over
150 MB and three times the largest page, or where the second half of the way takes a tenth more than the first did.
"""
import gzip
import pathlib
import subprocess
import sys
import tempfile

PAGES_AN_ARCHIVE = 10_000
MOST_KIB = 150_000


def templates():
    """Pages in charsets that hold ASCII as it is, so that a paragraph can be added."""
    root = pathlib.Path(__file__).resolve().parents[2] / "corpora" / "pages"
    pages = [path.read_bytes() for path in sorted(root.glob("*/*/page.html"))]
    return [page for page in pages if b"</body>" in page]


def page(template, number):
    """The template with a paragraph that no other page has."""
    own = (f"<p>Report {number}: Firm{number} Systems Inc. signed a contract over ${number % 997 + 1}.{number % 10} "
           f"billion with Host{number * 7} Cloud Ltd. for computing word{number:x} capacity.</p></body>").encode()
    return template.replace(b"</body>", own, 1)


def record(body, number):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
            f"WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n").encode()
    return gzip.compress(head + http + b"\r\n\r\n", 1)


def make_archives(folder, count):
    """The paths of the archives, and the size of the largest page in KiB."""
    bodies, largest, paths = templates(), 0, []
    for first in range(0, count, PAGES_AN_ARCHIVE):
        paths.append(folder / f"part-{first // PAGES_AN_ARCHIVE:03d}.warc.gz")
        with open(paths[-1], "wb") as out:
            for number in range(first, min(first + PAGES_AN_ARCHIVE, count)):
                body = page(bodies[number % len(bodies)], number)
                largest = max(largest, len(body))
                out.write(record(body, number))
    return paths, largest // 1024 + 1


def memory(pid):
    """(resident, peak) in KiB."""
    fields = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status") if ":" in line)
    return int(fields["VmRSS"].split()[0]), int(fields["VmHWM"].split()[0])


def main():
    program = pathlib.Path(sys.argv[1]) / "dealwire"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        paths, largest = make_archives(pathlib.Path(folder), count)
        run = subprocess.Popen([program, "extract", "--format", "jsonl", *paths], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
        peaks, step, lines = [], max(count // 10, 1), 0
        for _ in run.stdout:
            lines += 1
            if lines % step == 0 and lines < count:
                resident, peak = memory(run.pid)
                peaks.append(peak)
                print(f"{lines:9d} records: {resident // 1024} MB resident, {peak // 1024} MB at most", flush=True)
        status = run.wait()
    print(f"{lines} records of {count} pages, exit code {status}")
    if len(peaks) < 9:
        sys.exit("page_growth: too few records were printed")
    if peaks[-1] > MOST_KIB + 3 * largest:
        sys.exit(f"page_growth: {peaks[-1]} KiB at most, more than {MOST_KIB} + 3 x {largest}")
    if peaks[-1] > 1.1 * peaks[4]:
        sys.exit(f"page_growth: {peaks[4]} KiB at the middle of the way, {peaks[-1]} at its end")


if __name__ == "__main__":
    main()
