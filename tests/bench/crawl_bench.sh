#!/usr/bin/env bash
# The figures of the crawl, against nginx on loopback:
#   tests/bench/crawl_bench.sh BUILD_DIR rate [PAGES]   20,000 pages of 6 kB: fetch, read, extract and
#                                                store, beside libcurl's multi interface alone
#   tests/bench/crawl_bench.sh BUILD_DIR hosts [HOSTS [PAGES [DELAY_MS]]]   300 hosts of 200 pages, 20 ms
#                                                between requests, beside one of them alone
#   tests/bench/crawl_bench.sh BUILD_DIR urls    10,000, 100,000 and 1,000,000 addresses known: memory,
#                                                time per address
set -euo pipefail
build=$(realpath "$1")
what=$2
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)
folder=$(mktemp -d)
chmod 755 "$folder"
trap 'kill "$(cat "$folder/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$folder"' EXIT
site=$folder/site
mkdir -p "$site/news"
port=$((20000 + RANDOM % 20000))
cat >"$folder/nginx.conf" <<END
daemon on; worker_processes 1; pid $folder/pid; error_log $folder/error.log;
events { worker_connections 2048; }
http {
  types { text/html html; application/rss+xml xml; text/plain txt; }
  access_log off; keepalive_requests 100000; client_body_temp_path $folder/t1; proxy_temp_path $folder/t2;
  fastcgi_temp_path $folder/t3; uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
  server { listen 0.0.0.0:$port; root $site; location /news/of/ { return 404; } }
}
END
# PAGES: articles of about 6 kB, each with its own words and figures.
pages() {
  awk -v pages="$1" -v dir="$site/news" 'BEGIN {
    for (i = 1; i <= pages; i++) {
      file = dir "/story-" i ".html"
      printf "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Provider %d signs its contract</title></head><body><article><h1>Provider %d signs its contract</h1>\n", i, i > file
      printf "<p>The company has signed a contract over $%d million with Oracle for computing capacity, it said on Monday.</p>\n", i > file
      for (p = 1; p <= 18; p++) printf "<p>Paragraph %d of report %d says that nobody had expected the talks to take as long as they did, that the two sides had met again and again since the spring, and that those who had sat at the table were glad to see the end of it. The weather on that day was fine, and the garden was full of guests.</p>\n", p, i > file
      print "</article></body></html>" > file
      close(file)
    }
  }'
}
serve() { "$nginx" -c "$folder/nginx.conf" -p "$folder" 2>/dev/null; }
defaults() {
  printf '[defaults]\nper_host_delay_ms = %s\nmax_age_days = 0\nallow_private_networks = true\n' "$1"
}
summary() { sed 's/"errors".*//' "$1" | grep -o '"\(seconds\|fetched\|max_rss_mb\|requests\)":[0-9.]*' | tr '\n' ' '; echo; }

case $what in
  rate)
    count=${3:-20000}
    pages "$count"
    serve
    # 8 hosts, 8 requests at once each, as the bare fetch has 64.
    defaults 0 >"$folder/sources.toml"
    echo 'per_host_connections = 8' >>"$folder/sources.toml"
    for host in $(seq 8); do
      {
        echo '<rss><channel>'
        seq "$host" 8 "$count" | sed 's|.*|<item><link>/news/story-&.html</link></item>|'
        echo '</channel></rss>'
      } >"$site/feed$host.xml"
      printf '[[source]]\nname = "h%s"\nurl = "http://127.0.1.%s:%s/feed%s.xml"\n' "$host" "$host" "$port" "$host" >>"$folder/sources.toml"
      seq "$host" 8 "$count" | sed "s|.*|http://127.0.1.$host:$port/news/story-&.html|" >>"$folder/urls"
    done
    for _ in 1 2 3; do
      rm -rf "$folder/db"
      echo -n "libcurl multi alone: "
      "$build/tests/bench/curl_multi" 64 <"$folder/urls"
      echo -n "dealwire crawl: "
      "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet --format json >"$folder/out"
      summary "$folder/out"
    done
    ;;
  hosts)
    hosts=${3:-300} count=${4:-200} delay=${5:-20}
    pages "$count"
    {
      echo '<rss><channel>'
      seq "$count" | sed 's|.*|<item><link>/news/story-&.html</link></item>|'
      echo '</channel></rss>'
    } >"$site/feed.xml"
    serve
    crawl_hosts() {
      defaults "$delay" >"$folder/sources.toml"
      for host in $(seq "$1"); do
        printf '[[source]]\nname = "h%s"\nurl = "http://127.%s.2.%s:%s/feed.xml"\n' "$host" $((host / 250)) $((host % 250 + 1)) "$port" >>"$folder/sources.toml"
      done
      rm -rf "$folder/db"
      "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --quiet --format json >"$folder/out"
      echo -n "$1 hosts: "
      summary "$folder/out"
    }
    crawl_hosts 1
    crawl_hosts "$hosts"
    ;;
  urls)
    serve
    for count in 10000 100000 1000000; do
      rm -rf "$folder/db" "$site"/map*
      files=$(((count + 49999) / 50000))
      {
        echo '<sitemapindex>'
        for file in $(seq "$files"); do echo "<sitemap><loc>http://127.0.0.1:$port/map$file.xml</loc></sitemap>"; done
        echo '</sitemapindex>'
      } >"$site/map.xml"
      for file in $(seq "$files"); do
        {
          echo '<urlset>'
          seq $(((file - 1) * 50000 + 1)) $((file * 50000 < count ? file * 50000 : count)) |
            sed "s|.*|<url><loc>http://127.0.0.1:$port/news/of/some/day/story-number-&.html</loc></url>|"
          echo '</urlset>'
        } >"$site/map$file.xml"
      done
      defaults 0 >"$folder/sources.toml"
      printf 'max_body_mb = 50\n[[source]]\nname = "map"\nkind = "sitemap"\nurl = "http://127.0.0.1:%s/map.xml"\n' "$port" >>"$folder/sources.toml"
      "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --max-pages 1 --quiet --format json >"$folder/out" 2>/dev/null || true
      echo -n "$count addresses: "
      summary "$folder/out"
    done
    ;;
esac
