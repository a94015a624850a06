#!/usr/bin/env bash
# Deals out of web archives with GNU parallel, on one machine or over ssh; no service needed.
#   examples/parallel_backfill.sh OUT TASKS WARC...
# TASKS processes side by side, each takes every TASKS-th archive. An archive's records are in
# OUT/NAME.jsonl, which is there when it is whole: that is what marks it as done. A run that broke off is
# started again with the same words, goes on with what is not done, and gives the same rows.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,7p' "$0" | sed 's/^# //' >&2; exit 2; }
out=$1 tasks=$2
shift 2
seq "$tasks" | parallel --jobs "$tasks" --halt soon,fail=1 \
  "${DEALWIRE:-dealwire}" extract --format jsonl --jobs 1 --into "$out" --shard "{}/$tasks" "$@"
