#!/usr/bin/env bash
# Kills dealwire at random moments and checks that nothing acknowledged is lost:
#   tests/process/store_kill.sh BUILD [ROUNDS]      default 8; scripts/soak does 200
# Each round kills -9 one of ingest, reextract, export, backup and compact, in turn, and every other one an ingest.
# Then the store is verified, every article of any ingest that ended is looked for, and the cursor of an export is
# never ahead of its file. Prints the seed; SOAK_SEED=N runs the same moments again.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
rounds=${2:-8}
cd "$(dirname "$0")/../.."
RANDOM=${SOAK_SEED:=$$}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEALWIRE_DB=$work/db
cp -r rules "$work/other-rules"
rm "$work"/other-rules/lang/en.toml
echo "== soak: $rounds rounds, SOAK_SEED=$SOAK_SEED"

fail() { echo "soak: round $round ($what): $1" >&2; exit 1; }

# Articles ($2 of them) of a round: some tell deals, each its own.
articles() {
  for i in $(seq "$2"); do
    printf '{"id":"%s-%s","url":"https://example.org/%s/%s","lang":"en","published":"2025-11-%02d","text":"OpenAI signed a contract worth $%s.%s billion with Oracle for cloud computing, round %s, article %s."}\n' \
      "$1" "$i" "$1" "$i" $((i % 28 + 1)) $((1 + ${1%%-*} % 90)) $((i % 10)) "$1" "$i"
  done
}

urls() { grep -o 'https://example\.org/[0-9a-z/-]*' | sort -u; }

# Milliseconds that a command takes which is let end.
took() {
  local start
  start=$(date +%s%N)
  "$@" >/dev/null
  echo $((($(date +%s%N) - start) / 1000000))
}

# Runs the command and kills it a moment (less than ${window[$what]} ms) after it has opened the store for writing (an export or a
# backup: after it began). True if it ended by itself before; anything else than that and a kill fails the run.
killed_or_done() {
  "$@" >/dev/null 2>"$work/err" &
  local pid=$! status=0
  if [ "$what" != export ] && [ "$what" != backup ]; then
    until grep -qs "^process $pid," "$DEALWIRE_DB/WRITER" || ! kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
  fi
  local moment=$((RANDOM % window[$what]))
  sleep "$((moment / 1000)).$(printf '%03d' $((moment % 1000)))"
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || status=$?
  [ "$status" = 0 ] && return 0
  [ "$status" = 137 ] || fail "ended with $status: $(cat "$work/err")"
  kills[$what]=$((kills[$what] + 1))
  return 1
}

# An ingest that is let end.
acknowledge() {
  "$dealwire" ingest --quiet "$1"
  urls <"$1" >>"$work/acknowledged"
}

declare -A kills=([ingest]=0 [reextract]=0 [export]=0 [backup]=0 [compact]=0) window
kinds=(ingest reextract ingest export ingest backup ingest compact)
# The moments spread over what each takes on this machine, so that a few end in time.
articles 0 500 >"$work/in.jsonl"
window[ingest]=$(took acknowledge "$work/in.jsonl")
window[reextract]=$(took "$dealwire" store reextract --quiet)
window[export]=$(took "$dealwire" export -o "$work/out.jsonl" --since-cursor "$work/cursor")
window[backup]=$(took "$dealwire" store backup --quiet "$work/backups")
window[compact]=$(took "$dealwire" store compact)
for round in $(seq "$rounds"); do
  what=${kinds[(round - 1) % ${#kinds[@]}]}
  case $what in
    ingest)
      articles "$round-kept" $((10 + RANDOM % 50)) >"$work/in.jsonl"
      acknowledge "$work/in.jsonl"
      articles "$round" $((100 + RANDOM % 900)) >"$work/in.jsonl"
      if killed_or_done "$dealwire" ingest --quiet "$work/in.jsonl"; then
        urls <"$work/in.jsonl" >>"$work/acknowledged"
      fi
      ;;
    reextract)
      rules=(--rules "$work/other-rules")
      [ $((RANDOM % 2)) = 0 ] || rules=()
      killed_or_done "$dealwire" "${rules[@]}" store reextract --quiet || true
      ;;
    export)
      cp "$work/cursor" "$work/cursor.before" 2>/dev/null || true
      rm -f "$work/out.jsonl"
      killed_or_done "$dealwire" export -o "$work/out.jsonl" --since-cursor "$work/cursor" || true
      if [ -f "$work/cursor" ] && ! cmp -s "$work/cursor" "$work/cursor.before" &&
        [ ! -f "$work/out.jsonl" ]; then
        fail "the cursor moved and its file is not there"
      fi
      ;;
    backup) killed_or_done "$dealwire" store backup --quiet "$work/backups" || true ;;
    compact) killed_or_done "$dealwire" store compact || true ;;
  esac
  "$dealwire" store verify --quiet || fail "the store is not sound"
  lost=$("$dealwire" articles --format jsonl | urls | comm -13 - <(sort -u "$work/acknowledged") | wc -l)
  [ "$lost" = 0 ] || fail "$lost articles that were acknowledged are not there"
done
what="the last backup"
"$dealwire" store backup --quiet "$work/backups"
"$dealwire" store restore --quiet "$work/backups" --to "$work/restored"
"$dealwire" --db "$work/restored" store verify --quiet
"$dealwire" query --format jsonl >"$work/a"
"$dealwire" --db "$work/restored" query --format jsonl | cmp - "$work/a"
for format in csv jsonl; do
  "$dealwire" export --format "$format" >"$work/a"
  "$dealwire" --db "$work/restored" export --format "$format" | cmp - "$work/a"
done
told=""
for kind in ingest reextract export backup compact; do told+="$kind ${kills[$kind]}, "; done
echo "== soak: $rounds rounds, killed in the midst: $told$(sort -u "$work/acknowledged" | wc -l) articles acknowledged: sound"
