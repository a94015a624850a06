"""Workers on a real Kafka cluster: python3 cluster_test.py DEALWIRE BROKERS [SCENARIO...]

Run by scripts/test-scale, which starts the cluster. Every scenario crawls a small web, served here on
loopback, once with `dealwire crawl` and once with workers, and compares what is stored. The servers note
when each request began and ended: that is what politeness is judged by. Standard library alone.
"""
import http.server
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

DEALWIRE, BROKERS = os.path.abspath(sys.argv[1]), sys.argv[2]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DELAY_MS = 300


def say(text):
    print(f"== {text}", flush=True)


def check(true, what):
    if not true:
        raise SystemExit(f"cluster_test: FAILED: {what}")
    print(f"   ok: {what}", flush=True)


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
                self.end_headers()
                with host.lock:
                    host.requests.append((begun, time.monotonic(), self.path))
                self.wfile.write(body)

            def log_message(self, *args):
                pass

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


PARTIES = ["Oracle", "Microsoft", "CoreWeave", "Nebius", "Google", "Amazon Web Services"]


def story(number, site):
    provider = PARTIES[number % len(PARTIES)]
    # Sums so far apart that no two stories of a provider can be of one deal.
    amount = f"{3.5 * 1.2 ** (number // len(PARTIES)):.1f}"
    day = f"2025-{number % 12 + 1:02d}-{number % 27 + 1:02d}"
    filler = "".join(
        f"<p>The report of site {site} on contract {number} says in its paragraph {i} that talks had gone on since the "
        f"spring, and that nobody had expected them to take as long as they did in the end.</p>" for i in range(6))
    return f"""<!DOCTYPE html><html lang="en"><head><title>OpenAI signs contract {number} with {provider}</title>
<meta property="article:published_time" content="{day}T09:00:00Z"></head><body><article>
<h1>OpenAI signs contract {number} with {provider}</h1><p>OpenAI signed a contract worth ${amount} billion with {provider} on
Monday for computing capacity, both companies said in a statement that was published by their press offices.</p>{filler}
</article></body></html>""".encode()


def generated_host(site, stories):
    pages = {f"/news/story-{n}.html": story(n, site) for n in stories}
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


def check_quiet(true, what):
    if not true:
        check(False, what)


def run(*arguments, db=None, quiet=True):
    command = [DEALWIRE] + (["--db", db] if db else []) + list(arguments)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def answers(db):
    """What an analyst sees, without the times of fetching and the numbers that a store gives by itself."""
    articles = []
    for line in run("articles", "--format", "jsonl", "-n", "1000000", db=db).splitlines():
        article = json.loads(line)
        article.pop("fetched")
        articles.append(article)
    deals = [json.loads(line) for line in run("query", "--format", "jsonl", "-n", "1000000", db=db).splitlines()]
    return sorted(articles, key=lambda a: a["id"]), sorted(deals, key=lambda d: d["id"])


def without_ids(deals, articles):
    names = {a["id"]: a["url"] for a in articles}
    out = []
    for deal in deals:
        deal = dict(deal)
        deal.pop("id")
        deal["part_of"] = deal.get("part_of") is not None
        deal["articles"] = sorted(names.get(a, a) for a in deal["articles"])
        out.append(json.dumps(deal, sort_keys=True))
    return sorted(out)


