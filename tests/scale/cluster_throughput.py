"""Pages a second of processor time: extract workers on Kafka and Spark against ingest, on the same
pages in one run. Time of processors, not of the clock: other programs may run meanwhile."""
import os
import resource

from cluster_common import BROKERS, check, run, say
from cluster_web import Web, generated_host

PAGES = 1500


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu(*arguments, db=None):
    before = cpu_seconds()
    run(*arguments, db=db)
    return cpu_seconds() - before


def throughput(folder):
    web = Web([generated_host(0, range(PAGES))], folder, delay_ms=0, connections=8)
    files = os.path.join(folder, "pages")
    os.makedirs(files)
    for path, body in web.hosts[0].pages.items():
        if path.startswith("/news/"):
            with open(os.path.join(files, os.path.basename(path)), "wb") as file:
                file.write(body)
    common = ["--brokers", BROKERS, "--topic-prefix", "throughput"]
    run("worker", "topics", *common, "--partitions", "6")
    run("worker", "seed", *common, "--sources", web.sources)
    say(f"{PAGES} pages into the topic")
    run("worker", "fetch", *common, "--sources", web.sources, "--state", os.path.join(folder, "t-state"), "--idle", "30")
    ingest = cpu("ingest", "--jobs", "1", "--quiet", files, db=os.path.join(folder, "ingest"))
    metrics = os.path.join(folder, "throughput.prom")
    extract = cpu("worker", "extract", *common, "--jobs", "1", "--idle", "30", "--metrics", metrics)
    with open(metrics, encoding="utf-8") as file:
        check(f'dealwire_articles_total{{result="extracted"}} {PAGES}\n' in file.read(), f"{PAGES} pages were extracted")
    print(f"   ingest {PAGES / ingest:.0f} pages a second of a core, extract on Kafka {PAGES / extract:.0f}: "
          f"{ingest / extract:.2f}")
    check(ingest / extract >= 0.8, "extract on Kafka has 0.8 of ingest's throughput or more")
