"""TLS and SASL: the workers on the brokers' SASL_SSL listeners, with a certificate authority and a
password that the cluster made when it started. No log shows the password."""
import os
import subprocess

from cluster_common import BROKERS, DEALWIRE, ROOT, check, say
from cluster_web import Web, generated_host
from cluster_workers import Workers, compare, crawl, wait_until_followed

SECRETS = os.path.join(ROOT, "build/kafka/tls")


def tls_brokers():
    """Six ports above each plain one."""
    pairs = [broker.rsplit(":", 1) for broker in BROKERS.split(",")]
    return ",".join(f"{host}:{int(port) + 6}" for host, port in pairs)


def refused(folder, what, why, brokers, config, *more, environment=None):
    """`worker topics` ends with one line that says why, and never the password."""
    path = os.path.join(folder, "refused.properties")
    with open(path, "w", encoding="utf-8") as file:
        file.write(config)
    done = subprocess.run([DEALWIRE, "--log-level", "debug", "worker", "topics", "--brokers", brokers, "--kafka-config", path,
                           "--topic-prefix", "refused", "-X", "debug=broker,security", *more],
                          capture_output=True, text=True, env={**os.environ, **(environment or {})})
    last = done.stderr.strip().splitlines()[-1] if done.stderr else ""
    check(done.returncode != 0 and why in last, f"{what}: {last}")
    return done.stderr


def tls(folder):
    with open(os.path.join(SECRETS, "password"), encoding="utf-8") as file:
        password = file.read().strip()
    trust = f"security.protocol=sasl_ssl\nssl.ca.location={SECRETS}/ca.pem\n"
    login = "sasl.mechanism=PLAIN\nsasl.username=dealwire\n"
    secret = f"sasl.password=@file:{SECRETS}/password\n"
    config = os.path.join(folder, "kafka.properties")
    with open(config, "w", encoding="utf-8") as file:
        file.write(trust + login + secret)
    web = Web([generated_host(s, range(s * 4, s * 4 + 8)) for s in range(2)], folder, delay_ms=20)
    expected = crawl(folder, web)
    say("workers on the TLS listeners, with everything logged")
    workers = Workers(folder, "tls", web, 1, brokers=tls_brokers(),
                      more=["--kafka-config", config, "-X", "debug=broker,security"], log_level="debug")
    workers.seed()
    db = wait_until_followed(workers, expected)
    workers.stop()
    compare(db, expected)
    say("what is refused")
    logs = refused(folder, "another password", "Authentication", tls_brokers(), trust + login,
                   "-X", "sasl.password=@env:KAFKA_PASSWORD", environment={"KAFKA_PASSWORD": password + "x"})
    logs += refused(folder, "a certificate that nobody vouches for", "certificate", tls_brokers(),
                    "security.protocol=sasl_ssl\n" + login + secret)
    with open(os.path.join(folder, "tls.log"), encoding="utf-8", errors="replace") as file:
        logs += file.read()
    check("SASL" in logs.upper(), "the logs tell of the handshakes")
    check(password not in logs, "and never show the password")