class Workers:
    """Worker processes; each is started again when it was killed."""

    def __init__(self, folder, prefix, web, count):
        self.folder, self.prefix, self.web = folder, prefix, web
        self.common = ["--brokers", BROKERS, "--topic-prefix", prefix]
        run("worker", "topics", *self.common, "--partitions", "6")
        self.log = open(os.path.join(folder, prefix + ".log"), "ab")
        self.processes = {}
        for stage in ("fetch", "extract", "store"):
            for i in range(count):
                self.start(stage, i)

    def start(self, stage, i):
        more = {"fetch": ["--sources", self.web.sources, "--state", os.path.join(self.folder, self.prefix + "-state")],
                "extract": ["--jobs", "1"],
                "store": ["--state", os.path.join(self.folder, self.prefix + "-state")]}[stage]
        metrics = os.path.join(self.folder, f"{self.prefix}-{stage}-{i}.prom")
        self.processes[stage, i] = subprocess.Popen(
            [DEALWIRE, "--log-level", "info", "worker", stage, *self.common, "--metrics", metrics, *more],
            stderr=self.log)

    def seed(self):
        run("worker", "seed", *self.common, "--sources", self.web.sources)

    def kill(self, stage, i):
        process = self.processes[stage, i]
        process.send_signal(signal.SIGKILL)
        process.wait()

    def remove(self, stage, i):
        process = self.processes.pop((stage, i))
        process.send_signal(signal.SIGTERM)
        check_quiet(process.wait(120) == 0, f"{stage} {i} ended with {process.returncode}")

    def tend(self):
        for (stage, i), process in list(self.processes.items()):
            if process.poll() is not None:
                self.log.write(f"=== {stage} {i} ended with {process.returncode}\n".encode())
                self.start(stage, i)

    def stop(self):
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for (stage, i), process in self.processes.items():
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                process.kill()
                check(False, f"{stage} {i} did not end within two minutes of SIGTERM")


def follow(folder, prefix, name="follower"):
    db = os.path.join(folder, prefix + "-" + name)
    run("store", "follow", "--brokers", BROKERS, "--topic-prefix", prefix, "--once", "--quiet", db=db)
    return db


def wait_until_followed(workers, folder, expected, seconds):
    """Until the follower has what the crawl has, or the time is up."""
    end = time.monotonic() + seconds
    while True:
        workers.tend()
        try:
            db = follow(folder, workers.prefix)
        except SystemExit as failed:  # while the brokers are down
            print(f"   {str(failed).splitlines()[-1]}", flush=True)
            if time.monotonic() > end:
                raise
            time.sleep(2)
            continue
        articles, deals = answers(db)
        if (len(articles), len(deals)) == expected or time.monotonic() > end:
            return db
        time.sleep(2)


def crawl(folder, web):
    db = os.path.join(folder, "crawl")
    shutil.rmtree(db, ignore_errors=True)
    run("crawl", "--sources", web.sources, "--quiet", "--jobs", "1", db=db)
    return answers(db)


def compare(folder, db, expected, ids):
    articles, deals = answers(db)
    check(articles and [a["id"] for a in articles] == [a["id"] for a in expected[0]],
          f"the same {len(articles)} articles as the crawl")
    for article, wanted in zip(articles, expected[0]):
        if ids:
            check_quiet(article == wanted, f"{article} is not {wanted}")
    check(without_ids(deals, articles) == without_ids(expected[1], expected[0]),
          f"the same {len(deals)} deals as the crawl, field by field")
    same = len({d["id"] for d in deals} & {d["id"] for d in expected[1]})
    if ids:
        check(same == len(deals), f"the same {same} ids of deals")
        check(deals == expected[1], "every deal, byte by byte")
    else:
        print(f"   {same} of {len(deals)} deals have the same id: the first article to tell of a deal gives it")
    print("   " + run("store", "verify", db=db).strip())


def same(folder):
    """1 and 3 of each worker give what a crawl gives."""
    for name, hosts, ids in (("demo", [demo_host()], False),
                             ("generated", [generated_host(s, range(s * 8, s * 8 + 16)) for s in range(6)], True)):
        web = Web(hosts, folder)
        expected = crawl(folder, web)
        for count in (1, 3):
            say(f"the {name} web by {count} of each worker")
            web.forget()
            workers = Workers(folder, f"same-{name}-{count}", web, count)
            workers.seed()
            db = wait_until_followed(workers, folder, (len(expected[0]), len(expected[1])), 120)
            workers.stop()
            compare(folder, db, expected, ids)
            web.check_polite()


