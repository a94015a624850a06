#!/usr/bin/env bash
# A crawl against nginx, as sites run it: gzip, ETag and 304, redirects, a limit of requests, a name
# and a password, web archives out and in.
#   tests/process/crawl_nginx.sh BUILD_DIR
# Exit 77: there is no nginx here.
set -euo pipefail
build=$(realpath "$1")
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || {
  echo "crawl_nginx: passed over: no nginx; scripts/deps installs it"
  exit 77
}
. "$(dirname "$0")/crawl_common.sh"
cleanup() { kill "$(cat "$folder/pid" 2>/dev/null)" 2>/dev/null || true; }
fail() { echo "crawl_nginx: $*" >&2; cat "$folder/out" "$folder/err" >&2 || true; exit 1; }
dealwire() { "$build/dealwire" --db "$folder/db" "$@" >"$folder/out" 2>"$folder/err"; }
number() { grep -o "\"$1\":[0-9]*" "$folder/out" | head -n 1 | cut -d: -f2; }

chmod 755 "$folder"  # nginx gives up root
mkdir -p "$folder/site/secret"
make_site 1 30
# A certificate of nobody's, and pages without an article.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
  -keyout "$folder/key" -out "$folder/cert" 2>/dev/null
mkdir "$folder/site/empty"
for i in $(seq 1 5); do echo "<html><body><a href=/$i>$i</a></body></html>" >"$folder/site/empty/story-$i.html"; done
# PATH WHAT COUNT: so many lines of the access log have both; nginx writes it after it has answered.
logged() {
  until [ "$(grep -c "/$1.*$2" "$folder/access.log" || true)" -ge "$3" ]; do sleep 0.1; done
  [ "$(grep -c "/$1.*$2" "$folder/access.log" || true)" = "$3" ] || fail "not $3 lines of$2in the access log"
}
feed() { # PREFIX FIRST LAST
  echo '<?xml version="1.0"?><rss version="2.0"><channel>'
  for i in $(seq "$2" "$3"); do echo "<item><link>$1/story-$i.html?utm_source=rss</link></item>"; done
  echo '</channel></rss>'
}
feed /news 1 20 >"$folder/site/feed.xml"
feed /moved 21 22 >"$folder/site/moved.xml"
feed /limited 23 26 >"$folder/site/limited.xml"
feed /empty 1 5 >"$folder/site/empty.xml"
feed /secret 27 28 >"$folder/site/secret/feed.xml"
printf 'User-agent: *\nDisallow: /news/story-20.html\nSitemap: /map.xml\n' >"$folder/site/robots.txt"
cp "$folder"/site/news/story-2[78].html "$folder/site/secret/"
echo 'joe:{PLAIN}word' >"$folder/passwords"

configure() { # PORT
  port=$1
  cat >"$folder/nginx.conf" <<END
daemon on; worker_processes 1; pid $folder/pid; error_log $folder/error.log;
events { worker_connections 512; }
http {
  types { text/html html; application/rss+xml xml; text/plain txt; }
  access_log $folder/access.log; client_body_temp_path $folder/t1; proxy_temp_path $folder/t2;
  fastcgi_temp_path $folder/t3; uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
  gzip on; gzip_min_length 100; gzip_types application/rss+xml;
  limit_req_zone \$binary_remote_addr zone=slow:1m rate=2r/s;
  limit_req_status 429;
  server {
    listen 127.0.0.1:$port; root $folder/site;
    location /moved/ { rewrite ^/moved/(.*)\$ /news/\$1 permanent; }
    location /limited/ { alias $folder/site/news/; limit_req zone=slow; }
    listen 127.0.0.1:$((port + 1)) ssl http2; ssl_certificate $folder/cert; ssl_certificate_key $folder/key;
    location /secret/ { auth_basic secret; auth_basic_user_file $folder/passwords; }
  }
}
END
}
# A port that another process has is no fault of ours.
for try in $(seq 20); do
  configure $((20000 + RANDOM % 12000))
  "$nginx" -c "$folder/nginx.conf" -p "$folder" 2>"$folder/nginx.err" && break
  [ "$try" -lt 20 ] || { cat "$folder/nginx.err"; exit 1; }
done
base=127.0.0.1:$port
cat >"$folder/sources.toml" <<END
[defaults]
per_host_delay_ms = 0
max_age_days = 0
allow_private_networks = true
[[source]]
name = "feed"
url = "http://$base/feed.xml"
[[source]]
name = "moved"
url = "http://$base/moved.xml"
[[source]]
name = "limited"
url = "http://$base/limited.xml"
[[source]]
name = "secret"
url = "http://joe:word@$base/secret/feed.xml"
END

