"""store follow, over editions of pages, a lost machine and compacted topics."""
import shutil
import time

from cluster_common import check, check_quiet, say, told
from cluster_web import Web, generated_host, page_of, story
from cluster_workers import Workers, compare, crawl, follow, sound, wait_until_followed

STORIES = 12


def follow_again(folder):
    """Pages change three times. A follower that was there all the time, one that was away meanwhile
    and one that begins after the topics were compacted give the byte-same answers. All that store and
    fetch workers remember is lost once, and made anew from the log."""
    web = Web([generated_host(s, range(s * STORIES, (s + 1) * STORIES)) for s in range(3)], folder, delay_ms=20)
    workers = Workers(folder, "follow", web, 2)
    for edition in range(4):
        say(f"edition {edition} of the pages")
        for site, host in enumerate(web.hosts):
            # Half of them change every time, one of them never.
            for number in range(site * STORIES + 1, (site + 1) * STORIES, 2 if edition < 3 else 1):
                host.pages[page_of(number)] = story(number, site, edition)
        expected = crawl(folder, web)
        if edition == 2:
            workers.stop()
            shutil.rmtree(workers.state())
            for stage, i in list(workers.processes):
                workers.start(stage, i)
        workers.seed()
        db = wait_until_followed(workers, expected)
        compare(db, expected, history=True)
        if edition == 0:
            follow(workers, "away")
    workers.stop()
    follow(workers)
    written = workers.read["follower"]
    stored = sound(db)
    check(stored["versions"] > 2 * stored["articles"], "most articles are there in several versions")
    say("store follow by one that was away")
    away, _ = follow(workers, "away")
    check(told(away) == told(db), "the byte-same answers")
    say("store follow from nothing, once the topics are compacted")
    read, began = written, time.monotonic()
    while read > 0.8 * written:
        check_quiet(time.monotonic() - began < 600, "the brokers compact nothing")
        time.sleep(2)
        new, read = follow(workers, f"from-nothing-{time.monotonic()}")
    check(read < written, f"compacted: {read} messages are left of {written}")
    check(told(new) == told(db), "the byte-same answers")
    sound(new)
