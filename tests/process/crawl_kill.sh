#!/usr/bin/env bash
# A crawl that is killed (SIGKILL) at random moments loses nothing and does nothing twice:
#   tests/process/crawl_kill.sh BUILD_DIR [KILLS]
# A site of many pages on loopback is crawled and killed KILLS times; then one crawl runs to its end.
# Every article must be stored exactly once, and no page may have been asked for again after it was
# stored: at most one request a page and one more a kill for what was in flight.
set -euo pipefail
build=$1
kills=${2:-8}
pages=400
folder=$(mktemp -d)
site=
trap '[ -z "$site" ] || kill "$site" 2>/dev/null || true; rm -rf "$folder"' EXIT
fail() { echo "crawl_kill: $*" >&2; exit 1; }

mkdir "$folder/site"
{
  echo '<rss><channel>'
  for i in $(seq $pages); do echo "<item><link>/news/story-$i.html</link></item>"; done
  echo '</channel></rss>'
} >"$folder/site/feed.xml"
mkdir "$folder/site/news"
for i in $(seq $pages); do
  cat >"$folder/site/news/story-$i.html" <<END
<!DOCTYPE html><html lang="en"><head><title>Provider number $i signs its contract</title></head><body><article>
<h1>Provider number $i signs its contract</h1>
<p>The company signed a contract over \$$i million with Oracle on Monday, story number $i of this site, and said that it will
use the computing capacity for its own models over the next five years.</p>
<p>A spokesman said that report $i was the first of its kind, and that the companies had talked about it since the spring.
Nobody had expected that the talks would take as long as they did, he said.</p>
</article></body></html>
END
done
"$build/news_site" "$folder/site" 0 "$folder/requests" >"$folder/address" &
site=$!
for _ in $(seq 100); do [ -s "$folder/address" ] && break; sleep 0.1; done
address=$(head -n 1 "$folder/address")
cat >"$folder/sources.toml" <<END
[defaults]
per_host_delay_ms = 0
per_host_connections = 4
max_age_days = 0
allow_private_networks = true
[[source]]
name = "site"
url = "$address/feed.xml"
END
crawl() { "$build/dealwire" --db "$1" crawl --sources "$folder/sources.toml" --quiet; }

# How long a whole crawl takes here tells when to kill one.
start=$(date +%s%N)
crawl "$folder/whole" || fail "the first crawl failed"
took_ms=$((($(date +%s%N) - start) / 1000000))
: >"$folder/requests"

killed=0
for _ in $(seq "$kills"); do
  "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet 2>/dev/null &
  crawler=$!
  sleep "$(printf '0.%03d' $((RANDOM % (took_ms < 999 ? took_ms : 999))))"
  kill -KILL "$crawler" 2>/dev/null && killed=$((killed + 1))
  wait "$crawler" 2>/dev/null || true
done
crawl "$folder/db" || fail "the last crawl failed"

"$build/dealwire" --db "$folder/db" articles --format jsonl -n 100000 >"$folder/articles"
stored=$(wc -l <"$folder/articles")
urls=$(grep -o '"url":"[^"]*"' "$folder/articles" | sort -u | wc -l)
[ "$stored" = $pages ] || fail "$stored articles, not $pages"
[ "$urls" = $pages ] || fail "$urls addresses, not $pages"
asked=$(grep -c story "$folder/requests")
most=$((pages + 4 * killed))
[ "$asked" -le $most ] || fail "$asked requests for $pages pages and $killed kills"
if "$build/dealwire" --help | grep -q '^ *store '; then
  "$build/dealwire" --db "$folder/db" store verify || fail "store verify finds something wrong"
fi
echo "crawl_kill: $killed kills, $stored articles, $asked requests for $pages pages"