dealwire crawl --sources "$folder/sources.toml" --format json --warc "$folder/warc" || fail "exit code $?"
[ "$(number discovered)" = 28 ] || fail "28 pages were to be found"
[ "$(number fetched)" = 27 ] || fail "27 pages were to be fetched"
[ "$(number robots)" = 1 ] || fail "robots.txt forbids one"
[ "$(number articles)" = 27 ] || fail "27 articles were to be stored"
grep -q word "$folder/out" "$folder/err" && fail "the password is shown"
# A slow machine may stay below the limit by itself; whoever met it is in the ledger.
for i in $(seq 23 26); do dealwire crawl why "http://$base/limited/story-$i.html"; cat "$folder/out"; done >"$folder/limited"
logged limited ' 429 ' "$(grep -c 'tried again: HTTP 429' "$folder/limited" || true)"
dealwire articles --format jsonl -n 1000
[ "$(wc -l <"$folder/out")" = 27 ] || fail "27 articles are not in the store"

dealwire crawl --sources "$folder/sources.toml" --format json || fail "exit code $?"
[ "$(number discovered)" = 0 ] || fail "no feed was modified"
for feed in "$folder"/site/*.xml "$folder/site/secret/feed.xml"; do echo '<!-- later -->' >>"$feed"; done
: >"$folder/access.log"
dealwire crawl --sources "$folder/sources.toml" --format json || fail "exit code $?"
[ "$(number fetched)" = 0 ] || fail "nothing is new"
[ "$(number not_modified)" = 27 ] || fail "27 pages were not modified"
logged story ' 304 ' 27

dealwire crawl why "http://$base/news/story-20.html" || fail "why"
grep -q '1: Disallow\|2: Disallow: /news/story-20.html' "$folder/out" || fail "why names no robots line"
dealwire crawl why "http://$base/moved/story-21.html?utm_source=rss" || fail "why"
grep -q "leads to  *http://$base/news/story-21.html" "$folder/out" || fail "why does not tell the redirect"

# A source that comes out empty is named; TLS is verified.
printf '[defaults]\nallow_private_networks = true\nper_host_delay_ms = 0\n' >"$folder/bad.toml"
printf '[[source]]\nname = "%s"\nurl = "%s"\n' empty "http://$base/empty.xml" tls "https://127.0.0.1:$((port + 1))/feed.xml" \
  >>"$folder/bad.toml"
code=0
dealwire crawl --sources "$folder/bad.toml" --format json || code=$?
[ $code = 3 ] || fail "exit code $code, not 3"
grep -q 'empty: fell silent: 5 of its 5 pages came out without an article' "$folder/err" || fail "no alarm"
grep -q '"alarms":\[{"source":"empty"' "$folder/out" || fail "no alarm in the summary"
grep -q 'tls: https://.*: tls: ' "$folder/err" || fail "a certificate of nobody's is taken"

# One that the sources file trusts is; the server speaks HTTP/2 then.
printf '[defaults]\nallow_private_networks = true\nper_host_delay_ms = 0\nmax_age_days = 0\nca_file = "%s"\n[[source]]\nname = "tls"\nurl = "%s"\n' \
  "$folder/cert" "https://127.0.0.1:$((port + 1))/feed.xml" >"$folder/good.toml"
: >"$folder/access.log"
"$build/dealwire" --db "$folder/db3" crawl --sources "$folder/good.toml" --format json >"$folder/out" 2>"$folder/err" ||
  fail "exit code $?"
[ "$(number articles)" = 19 ] || fail "19 articles were to be had over TLS"
logged story ' HTTP/2.0" 200 ' 19

ls "$folder"/warc/*.warc.gz >/dev/null || fail "no web archive"
zcat "$folder"/warc/*.warc.gz | grep -aq 'Authorization' && fail "the password is in the archive"
dealwire articles --format jsonl -n 1000
grep -o '"sha256":"[^"]*"\|"url":"[^"]*"' "$folder/out" | sort >"$folder/crawled"
"$build/dealwire" --db "$folder/db2" ingest "$folder"/warc/*.warc.gz >"$folder/out" 2>"$folder/err" || fail "ingest of the archive"
"$build/dealwire" --db "$folder/db2" articles --format jsonl -n 1000 >"$folder/out"
grep -o '"sha256":"[^"]*"\|"url":"[^"]*"' "$folder/out" | sort | cmp - "$folder/crawled" || fail "the archive gives other articles"
echo "crawl_nginx: passed"
