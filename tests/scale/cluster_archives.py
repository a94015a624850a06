"""Archives: examples/spark_backfill.py on this machine against `dealwire ingest` of the same archives,
and a task that is tried twice."""
import ctypes
import json
import os
import subprocess

from cluster_common import DEALWIRE, ROOT, answers, check, run, say
from cluster_throughput import cpu, cpu_seconds
from cluster_web import story

ARCHIVES, PAGES = 4, 8000  # of each: Spark takes 15 to 20 s of processors to start, which count
PYTHON = os.path.join(ROOT, "build/spark/bin/python")
PR_SET_CHILD_SUBREAPER = 36


def write_warc(path, numbers):
    with open(path, "wb") as file:
        for number in numbers:
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + story(number % 300, 0)
            file.write(f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/story-{number}\r\n"
                       f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:x:{number}>\r\n"
                       "Content-Type: application/http; msgtype=response\r\n"
                       f"Content-Length: {len(response)}\r\n\r\n".encode() + response + b"\r\n\r\n")


def reap():
    """Waits for what a JVM left behind, which is ours: see archives."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def spark(folder, name, paths, dealwire=DEALWIRE, local="1", fails=False):
    """Runs the example; gives its rows, sorted, and the seconds of processors that all of it took."""
    names, out = os.path.join(folder, name + ".txt"), os.path.join(folder, name + ".parquet")
    with open(names, "w", encoding="utf-8") as file:
        file.writelines(path + "\n" for path in paths)
    environment = dict(os.environ, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=PYTHON)
    before = cpu_seconds()
    done = subprocess.run([PYTHON, os.path.join(ROOT, "examples/spark_backfill.py"), "--list", names, "--out", out,
                           "--dealwire", dealwire, "--local", local], capture_output=True, text=True, env=environment)
    reap()
    used = cpu_seconds() - before
    if fails:
        return done
    check(done.returncode == 0, f"spark: {name}" if done.returncode == 0 else done.stderr[-3000:])
    read = ("import sys, json; from pyspark.sql import SparkSession; "
            "rows = SparkSession.builder.master('local[1]').getOrCreate().read.parquet(sys.argv[1]).collect(); "
            "[print(json.dumps(row.asDict(), sort_keys=True)) for row in rows]")
    rows = subprocess.run([PYTHON, "-c", read, out], capture_output=True, text=True, env=environment, check=True)
    reap()
    return sorted(rows.stdout.splitlines()), used


def archives(folder):
    if not os.path.exists(PYTHON):
        print("   skipped: there is no build/spark; scripts/test-scale makes it from PyPI")
        return
    # Whatever Spark starts is waited for here, so that its time counts.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    paths = [os.path.join(folder, f"{i}.warc") for i in range(ARCHIVES)]
    for i, path in enumerate(paths):
        write_warc(path, range(i * PAGES, (i + 1) * PAGES))
    say(f"{ARCHIVES} archives of {PAGES} pages by ingest and by Spark")
    db = os.path.join(folder, "archived")
    ingest = cpu("ingest", "--jobs", "1", "--quiet", *paths, db=db)
    rows, used = spark(folder, "backfill", paths)
    told = sorted((row["url"], row["kind"], row["amount_min"]) for row in map(json.loads, rows))
    printed = run("extract", "--format", "jsonl", "--jobs", "1", *paths)
    wanted = sorted((record["article"]["url"], deal["kind"], (deal["amount"] or {}).get("min"))
                    for record in map(json.loads, printed.splitlines()) for deal in record["deals"])
    check(told == wanted and told, f"the {len(told)} rows are the deals that extract prints")
    check({row["article_id"] for row in map(json.loads, rows)} <= {a["id"] for a in answers(db)[0]},
          "of the articles that ingest stores")
    pages = ARCHIVES * PAGES
    print(f"   ingest {pages / ingest:.0f} pages a second of a core, Spark {pages / used:.0f}: "
          f"{ingest / used:.2f}")
    check(ingest / used >= 0.8, "the backfill has 0.8 of ingest's throughput or more")
    tried_twice(folder, paths, rows)


def tried_twice(folder, paths, rows):
    """Every task's first try gives half of its rows and dies."""
    say("every task is tried twice")
    script = os.path.join(folder, "dies-at-first")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"""#!/bin/bash
for last; do :; done
[ ! -e "$last.tried" ] || exec {DEALWIRE} "$@"
touch "$last.tried"
{DEALWIRE} "$@" | head -{PAGES // 2}
kill -KILL $$
""")
    os.chmod(script, 0o755)
    again, _ = spark(folder, "again", paths, dealwire=script, local="2,3")
    check(all(os.path.exists(path + ".tried") for path in paths), "every first try died")
    check(again == rows, f"the same {len(rows)} rows")
    missing = os.path.join(folder, "no-such.warc")
    done = spark(folder, "missing", [missing], fails=True)
    check(done.returncode != 0 and missing in done.stderr, "an archive that is not there is named")
