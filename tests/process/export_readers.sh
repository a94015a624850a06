#!/usr/bin/env bash
# The files of `export` opened by the programs of those who get them, each row compared with the JSON lines:
#   tests/process/export_readers.sh BUILD
# sqlite3; LibreOffice (xlsx); DuckDB and pyarrow (parquet, where the program is built with Apache Arrow). What is not
# there is said and left out; 77: none is. PYTHON names a python3 that has pyarrow and duckdb.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEALWIRE_DB=$work/db HOME=$work
"$dealwire" ingest --quiet corpora/demo/news corpora/seed
"$dealwire" export -o "$work/deals.jsonl"
reports=$(grep -o '"article_version"' "$work/deals.jsonl" | wc -l)
deals=$(wc -l <"$work/deals.jsonl")
[ "$deals" -gt 3 ] || { echo "export_readers: the demo has only $deals deals" >&2; exit 1; }
opened=0
same() { # program, what, expected, found
  [ "$3" = "$4" ] || { echo "export_readers: $1 reads $4 $2, $3 were exported" >&2; exit 1; }
}

if command -v sqlite3 >/dev/null; then
  "$dealwire" export -o "$work/deals.sqlite"
  same sqlite3 deals "$deals" "$(sqlite3 "$work/deals.sqlite" 'SELECT count(*) FROM deals')"
  same sqlite3 reports "$reports" "$(sqlite3 "$work/deals.sqlite" 'SELECT count(*) FROM reports')"
  same sqlite3 checks ok "$(sqlite3 "$work/deals.sqlite" 'PRAGMA integrity_check')"
  same sqlite3 "broken keys" "" "$(sqlite3 "$work/deals.sqlite" 'PRAGMA foreign_key_check')"
  for view in deals_by_provider deals_by_customer deals_by_month who_buys_from_whom disputed_deals newest_deals; do
    sqlite3 "$work/deals.sqlite" "SELECT * FROM $view" >/dev/null
  done
  echo "export_readers: sqlite3 reads $deals deals, $reports reports"
  opened=1
else
  echo "export_readers: no sqlite3 here; left out"
fi

if command -v soffice >/dev/null && command -v python3 >/dev/null; then
  "$dealwire" export -o "$work/deals.xlsx"
  # Filter options of the CSV export: comma, quote, UTF-8, first line, no formats, ..., every sheet (-1).
  soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
    --outdir "$work/sheets" "$work/deals.xlsx" >/dev/null 2>&1
  rows() { python3 -c 'import csv,sys; print(sum(1 for _ in csv.reader(open(sys.argv[1], encoding="utf-8"))) - 1)' "$1"; }
  same LibreOffice deals "$deals" "$(rows "$work/sheets/deals-deals.csv")"
  same LibreOffice reports "$reports" "$(rows "$work/sheets/deals-reports.csv")"
  echo "export_readers: LibreOffice reads $deals deals, $reports reports"
  opened=1
else
  echo "export_readers: no LibreOffice here; left out"
fi

if ! "$dealwire" export -o "$work/deals.parquet" 2>"$work/err"; then
  grep -q 'built without Apache Arrow' "$work/err" || { cat "$work/err" >&2; exit 1; }
  echo "export_readers: built without Apache Arrow; parquet left out"
elif ! "$python" -c 'import duckdb, pyarrow' 2>/dev/null; then
  echo "export_readers: no DuckDB and pyarrow here; parquet left out"
else
  "$python" - "$work/deals.parquet" "$work/deals.jsonl" <<'PYTHON'
import json, sys
import duckdb
import pyarrow.parquet

COLUMNS = ("id", "article", "customer", "provider", "kind", "status", "amount_min", "amount_max", "currency", "starts",
           "part_of", "aggregate", "published", "url", "title", "lang", "evidence")
expected = []
for line in open(sys.argv[2], encoding="utf-8"):
    deal = json.loads(line)
    for report in deal["reports"]:
        amount = report["amount"] or {}
        expected.append((deal["id"], report["article"], report["customer"], report["provider"], report["kind"],
                         report["status"], amount.get("min"), amount.get("max"), amount.get("currency"),
                         report["starts"], report["part_of"], report["aggregate"], report["published"], report["url"],
                         report["title"], report["lang"], [e["text"] for e in report["evidence"]]))
table = pyarrow.parquet.read_table(sys.argv[1])
by_arrow = [tuple(row[c] for c in COLUMNS) for row in table.to_pylist()]
by_duckdb = duckdb.sql(f"SELECT {', '.join(COLUMNS)} FROM read_parquet('{sys.argv[1]}')").fetchall()
for name, rows in (("pyarrow", by_arrow), ("DuckDB", by_duckdb)):
    if sorted(rows, key=lambda r: r[:2]) != sorted(expected, key=lambda r: r[:2]):
        different = [(a, b) for a, b in zip(sorted(rows), sorted(expected)) if a != b][:1]
        sys.exit(f"export_readers: {name} reads other rows than were exported: {different}")
if table.schema.metadata.get(b"dealwire.schema") is None:
    sys.exit("export_readers: the parquet file does not tell its schema version")
print(f"export_readers: DuckDB and pyarrow read {len(expected)} rows")
PYTHON
  opened=1
fi
[ "$opened" = 1 ] || exit 77
