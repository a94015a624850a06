#!/usr/bin/env bash
# Kills dealwire at random moments and checks that nothing acknowledged is lost:
#   tests/process/store_kill.sh BUILD [ROUNDS]      default 10; scripts/soak does 200
# Each round kills -9 one of ingest, reextract, export, backup and compact, then verifies the store,
# that every article of an ingest that ended is still there, and that the cursor of an export is
# never ahead of its file. Prints the seed; SOAK_SEED=N runs the same moments again.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
rounds=${2:-10}
cd "$(dirname "$0")/../.."
RANDOM=${SOAK_SEED:=$$}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEALWIRE_DB=$work/db
cp -r rules "$work/other-rules"
rm "$work"/other-rules/lang/en.toml
echo "== soak: $rounds rounds, SOAK_SEED=$SOAK_SEED"

fail() { echo "soak: round $round ($what): $1" >&2; exit 1; }

# Articles of a round: some tell deals, each its own.
articles() {
  for i in $(seq "$2"); do
    printf '{"id":"%s-%s","url":"https://example.org/%s/%s","lang":"en","published":"2025-11-%02d","text":"OpenAI signed a contract worth $%s.%s billion with Oracle for cloud computing, round %s, article %s."}\n' \
      "$1" "$i" "$1" "$i" $((i % 28 + 1)) $((1 + $1 % 90)) $((i % 10)) "$1" "$i"
  done
}

# Runs the command and kills it a moment (less than $window ms) after it has opened the store for
# writing (an export or a backup: after it began); true if it ended by itself.
killed_or_done() {
  rm -f "$DEALWIRE_DB/WRITER"
  "$@" >/dev/null 2>"$work/err" &
  local pid=$!
  if [ "$what" != export ] && [ "$what" != backup ]; then
    until [ -e "$DEALWIRE_DB/WRITER" ] || ! kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
  fi
  local moment=$((RANDOM % window))
  sleep "$((moment / 1000)).$(printf '%03d' $((moment % 1000)))"
  if kill -9 "$pid" 2>/dev/null; then
    wait "$pid" 2>/dev/null && return 0
    return 1
  fi
  wait "$pid"
}

done_articles=0 kills=0
# The moments spread over what an ingest takes on this machine, so that some end in time.
articles 0 500 >"$work/0.jsonl"
start=$(date +%s%N)
"$dealwire" ingest --quiet "$work/0.jsonl"
window=$((($(date +%s%N) - start) / 1000000 * 3 / 2 + 100))
for round in $(seq "$rounds"); do
  case $((RANDOM % 8)) in
    0 | 1 | 2 | 3)
      what=ingest
      articles "$round" $((100 + RANDOM % 900)) >"$work/in.jsonl"
      if killed_or_done "$dealwire" ingest --quiet "$work/in.jsonl"; then
        expected=$(wc -l <"$work/in.jsonl")
        found=$("$dealwire" articles --format jsonl | grep -c "example.org/$round/" || true)
        [ "$found" = "$expected" ] || fail "$expected articles were acknowledged, $found are there"
        done_articles=$((done_articles + expected))
      else
        kills=$((kills + 1))
      fi
      ;;
    4)
      what=reextract
      rules=(--rules "$work/other-rules")
      [ $((RANDOM % 2)) = 0 ] || rules=()
      killed_or_done "$dealwire" "${rules[@]}" store reextract --quiet || kills=$((kills + 1))
      ;;
    5)
      what=export
      cp "$work/cursor" "$work/cursor.before" 2>/dev/null || true
      rm -f "$work/out.jsonl"
      killed_or_done "$dealwire" export -o "$work/out.jsonl" --since-cursor "$work/cursor" ||
        kills=$((kills + 1))
      if [ -f "$work/cursor" ] && ! cmp -s "$work/cursor" "$work/cursor.before" &&
        [ ! -f "$work/out.jsonl" ]; then
        fail "the cursor moved and its file is not there"
      fi
      ;;
    6)
      what=backup
      killed_or_done "$dealwire" store backup --quiet "$work/backups" || kills=$((kills + 1))
      ;;
    7)
      what=compact
      killed_or_done "$dealwire" store compact || kills=$((kills + 1))
      ;;
  esac
  "$dealwire" store verify --quiet || fail "the store is not sound"
done
if "$dealwire" store backup --quiet "$work/backups"; then
  "$dealwire" store restore --quiet "$work/backups" --to "$work/restored"
  "$dealwire" --db "$work/restored" store verify --quiet
  "$dealwire" query --format jsonl >"$work/a"
  "$dealwire" --db "$work/restored" query --format jsonl | cmp - "$work/a"
  for format in csv jsonl; do
    "$dealwire" export --format "$format" >"$work/a"
    "$dealwire" --db "$work/restored" export --format "$format" | cmp - "$work/a"
  done
fi
echo "== soak: $rounds rounds, $kills killed in the midst, $done_articles articles acknowledged: sound"
