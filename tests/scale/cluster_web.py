"""Small webs on loopback, whose servers note each request: that is what politeness is judged by."""
import http.server
import os
import threading
import time

from cluster_common import ROOT, check, check_quiet

DELAY_MS = 500


class Host:
    """A news site on a port of its own; notes each request."""

    def __init__(self, pages, feed):
        self.pages, self.requests, self.lock = pages, [], threading.Lock()
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                begun = time.monotonic()
                time.sleep(0.01)
                body = host.pages.get(self.path)
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                body = body or b""
                self.send_header("Content-Length", str(len(body)))
                with host.lock:
                    host.requests.append((begun, time.monotonic(), self.path))
                try:
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True  # who asked was killed

            def log_message(self, *args):
                pass

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    pass  # likewise, between two requests

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.pages["/feed.xml"] = feed.replace("<link>/", f"<link>{self.address}/").encode()
        self.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private/\n"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def demo_host():
    """corpora/demo, the bundled news web."""
    folder = os.path.join(ROOT, "corpora/demo")
    pages = {}
    for at, _, files in os.walk(folder):
        for name in files:
            if name.endswith(".html"):
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    pages["/" + os.path.relpath(path, folder)] = file.read()
    with open(os.path.join(folder, "feed.xml"), encoding="utf-8") as file:
        return Host(pages, file.read())


PARTIES = ["Oracle", "Microsoft", "CoreWeave", "Nebius", "Google", "Amazon Web Services", "Lambda", "Crusoe", "Vultr",
           "IBM", "Nscale", "Cerebras"]


def story(number, site, edition=0):
    """The same deal on every site, a day later on each. A later edition of one tells another provider
    or sum."""
    provider = PARTIES[(number + edition) % len(PARTIES)]
    # Sums so far apart that no two stories of a provider can be of one deal.
    amount = f"{3.5 * 1.2 ** (number // len(PARTIES) + edition * 0.5):.2f}"
    day = f"2025-{number % 12 + 1:02d}-{number % 20 + 1 + site:02d}"
    filler = "".join(
        f"<p>The report of site {site} on contract {number} says in its paragraph {i} that talks had gone on since the "
        f"spring, and that nobody had expected them to take as long as they did in the end.</p>" for i in range(6))
    return f"""<!DOCTYPE html><html lang="en"><head><title>OpenAI signs contract {number} with {provider}</title>
<meta property="article:published_time" content="{day}T09:00:00Z"></head><body><article>
<h1>OpenAI signs contract {number} with {provider}</h1><p>OpenAI signed a contract worth ${amount} billion with {provider} on
Monday for computing capacity, both companies said in a statement that was published by their press offices.</p>{filler}
</article></body></html>""".encode()


def page_of(number):
    return f"/news/story-{number}.html"


def generated_host(site, stories):
    pages = {page_of(n): story(n, site) for n in stories}
    items = "".join(f"<item><link>{path}</link></item>" for path in pages)
    return Host(pages, f"<rss><channel>{items}</channel></rss>")


class Web:
    def __init__(self, hosts, folder, delay_ms=DELAY_MS, connections=1):
        self.hosts, self.sources = hosts, os.path.join(folder, "sources.toml")
        with open(self.sources, "w", encoding="utf-8") as file:
            file.write(f"[defaults]\nper_host_delay_ms = {delay_ms}\nper_host_connections = {connections}\n"
                       "max_age_days = 0\nallow_private_networks = true\n")
            for i, host in enumerate(hosts):
                file.write(f'[[source]]\nname = "site{i}"\nkind = "feed"\nurl = "{host.address}/feed.xml"\n')

    def pages(self):
        """How many pages of news there are, and how many of them were asked for."""
        asked = [{path for _, _, path in list(host.requests)} for host in self.hosts]
        news = [{path for path in host.pages if path.startswith("/news/")} for host in self.hosts]
        return sum(map(len, news)), sum(len(a & n) for a, n in zip(asked, news))

    def forget(self):
        for host in self.hosts:
            host.requests.clear()

    def check_polite(self):
        """No host was asked by two at once, or faster than its delay. A quarter of the delay is left to the
        scheduling of this machine, which is between the request's start and what its server sees of it."""
        worst = None
        for host in self.hosts:
            times = sorted(host.requests)
            for (begun, ended, _), (next_begun, _, path) in zip(times, times[1:]):
                check_quiet(next_begun >= ended, f"{host.address}{path}: asked while another request was open")
                gap = next_begun - begun
                worst = gap if worst is None else min(worst, gap)
        check(worst is None or worst >= 0.75 * DELAY_MS / 1000,
              f"no host was asked by two at once or faster than its delay ({worst * 1000:.0f} ms at least)")
