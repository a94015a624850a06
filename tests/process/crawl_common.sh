# What the tests of the crawl as a process share; sourced. Gives $folder, which is removed at the end,
# and $site, the process that serves. No wait here has a bound of its own: a test that hangs is ended
# by ctest, and none fails because the machine is slow.
folder=$(mktemp -d)
site=
trap '[ -z "$site" ] || kill "$site" 2>/dev/null || true; cleanup; rm -rf "$folder"' EXIT
cleanup() { :; }
fail() {
  echo "$(basename "$0" .sh): $*" >&2
  exit 1
}

# FIRST LAST: pages in $folder/site/news, and the feed that names them.
make_site() {
  mkdir -p "$folder/site/news"
  {
    echo '<rss><channel>'
    for i in $(seq "$1" "$2"); do echo "<item><link>/news/story-$i.html</link></item>"; done
    echo '</channel></rss>'
  } >"$folder/site/feed.xml"
  for i in $(seq "$1" "$2"); do
    cat >"$folder/site/news/story-$i.html" <<END
<!DOCTYPE html><html lang="en"><head><title>Provider number $i signs its contract</title></head><body><article>
<h1>Provider number $i signs its contract</h1>
<p>The company signed a contract over \$$i million with Oracle on Monday, story number $i of this site, and said that it will
use the computing capacity for its own models over the next five years.</p>
<p>A spokesman said that report $i was the first of its kind, and that the companies had talked about it since the spring.
Nobody had expected that the talks would take as long as they did, he said.</p>
</article></body></html>
END
  done
}

# OPTION...: serves $folder/site; $address is where, $folder/requests its log.
serve_site() {
  : >"$folder/requests"
  "$build/news_site" "$folder/site" --log "$folder/requests" "$@" >"$folder/address" &
  site=$!
  until [ -s "$folder/address" ]; do
    kill -0 "$site" 2>/dev/null || fail "the server did not start"
    sleep 0.05
  done
  address=$(head -n 1 "$folder/address")
}

# AGENT: the sources file, for a crawl of that name.
sources_for() {
  cat >"$folder/sources.toml" <<END
[defaults]
user_agent = "$1"
per_host_delay_ms = 0
per_host_connections = 4
timeout_s = 600
max_age_days = 0
allow_private_networks = true
[[source]]
name = "site"
url = "$address/feed.xml"
END
}

crawl() { "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet "$@"; }

# The paths of the pages that the store has the bytes of, read or to be read, sorted.
kept() {
  sed -n "s|.*<link>\(/[^<]*\)</link>.*|$address\1|p" "$folder/site/feed.xml" |
    "$build/dealwire" --db "$folder/db" crawl why - 2>/dev/null |
    awk -v base="$address" '/^http/ { url = substr($1, length(base) + 1) } /^  verdict +fetched/ { print url }' | sort
}

# AGENT: the paths that it asked for, sorted; what is not a page is left out.
asked_by() { awk -v agent="$1" '$2 == agent && $1 ~ /story/ { print $1 }' "$folder/requests" | sort; }
