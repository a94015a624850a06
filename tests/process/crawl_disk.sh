#!/usr/bin/env bash
# A disk that fills: the crawl ends with exit code 1 and says why, the store stays sound, and with room
# again it goes on.
#   tests/process/crawl_disk.sh BUILD_DIR
# The disk is a small one in memory, in a mount namespace of its own. Exit 77: not permitted here.
set -euo pipefail
build=$(realpath "$1")
if [ "${2:-}" != inside ]; then
  try=$(mktemp -d)
  if ! unshare -m mount -t tmpfs -o size=1m none "$try" 2>/dev/null; then
    rmdir "$try"
    echo "crawl_disk: passed over: mounts are not permitted here"
    exit 77
  fi
  rmdir "$try"
  exec unshare -m "$0" "$build" inside
fi
. "$(dirname "$0")/crawl_common.sh"
cleanup() { umount "$folder/db" 2>/dev/null || true; }
pages=600
make_site 1 $pages
serve_site
sources_for full
mkdir "$folder/db"
mount -t tmpfs -o size=2m none "$folder/db"

code=0
crawl 2>"$folder/err" || code=$?
cat "$folder/err"
[ $code = 1 ] || fail "exit code $code with a full disk, not 1"
grep -qi 'no space' "$folder/err" || fail "it does not say that the disk is full"
[ "$(wc -l <"$folder/err")" -le 5 ] || fail "it says too much"
mount -o remount,size=200m none "$folder/db"
"$build/dealwire" --db "$folder/db" store verify || fail "the store is not sound"
kept >"$folder/had"
sources_for last
crawl || fail "the crawl does not go on when there is room"
asked_by last | comm -12 - "$folder/had" >"$folder/again"
[ ! -s "$folder/again" ] || fail "asked again for what was stored"
stored=$("$build/dealwire" --db "$folder/db" articles --format jsonl -n 100000 | wc -l)
[ "$stored" = $pages ] || fail "$stored articles, not $pages"
"$build/dealwire" --db "$folder/db" store verify || fail "store verify finds something wrong"
echo "crawl_disk: $(wc -l <"$folder/had") pages kept when the disk was full, $stored articles in the end"
