"""Measures other people's extractors on pages, one process and one core: peers.py FOLDER [LIMIT].

The slow ones read the first LIMIT pages, those in QUICK all of them, as the program does.
Prints one JSON object: for each peer its version and pages a second of CPU time; what is not
installed or fails is left out with the reason on standard error.
"""
import glob
import gzip
import importlib.metadata
import json
import os
import sys
import time


def trafilatura():
    import trafilatura as peer
    return lambda page: peer.extract(page, with_metadata=True)


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    return lambda page: extract_plain_text(
        bytes_to_str(page, detect_encoding(page)), main_content=True)


def readability_lxml():
    from readability import Document
    return lambda page: Document(page.decode("utf-8", "replace")).summary()


def newspaper4k():
    from newspaper import Article

    def run(page):
        article = Article("https://example.org/a")
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
    return run


PEERS = {"trafilatura": trafilatura, "Resiliparse": resiliparse,
         "readability-lxml": readability_lxml, "newspaper4k": newspaper4k}


QUICK = {"Resiliparse"}


def measure(run, pages):
    start = time.process_time()
    for page in pages:
        try:
            run(page)
        except Exception:  # a page that a peer cannot read still took its time
            pass
    return len(pages) / (time.process_time() - start)


def main():
    folder, limit = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.html.gz"), recursive=True))
    pages = [gzip.open(path).read() for path in paths]
    out = {}
    for name, make in PEERS.items():
        try:
            run = make()
            run(pages[0])
            out[name] = {"version": importlib.metadata.version(name.lower()),
                         "pages_per_s": measure(
                             run, pages if name in QUICK else pages[:limit or None])}
        except Exception as error:
            print(f"peers: {name}: {error}", file=sys.stderr)
    json.dump(out, sys.stdout)


main()
