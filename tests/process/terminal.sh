#!/usr/bin/env bash
# What a table is on a terminal: through the pager, bold head unless NO_COLOR, cut to the width by what characters take.
#   tests/process/terminal.sh BUILD
# Needs script (bsdutils), which gives a terminal; 77: it is not here.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
command -v script >/dev/null || { echo "terminal: no script(1) here; skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEALWIRE_DB=$work/db TERM=xterm LC_ALL=C.UTF-8
unset NO_COLOR PAGER LESS
fail() { echo "terminal: $1" >&2; cat "$work/out" >&2; exit 1; }
title='微軟與甲骨文簽署雲端運算合約 データセンター 클라우드 계약 cafe'$'\xcc\x81'' Ме'$'\xcc\x81''жду'
for i in 1 2 3; do
  printf '{"id":"%s","url":"https://example.org/%s","lang":"en","published":"2025-11-0%s","title":"%s","text":"OpenAI signed a contract worth $%s billion with Oracle for cloud computing."}\n' \
    "$i" "$i" "$i" "$title" "$i" >>"$work/in.jsonl"
done
"$dealwire" ingest --quiet "$work/in.jsonl"

# On a terminal of 60 columns; the output, without the carriage returns that it adds.
on_terminal() { script -qec "stty cols 60 rows 20; $1" /dev/null </dev/null | tr -d '\r' >"$work/out"; }

on_terminal "PAGER=\"sed 's/^/paged: /'\" '$dealwire' query"
grep -q '^paged: .*ID ' "$work/out" || fail "the table does not go through PAGER"
on_terminal "PAGER=\"sed 's/^/paged: /'\" '$dealwire' query --no-pager"
! grep -q 'paged: ' "$work/out" || fail "--no-pager has a pager"
on_terminal "PAGER= '$dealwire' query"
grep -q $'^\x1b\\[1m' "$work/out" || fail "the head is not bold"
on_terminal "PAGER= NO_COLOR=1 '$dealwire' query"
! grep -q $'\x1b' "$work/out" || fail "NO_COLOR is not heard"
grep -q '^ID ' "$work/out" || fail "no table"
on_terminal "PAGER= TERM=dumb '$dealwire' query"
! grep -q $'\x1b' "$work/out" || fail "TERM=dumb has colours"
"$dealwire" query | grep -q '^{' || fail "a pipe does not get JSON lines"

on_terminal "PAGER= NO_COLOR=1 '$dealwire' articles"
grep -q '微軟與甲骨文' "$work/out" || fail "the titles are not there"
# Han, kana and Hangul take two columns, combining accents none, all else one.
perl -CSD -ne 'chomp; my ($width, $line) = (0, $_);
  $width += /[\x{4E00}-\x{9FFF}\x{3041}-\x{30FF}\x{AC00}-\x{D7A3}]/ ? 2 : /[\x{300}-\x{36F}]/ ? 0 : 1 for split //;
  if ($width > 60) { print STDERR "a line of $width columns\n"; exit 1 }' "$work/out" ||
  fail "a line is wider than the terminal"
echo "terminal: pager, NO_COLOR, widths as they should be"
