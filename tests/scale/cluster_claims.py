"""Bodies in a bucket that speaks S3: moto's server, which checks every request's signature."""
import os
import signal
import subprocess
import time
import urllib.request

from cluster_common import BROKERS, DEALWIRE, ROOT, check, say
from cluster_web import Web, generated_host
from cluster_workers import Workers, compare, crawl, wait_until_followed

PYTHON = os.path.join(ROOT, "build/s3/bin/python")
PORT = int(os.environ.get("S3_TEST_PORT", "29120"))
ENDPOINT = f"http://127.0.0.1:{PORT}"

# Run by moto's Python, which has boto3: a user with keys of its own, and a bucket; prints the keys.
MAKE = """
import sys, boto3
def client(name): return boto3.client(name, endpoint_url=sys.argv[1], region_name="us-east-1",
                                      aws_access_key_id="x", aws_secret_access_key="x")
client("s3").create_bucket(Bucket="bodies")
iam = client("iam")
iam.create_user(UserName="dealwire")
iam.put_user_policy(UserName="dealwire", PolicyName="bodies", PolicyDocument='{"Version": "2012-10-17", "Statement": '
    '[{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}')
key = iam.create_access_key(UserName="dealwire")["AccessKey"]
print(key["AccessKeyId"], key["SecretAccessKey"])
"""
# How many objects it has, and whether all are where they belong.
LIST = """
import sys, boto3
bucket = boto3.resource("s3", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id=sys.argv[2],
                        aws_secret_access_key=sys.argv[3]).Bucket("bodies")
names = [o.key.split("/") for o in bucket.objects.all()]
print(len(names), all(len(n) == 4 and n[0] == "news" and n[3].startswith(n[1] + n[2]) for n in names))
"""


def start(folder):
    """The server, and the keys: from the fifth request on, all must be signed with them."""
    log = open(os.path.join(folder, "moto.log"), "wb")
    server = subprocess.Popen([PYTHON, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(PORT)], stdout=log, stderr=log,
                              env=dict(os.environ, INITIAL_NO_AUTH_ACTION_COUNT="4", S3_IGNORE_SUBDOMAIN_BUCKETNAME="1"))
    for _ in range(600):
        try:
            urllib.request.urlopen(ENDPOINT + "/moto-api/", timeout=10).read()
            break
        except OSError:
            time.sleep(0.1)
    made = subprocess.run([PYTHON, "-c", MAKE, ENDPOINT], capture_output=True, text=True)
    if made.returncode != 0:
        server.kill()
        raise SystemExit(made.stderr)
    return server, made.stdout.split()


def claims(folder):
    if not os.path.exists(PYTHON):
        print("   skipped: there is no build/s3; scripts/test-scale makes it from PyPI")
        return
    web = Web([generated_host(s, range(s * 8, s * 8 + 16)) for s in range(2)], folder)
    expected = crawl(folder, web)
    server, (key, secret) = start(folder)
    os.environ.update(AWS_ENDPOINT_URL=ENDPOINT, AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret)
    try:
        kept_in_a_bucket(folder, web, expected, server)
    finally:
        server.kill()
        server.wait()
        for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            del os.environ[name]


def kept_in_a_bucket(folder, web, expected, server):
    key, secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
    say("workers that keep every body in a bucket, and a stop of it")
    workers = Workers(folder, "claims", web, 2, more=["--claims", "s3://bodies/news"], log_level="debug",
                      fetch=["--claims-over", "0"])
    workers.seed()
    while web.pages()[1] < 8:
        time.sleep(0.1)
    server.send_signal(signal.SIGSTOP)  # connections are taken and not answered
    time.sleep(5)
    server.send_signal(signal.SIGCONT)
    db = wait_until_followed(workers, expected)
    workers.stop()
    compare(db, expected)
    told = subprocess.run([PYTHON, "-c", LIST, ENDPOINT, key, secret], capture_output=True, text=True, check=True)
    count = len(expected[0])
    check(told.stdout.split() == [str(count), "True"], f"the bucket has {count} bodies: {told.stdout.strip()}")
    metrics = ""
    for name in os.listdir(folder):
        if name.endswith(".prom"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                metrics += file.read()
    check("dealwire_quarantined_total" not in metrics, "nothing was put in quarantine")
    with open(os.path.join(folder, "claims.log"), encoding="utf-8", errors="replace") as file:
        check(secret not in file.read(), "no log shows the key")
    say("a wrong key")
    os.environ["AWS_SECRET_ACCESS_KEY"] = secret[::-1]
    done = subprocess.run([DEALWIRE, "worker", "extract", "--brokers", BROKERS, "--topic-prefix", "claims", "--group",
                           "another", "--idle", "60", "--claims", "s3://bodies/news"], capture_output=True, text=True)
    last = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""
    check(done.returncode != 0 and "SignatureDoesNotMatch" in last, f"ends the worker: {last}")
    check(secret not in done.stderr and secret[::-1] not in done.stderr, "without showing it")
