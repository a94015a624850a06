"""Worker processes, and followers of what they write."""
import os
import re
import shutil
import signal
import subprocess
import time

from cluster_common import BROKERS, DEALWIRE, answers, check, check_quiet, run, without_ids


LIBRDKAFKA_ABORTS = "rd_kafka_sticky_assignor_state_destroy: Assertion `assignor_state' failed"


class Workers:
    """Worker processes; each is started again when it was killed. `more` are options of all and of
    followers, `fetch` of those that fetch."""

    def __init__(self, folder, prefix, web, count, brokers=BROKERS, more=(), fetch=(), log_level="info"):
        self.folder, self.prefix, self.web, self.log_level = folder, prefix, web, log_level
        self.common = ["--brokers", brokers, "--topic-prefix", prefix, *more]
        run("worker", "topics", *self.common, "--partitions", "6")
        self.fetch = list(fetch)
        self.log = open(os.path.join(folder, prefix + ".log"), "ab")
        self.processes = {}
        self.read = {}  # follower -> messages that it read in all
        for stage in ("fetch", "extract", "store"):
            for i in range(count):
                self.start(stage, i)

    def start(self, stage, i):
        more = {"fetch": ["--sources", self.web.sources, "--state", self.state(), *self.fetch],
                "extract": ["--jobs", "1"],
                "store": ["--state", self.state()]}[stage]
        metrics = os.path.join(self.folder, f"{self.prefix}-{stage}-{i}.prom")
        self.processes[stage, i] = subprocess.Popen(
            [DEALWIRE, "--log-level", self.log_level, "worker", stage, *self.common, "--metrics", metrics, *more],
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
        process.wait(600)
        self.check_ended(stage, i, process.returncode)

    def tend(self):
        for (stage, i), process in list(self.processes.items()):
            if process.poll() is not None:
                self.log.write(f"=== {stage} {i} ended with {process.returncode}\n".encode())
                self.start(stage, i)

    def state(self):
        return os.path.join(self.folder, self.prefix + "-state")

    def stop(self):
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for (stage, i), process in self.processes.items():
            try:
                process.wait(600)
            except subprocess.TimeoutExpired:
                process.kill()
                check(False, f"{stage} {i} did not end within ten minutes of SIGTERM")
            self.check_ended(stage, i, process.returncode)

    def check_ended(self, stage, i, code):
        """librdkafka 2.0 may abort when it leaves a group amid a rebalance: as good as killed."""
        if code == -signal.SIGABRT:
            with open(self.log.name, encoding="utf-8", errors="replace") as file:
                if LIBRDKAFKA_ABORTS in file.read():
                    return print(f"   {stage} {i} ended by an assertion of librdkafka, as if it were killed")
        check_quiet(code == 0, f"{stage} {i} ended with {code}")


def follow(workers, name="follower"):
    """The follower's folder, and how many messages it read this time."""
    db = os.path.join(workers.folder, workers.prefix + "-" + name)
    command = [DEALWIRE, "--db", db, "store", "follow", *workers.common, "--once"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise FollowFailed(done.stderr)
    articles, entries = re.search(r"(\d+) articles and (\d+) entries", done.stderr).groups()
    read = int(articles) + int(entries)
    workers.read[name] = workers.read.get(name, 0) + read
    return db, read


class FollowFailed(Exception):
    pass


def wait_until_followed(workers, expected, name="follower"):
    """Until the follower has the articles and deals of the crawl, but for their ids. Gives up when
    nothing has come for five minutes: then comparing tells what is missing."""
    last_news = time.monotonic()
    wanted = tellings(*expected)
    while True:
        workers.tend()
        read = 0
        try:
            db, read = follow(workers, name)
            if tellings(*answers(db)) == wanted:
                return db
        except FollowFailed as failed:  # while the brokers are down
            print(f"   {str(failed).splitlines()[-1]}", flush=True)
        if read > 0:
            last_news = time.monotonic()
        if time.monotonic() - last_news > 300:
            return db
        time.sleep(2)


def tellings(articles, deals):
    return [a["id"] for a in articles], without_ids(deals, articles)


def crawl(folder, web):
    db = os.path.join(folder, "crawl")
    shutil.rmtree(db, ignore_errors=True)
    run("crawl", "--sources", web.sources, "--quiet", "--jobs", "1", db=db)
    return answers(db)


def compare(db, expected, history=False):
    """With a history behind it the store has articles in several versions, of which a crawl of today
    has one, and ids of deals that are those of first sight, not of today."""
    articles, deals = answers(db)
    check(articles and [a["id"] for a in articles] == [a["id"] for a in expected[0]],
          f"the same {len(articles)} articles as the crawl")
    for article, wanted in zip(articles, expected[0]):
        if not history:
            check_quiet(article == wanted, f"{article} is not {wanted}")
    check(without_ids(deals, articles) == without_ids(expected[1], expected[0]),
          f"the same {len(deals)} deals as the crawl, field by field")
    for deal in [] if history else deals:
        check_quiet(deal in expected[1], f"{deal} is none of the crawl's deals")
    if not history:
        check(deals == expected[1], "every deal, byte by byte, its id as well")
    return sound(db)


def sound(db):
    told = run("store", "verify", db=db).strip()
    check(told.endswith(": sound"), told)
    return dict((what, int(n)) for n, what in re.findall(r"(\d+) ([a-z ]+?)(?=,| in |:)", told))
