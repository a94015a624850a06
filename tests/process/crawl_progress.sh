#!/usr/bin/env bash
# The line that a crawl rewrites on a terminal while it runs: sources, pages, bytes, deals, what waits.
#   tests/process/crawl_progress.sh BUILD_DIR
# Needs script (bsdutils), which gives a terminal; 77: it is not here.
set -euo pipefail
build=$(realpath "$1")
command -v script >/dev/null || { echo "crawl_progress: no script(1) here; skipped"; exit 77; }
. "$(dirname "$0")/crawl_common.sh"
make_site 1 60
serve_site --hold 50
sources_for held-terminal
command="'$build/dealwire' --db '$folder/db' crawl --sources '$folder/sources.toml'"

# Held after robots.txt, the feed and 48 pages, it goes on telling how far it is.
touch "$folder/screen"
script -qefc "$command" "$folder/screen" </dev/null >"$folder/out" &
terminal=$!
cleanup() { kill $terminal 2>/dev/null || true; }
until grep -aq '/1 sources, 4[0-9] pages, 0\.[0-9] MB, [0-9]* new deals, 1[0-9] waiting, ETA ' "$folder/screen"; do
  kill -0 $terminal 2>/dev/null || fail "the crawl ended by itself: $(tail -c 300 "$folder/screen")"
  sleep 0.1
done
# Another visitor frees it, again and again; the line goes, and what stays is the summary.
while kill -0 $terminal 2>/dev/null; do
  exec 3<>"/dev/tcp/127.0.0.1/${address##*:}"
  printf 'GET /feed.xml HTTP/1.0\r\nUser-Agent: other\r\n\r\n' >&3
  exec 3>&-
  sleep 0.05
done
wait $terminal || { cat "$folder/screen"; fail "the crawl failed"; }
tr '\r' '\n' <"$folder/screen" | grep -av 'Script ' | tail -n 3 >"$folder/last"
grep -aq '60 fetched' "$folder/last" || { cat "$folder/last"; fail "no summary at the end"; }

# A file is shown none.
sources_for other
"$build/dealwire" --db "$folder/db2" crawl --sources "$folder/sources.toml" 2>"$folder/err" >"$folder/out" || fail "the second crawl failed"
! grep -aq 'waiting' "$folder/err" || fail "the line is written where there is no terminal"
echo "crawl_progress: passed"
