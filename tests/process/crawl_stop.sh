#!/usr/bin/env bash
# A crawl that is asked to end (SIGTERM, SIGINT) while answers are outstanding for ever:
#   tests/process/crawl_stop.sh BUILD_DIR
# It ends by itself with exit code 130, tells so, keeps what it has, and the next one goes on.
set -euo pipefail
build=$(realpath "$1")
. "$(dirname "$0")/crawl_common.sh"
pages=200
make_site 1 $pages
serve_site --hold 60

: >"$folder/had"
for signal in TERM INT; do
  agent=held-$signal
  sources_for "$agent"
  # A job in the background would have SIGINT ignored; setsid's child does not.
  setsid --wait bash -c 'trap - INT; echo $$ >"$0.pid"; exec "$@"' "$folder/$signal" \
    "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet --format json \
    >"$folder/out" 2>"$folder/err" &
  waiting=$!
  # All that it is given, and four requests that are held.
  until [ "$(grep -c " $agent\$" "$folder/requests" || true)" -ge 64 ]; do
    kill -0 $waiting 2>/dev/null || { cat "$folder/err"; fail "the crawl ended by itself"; }
    sleep 0.05
  done
  # Meanwhile the database is its own.
  code=0
  crawl 2>"$folder/second" || code=$?
  [ $code = 4 ] || fail "a second crawl ends with exit code $code, not 4"
  grep -q "in use by another writer (process $(cat "$folder/$signal.pid")" "$folder/second" || fail "it does not say who"
  begun=$SECONDS
  kill -$signal "$(cat "$folder/$signal.pid")"
  code=0
  wait $waiting || code=$?
  [ $code = 130 ] || { cat "$folder/err"; fail "exit code $code after SIG$signal, not 130"; }
  grep -q '"stopped":"interrupted"' "$folder/out" || fail "the summary does not tell SIG$signal"
  echo "crawl_stop: SIG$signal: ended after $((SECONDS - begun)) s"
  asked_by "$agent" | comm -12 - "$folder/had" >"$folder/again"
  [ ! -s "$folder/again" ] || fail "asked again for what was stored"
  kept >"$folder/had"
  [ "$(wc -l <"$folder/had")" -ge 50 ] || fail "$(wc -l <"$folder/had") pages are kept"
done
sources_for last
crawl --format json >"$folder/out" || fail "the last crawl failed"
grep -q '"resumed":true' "$folder/out" || fail "the last crawl did not go on with the one before"
asked_by last | comm -12 - "$folder/had" >"$folder/again"
[ ! -s "$folder/again" ] || fail "asked again for what was stored"
stored=$("$build/dealwire" --db "$folder/db" articles --format jsonl -n 100000 | wc -l)
[ "$stored" = $pages ] || fail "$stored articles, not $pages"
"$build/dealwire" --db "$folder/db" store verify || fail "store verify finds something wrong"
echo "crawl_stop: passed"
