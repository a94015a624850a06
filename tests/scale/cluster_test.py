"""Workers on a real Kafka cluster: python3 cluster_test.py DEALWIRE BROKERS [SCENARIO...]

Run by scripts/test-scale, which starts the cluster. The scenarios crawl small webs, served here on
loopback, once with `dealwire crawl` and once with workers, and compare what is stored. Standard
library alone. KEEP=1 keeps what was written; SCALE_SEED=N is another chance for chaos.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from cluster_archives import archives
from cluster_claims import claims
from cluster_common import ROOT, check, say
from cluster_follow import follow_again
from cluster_throughput import throughput
from cluster_tls import tls
from cluster_web import Web, demo_host, generated_host
from cluster_workers import Workers, compare, crawl, wait_until_followed

CLUSTER = os.path.join(ROOT, "scripts/kafka-test-cluster")


def same(folder):
    """1 and 3 of each worker give what a crawl gives."""
    for name, hosts in (("demo", [demo_host()]),
                        ("generated", [generated_host(s, range(s * 8, s * 8 + 16)) for s in range(6)])):
        web = Web(hosts, folder)
        expected = crawl(folder, web)
        for count in (1, 3):
            say(f"the {name} web by {count} of each worker")
            web.forget()
            workers = Workers(folder, f"same-{name}-{count}", web, count)
            workers.seed()
            db = wait_until_followed(workers, expected)
            workers.stop()
            compare(db, expected)
            web.check_polite()


def chaos(folder):
    """Workers and brokers killed, added and removed, while there is work."""
    chance = random.Random(int(os.environ.get("SCALE_SEED", "7")))
    web = Web([generated_host(s, range(s * 20, s * 20 + 120)) for s in range(6)], folder)
    say("a crawl of 6 hosts, for comparison")
    expected = crawl(folder, web)
    web.forget()
    say("3 of each worker; 20 are killed, a broker is killed, one is added, one removed, all brokers restart")
    workers = Workers(folder, "chaos", web, 3)
    workers.seed()
    while web.pages()[1] == 0:
        time.sleep(0.1)
    kills = ["fetch"] * 7 + ["extract"] * 6 + ["store"] * 7
    chance.shuffle(kills)
    for n, stage in enumerate(kills):
        time.sleep(chance.uniform(0.1, 3))
        workers.kill(*chance.choice([w for w in sorted(workers.processes) if w[0] == stage]))
        if n % 3:  # at once, or only when another one has died as well
            workers.tend()
        if n == 5:
            subprocess.run([CLUSTER, "kill", "2"], check=True)
        if n == 9:
            subprocess.run([CLUSTER, "restart", "2"], check=True)
        if n == 11:
            workers.start("fetch", 3)
            workers.start("store", 3)
        if n == 14:
            workers.tend()
            workers.remove("fetch", 1)
            workers.remove("store", 1)
    news, asked = web.pages()
    print(f"   killed 20 workers; {asked} of {news} pages asked for by then")
    check(asked < news, "the workers were killed before they were done")
    for broker in ("1", "2", "3"):
        subprocess.run([CLUSTER, "kill", broker], check=True)
    # A broker alone listens only when a second one is there to elect a controller with.
    restarts = [subprocess.Popen([CLUSTER, "restart", broker]) for broker in ("1", "2", "3")]
    check(all(restart.wait() == 0 for restart in restarts), "all brokers restarted")
    db = wait_until_followed(workers, expected)
    workers.stop()
    stored = compare(db, expected)
    check(stored["articles"] == stored["versions"] and stored["reports"] == stored["articles"],
          "nothing is there twice: one version of an article, one report of it")
    web.check_polite()


def main():
    scenarios = {"same": same, "chaos": chaos, "follow": follow_again, "throughput": throughput,
                 "archives": archives, "claims": claims, "tls": tls}
    wanted = sys.argv[3:] or list(scenarios)
    if unknown := set(wanted) - set(scenarios):
        raise SystemExit(f"cluster_test: no scenario {', '.join(unknown)}; there are {', '.join(scenarios)}")
    folder = tempfile.mkdtemp(prefix="dealwire-scale-")
    try:
        for name in wanted:
            scenarios[name](folder)
    finally:
        if "KEEP" in os.environ:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(wanted)} passed, 0 failed")


if __name__ == "__main__":
    main()
