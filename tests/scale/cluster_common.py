"""What the scenarios of cluster_test.py share: checks, the program, the answers of a store."""
import json
import os
import subprocess
import sys

DEALWIRE, BROKERS = os.path.abspath(sys.argv[1]), sys.argv[2]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def say(text):
    print(f"== {text}", flush=True)


def check(true, what):
    if not true:
        raise SystemExit(f"cluster_test: FAILED: {what}")
    print(f"   ok: {what}", flush=True)


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


def told(db):
    return [run(*command, db=db) for command in (
        ("query", "--format", "jsonl", "-n", "1000000"), ("query", "--reports", "--format", "csv", "-n", "1000000"),
        ("articles", "--format", "jsonl", "-n", "1000000"), ("query", "--group-by", "provider"),
        ("query", "--text", "contract", "--format", "jsonl", "-n", "1000000"))]
