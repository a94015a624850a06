#!/usr/bin/env bash
# A crawl that is killed (SIGKILL) at random moments loses nothing and does nothing twice:
#   tests/process/crawl_kill.sh BUILD_DIR [KILLS [--warc]]      scripts/soak does 50
# The server gives each crawl 50 answers and lets it wait then, so that every one of them is killed
# in its midst, before or after. What the store has at a kill, read or not, no later crawl may ask
# for; in the end every article is stored exactly once. With --warc the web archives, those among them
# that were broken off, have to give the same articles once more.
set -euo pipefail
build=$(realpath "$1")
kills=${2:-8}
archive=${3:-}
answers=50
pages=$((answers * (kills + 1)))
. "$(dirname "$0")/crawl_common.sh"
make_site 1 $pages
serve_site --hold $answers
[ -z "$archive" ] || archive="--warc $folder/warc"

: >"$folder/had"
for round in $(seq "$kills"); do
  agent=held-$round
  sources_for "$agent"
  # Not crawl(), whose shell would be killed in its stead.
  "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet $archive 2>"$folder/err" &
  crawler=$!
  # Somewhere between its first request and, for the first one, a page that is kept.
  goal=$((RANDOM % answers + 1))
  until [ "$(grep -c " $agent\$" "$folder/requests" || true)" -ge $goal ]; do
    kill -0 $crawler 2>/dev/null || { cat "$folder/err"; fail "crawl $round ended by itself"; }
    sleep 0.01
  done
  if [ "$round" = 1 ]; then
    until [ -n "$(kept)" ]; do sleep 0.1; done
  else
    sleep "0.0$((RANDOM % 100))"
  fi
  kill -KILL $crawler || fail "crawl $round ended by itself"
  wait $crawler 2>/dev/null || true
  asked_by "$agent" | comm -12 - "$folder/had" >"$folder/again"
  [ ! -s "$folder/again" ] || fail "crawl $round asked for $(wc -l <"$folder/again") pages that were stored"
  kept >"$folder/now"
  [ -z "$(comm -13 "$folder/now" "$folder/had")" ] || fail "what was stored before kill $round is not now"
  mv "$folder/now" "$folder/had"
done
had=$(wc -l <"$folder/had")
[ "$had" -gt 0 ] || fail "no page was stored before a kill"

sources_for last
crawl $archive || fail "the last crawl failed"
asked_by last | comm -12 - "$folder/had" >"$folder/again"
[ ! -s "$folder/again" ] || fail "the last crawl asked for $(wc -l <"$folder/again") pages that were stored"
"$build/dealwire" --db "$folder/db" articles --format jsonl -n 100000 >"$folder/articles"
stored=$(wc -l <"$folder/articles")
urls=$(grep -o '"url":"[^"]*"' "$folder/articles" | sort -u | wc -l)
[ "$stored" = $pages ] || fail "$stored articles, not $pages"
[ "$urls" = $pages ] || fail "$urls addresses, not $pages"
"$build/dealwire" --db "$folder/db" store verify || fail "store verify finds something wrong"
if [ -n "$archive" ]; then
  identities() { grep -o '"sha256":"[^"]*"\|"url":"[^"]*"' "$1" | sort; }
  code=0
  "$build/dealwire" --db "$folder/db2" ingest --quiet "$folder/warc" 2>"$folder/err" || code=$?
  # 3: a record that a kill broke off is told, and passed over.
  [ $code = 0 ] || [ $code = 3 ] || { cat "$folder/err"; fail "ingest of the archives: exit code $code"; }
  "$build/dealwire" --db "$folder/db2" articles --format jsonl -n 100000 >"$folder/archived"
  [ "$(identities "$folder/archived")" = "$(identities "$folder/articles")" ] || fail "the archives give other articles"
fi
echo "crawl_kill: $kills kills, $had pages stored before the last of them, $stored articles, none asked for again"
