#!/usr/bin/env python3
"""Deals out of web archives (CC-NEWS and the like) with Spark: a list of WARC files in, Parquet out.

    spark-submit examples/spark_backfill.py --list warcs.txt --out deals.parquet
    python3 examples/spark_backfill.py --list warcs.txt --out deals.parquet --local 8   # one machine

`--list` names a file with the path of one archive a line, as every executor sees it (a shared file system;
for object stores mount them, or copy each archive to a local disk in front of it: --fetch 'aws s3 cp {} {local}').
`dealwire` must be on the PATH of the executors, or be shipped with --files and named with --dealwire.

Each archive is one task. A task runs `dealwire extract` as a child and hands its JSON lines on; it keeps no state,
and what it gives depends on the archive and the rules alone, so that a task that Spark tries twice gives the
same rows. Which rows count is Spark's own commit protocol; an archive that cannot be read fails its task by name.
The table has one row an article that tells of a deal and deal: what the article is, and the deal as JSON.
"""
import argparse
import json
import os
import shlex
import subprocess
import tempfile

COLUMNS = ("archive string, url string, title string, lang string, published string, site string, "
           "article_id string, deal_id string, customer array<string>, provider array<string>, kind string, "
           "status string, amount_min double, amount_max double, currency string, aggregate boolean, "
           "confidence double, deal string")


def real(number):
    """JSON knows no difference between 38000000000 and 38e9, but Spark does."""
    return None if number is None else float(number)


def rows_of(archive, line):
    record = json.loads(line)
    article = record.get("article")
    if article is None:  # a page without an article, or a record that is damaged: told on standard error
        return
    for deal in record["deals"]:
        amount = deal["amount"] or {}
        yield (archive, article["url"], article["title"], article["lang"], article["published"], article["site"],
               article["id"], deal["id"], deal["customer"], deal["provider"], deal["kind"], deal["status"],
               real(amount.get("min")), real(amount.get("max")), amount.get("currency"), deal["aggregate"],
               real(deal["confidence"]), json.dumps(deal, ensure_ascii=False, sort_keys=True))


def extract(archives, dealwire, fetch):
    """The rows of the archives of one task, as they come: nothing is gathered in memory."""
    for archive in archives:
        with tempfile.TemporaryDirectory() as folder:
            path = archive
            if fetch:
                path = os.path.join(folder, os.path.basename(archive))
                subprocess.run(fetch.replace("{local}", shlex.quote(path)).replace("{}", shlex.quote(archive)),
                               shell=True, check=True)
            command = [dealwire, "extract", "--format", "jsonl", "--input", "warc", "--jobs", "1", path]
            with open(os.path.join(folder, "errors"), "w+b") as errors:
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as child:
                    for line in child.stdout:
                        yield from rows_of(archive, line)
                # 3: some pages hold no article, or records are damaged; the rest is there.
                if child.returncode not in (0, 3):
                    errors.seek(0)
                    raise RuntimeError(f"{archive}: dealwire ended with {child.returncode}: "
                                       f"{errors.read()[-1000:].decode(errors='replace')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", required=True, help="a file that names the archives, one a line")
    parser.add_argument("--out", required=True, help="the folder of Parquet files, made anew")
    parser.add_argument("--dealwire", default="dealwire", help="the program, as executors find it")
    parser.add_argument("--fetch", default="", help="command that copies the archive {} to the file {local}")
    parser.add_argument("--local", default="", metavar="N", help="no cluster: N threads of this machine")
    options = parser.parse_args()
    from pyspark.sql import SparkSession  # here, so that --help needs no Spark

    builder = SparkSession.builder.appName("dealwire backfill")
    if options.local:
        builder = builder.master(f"local[{options.local}]")
    spark = builder.getOrCreate()
    with open(options.list, encoding="utf-8") as file:
        archives = [line.strip() for line in file if line.strip()]
    dealwire, fetch = options.dealwire, options.fetch
    rows = spark.sparkContext.parallelize(archives, len(archives)).mapPartitions(
        lambda names: extract(names, dealwire, fetch))
    spark.createDataFrame(rows, COLUMNS).write.mode("overwrite").parquet(options.out)
    spark.stop()


if __name__ == "__main__":
    main()