def chaos(folder):
    """Workers and brokers killed, added and removed."""
    cluster = os.path.join(ROOT, "scripts/kafka-test-cluster")
    chance = random.Random(int(os.environ.get("SCALE_SEED", "7")))
    web = Web([generated_host(s, range(s * 20, s * 20 + 60)) for s in range(6)], folder)
    say("a crawl of 6 hosts, for comparison")
    expected = crawl(folder, web)
    web.forget()
    say("3 of each worker; 20 are killed, a broker is killed, one is added, one removed, all brokers restart")
    workers = Workers(folder, "chaos", web, 3)
    workers.seed()
    time.sleep(8)
    kills = {"fetch": 0, "extract": 0, "store": 0}
    for n in range(20):
        time.sleep(chance.uniform(0.5, 3))
        stage, i = chance.choice(sorted(workers.processes))
        workers.kill(stage, i)
        kills[stage] += 1
        workers.tend()
        if n == 5:
            subprocess.run([cluster, "kill", "2"], check=True)
        if n == 9:
            subprocess.run([cluster, "restart", "2"], check=True)
        if n == 11:
            workers.start("fetch", 3)
        if n == 14:
            workers.remove("fetch", 0)
    for broker in ("1", "2", "3"):
        subprocess.run([cluster, "kill", broker], check=True)
    for broker in ("1", "2", "3"):
        # A broker alone listens only when a second one is there to elect a controller with.
        subprocess.Popen([cluster, "restart", broker])
    db = wait_until_followed(workers, folder, (len(expected[0]), len(expected[1])), 300)
    workers.stop()
    print(f"   killed: {kills}")
    compare(folder, db, expected, True)
    web.check_polite()


def follow_again(folder):
    """A follower from nothing, and after the topics were compacted."""
    prefix = "chaos" if os.path.isdir(os.path.join(folder, "chaos-follower")) else "same-generated-3"
    first = os.path.join(folder, prefix + "-follower")
    if not os.path.isdir(first):
        raise SystemExit("cluster_test: follow needs the topics of same or chaos; name one before it")
    say("store follow from nothing")
    check(told(follow(folder, prefix, "from-nothing")) == told(first), "the byte-same answers")


def told(db):
    return [run(*command, db=db) for command in (
        ("query", "--format", "jsonl", "-n", "1000000"), ("query", "--reports", "--format", "csv", "-n", "1000000"),
        ("articles", "--format", "jsonl", "-n", "1000000"), ("query", "--group-by", "provider"),
        ("query", "--text", "contract", "--format", "jsonl", "-n", "1000000"))]


def throughput(folder):
    """Pages a second of processor time: worker extract against ingest, on the same pages."""
    pages = 1500
    web = Web([generated_host(0, range(pages))], folder, delay_ms=0, connections=8)
    files = os.path.join(folder, "pages")
    os.makedirs(files)
    for path, body in web.hosts[0].pages.items():
        if path.startswith("/news/"):
            with open(os.path.join(files, os.path.basename(path)), "wb") as file:
                file.write(body)
    prefix = "throughput"
    common = ["--brokers", BROKERS, "--topic-prefix", prefix]
    run("worker", "topics", *common, "--partitions", "6")
    run("worker", "seed", *common, "--sources", web.sources)
    say(f"{pages} pages into the topic")
    run("worker", "fetch", *common, "--sources", web.sources, "--state", os.path.join(folder, "t-state"), "--idle", "15")

    def cpu(*arguments, db=None):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(*arguments, db=db)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    ingest = cpu("ingest", "--jobs", "1", "--quiet", files, db=os.path.join(folder, "ingest"))
    extract = cpu("worker", "extract", *common, "--jobs", "1", "--idle", "15")
    print(f"   ingest {pages / ingest:.0f} pages a second of a core, extract on Kafka {pages / extract:.0f}: "
          f"{ingest / extract:.2f}")
    check(ingest / extract >= 0.8, "extract on Kafka has 0.8 of ingest's throughput or more")


def main():
    names = {"same": same, "chaos": chaos, "follow": follow_again, "throughput": throughput}
    wanted = sys.argv[3:] or list(names)
    folder = tempfile.mkdtemp(prefix="dealwire-scale-")
    try:
        for name in wanted:
            names[name](folder)
    finally:
        if "KEEP" in os.environ:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(wanted)} passed, 0 failed")


if __name__ == "__main__":
    main()
