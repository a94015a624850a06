#!/usr/bin/env bash
# What one page of 5 MB takes, however it is made: at most twenty times its size above what one sentence takes.
#   tests/process/page_memory.sh BUILD
# Needs /usr/bin/time; 77: it is not here, or the build has sanitizers, which take memory of their own.
set -euo pipefail
build=$(realpath "$1")
[ -x /usr/bin/time ] || { echo "page_memory: no /usr/bin/time here; skipped"; exit 77; }
if ! grep -q '^DEALWIRE_SANITIZE:STRING=$' "$build/CMakeCache.txt"; then
  echo "page_memory: built with sanitizers; skipped"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bytes=5000000
most=$((20 * bytes / 1024))

# Peak memory in KiB of extracting the page, whose records are not looked at: it may hold no article, but not end the
# program by a signal.
peak() {
  local status=0
  /usr/bin/time -o "$work/peak" -f %M "$build/dealwire" extract --jobs 1 --format jsonl "$work/page.html" \
    >/dev/null 2>"$work/err" || status=$?
  [ "$status" -le 3 ] || { echo "page_memory: exit code $status: $(tail -n 1 "$work/err")" >&2; return 1; }
  tail -n 1 "$work/peak"
}

printf '<p>One sentence of a text that is short.</p>' >"$work/page.html"
least=$(peak)
failed=0
try() {
  { printf '%s' "$1"; { yes "$2" || true; } | tr -d '\n' | head -c "$bytes" || true; } >"$work/page.html"
  local peak above
  peak=$(peak) || { failed=1; return 0; }
  above=$((peak - least))
  printf '%-44.44s %7d KiB, %4.1f times the page\n' "$2" "$above" "$((above * 10240 / bytes))e-1"
  [ "$above" -le "$most" ] || { echo "page_memory: more than $most KiB" >&2; failed=1; }
}
try '<html><body>' '<p>x'
try '<html><body>' '<div>'
try '<html><body>' '<b><i>'
try '<html><body>' '<li>x'
try '<html><body>' '<h2>x</h2>'
try '<html><body>' '<a href=x>y</a>'
try '<html><body>' 'a<i>b</i>'
try '<html><body>' '<table><tr><td>x</table>'
try '<html><body>' '<p class=x id=y role=z href=q name=w>'
try '<div ' 'class=x a=1 '
try '<html><body>' '<meta name=a content=b>'
try '<html><body>' 'word '
try '<html><body>' '1234 '
try '<html><body>' 'a, '
try '<html><body>' '$5 billion, '
try '<html><body>' 'Xyz pays $5 million. '
exit "$failed"
