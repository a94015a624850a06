#!/usr/bin/env bash
# A disk that is full: ingest says so in one line and fails, nothing acknowledged is lost, the store is sound, and it
# goes on when there is room again:
#   tests/process/store_full.sh BUILD
# Needs to mount a small tmpfs, which root may; 77: it may not here.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
work=$(mktemp -d)
mounted=0
end() {
  [ "$mounted" = 0 ] || umount "$work/disk"
  rm -rf "$work"
}
trap end EXIT
mkdir "$work/disk"
if ! mount -t tmpfs -o size=32m tmpfs "$work/disk" 2>/dev/null; then
  echo "store_full: cannot mount a tmpfs here; skipped"
  exit 77
fi
mounted=1
export DEALWIRE_DB=$work/disk/db
fail() { echo "store_full: $1" >&2; cat "$work/err" >&2; exit 1; }

# Pages whose bytes do not compress, in a folder of their own.
pages() {
  mkdir -p "$work/$1"
  for i in $(seq "$2" "$3"); do
    {
      echo "<html lang=en><head><title>Deal $i</title><link rel=canonical href=https://example.org/$i></head><body>"
      echo "<article><p>OpenAI signed a contract worth \$$((i % 90 + 1)) billion with Oracle for cloud computing.</p>"
      echo "<p>The companies said so in a statement on Tuesday, and gave no more details of the contract.</p></article><!--"
      head -c 150000 /dev/urandom | base64
      echo "--></body></html>"
    } >"$work/$1/$i.html"
  done
}

pages first 1 20
"$dealwire" ingest --quiet "$work/first" 2>"$work/err" || fail "20 pages do not fit"
pages many 21 320
if "$dealwire" ingest --quiet "$work/many" 2>"$work/err"; then
  fail "300 more pages fit on a disk of 32 MB"
fi
grep -q "No space left" "$work/err" || fail "the error does not say that the disk is full"
grep -q "make room" "$work/err" || fail "the error does not say what to do"
[ "$(grep -c . "$work/err")" -le 2 ] || fail "the error is more than two lines"
"$dealwire" store verify --quiet 2>"$work/err" || fail "the store is not sound on the full disk"
found=$("$dealwire" articles --format jsonl | wc -l)
[ "$found" -ge 20 ] || fail "20 articles were acknowledged, $found are there"

mount -o remount,size=100m "$work/disk"
pages last 321 340
"$dealwire" ingest --quiet "$work/last" 2>"$work/err" || fail "it does not go on with room again"
"$dealwire" store verify --quiet 2>"$work/err" || fail "the store is not sound after it"
after=$("$dealwire" articles --format jsonl | wc -l)
[ "$after" -ge $((found + 20)) ] || fail "$found articles and 20 more, $after are there"
echo "store_full: $found articles on the full disk, $after with room again: sound"
