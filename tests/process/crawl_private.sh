#!/usr/bin/env bash
# No request reaches a private address, however it is spelled:
#   tests/process/crawl_private.sh BUILD_DIR
# Runs in a network namespace without routes, where nothing can leave the machine even if the check
# is broken, with a server on its loopback that must never be asked. Exit 77: not permitted here.
set -euo pipefail
build=$(realpath "$1")
if [ "${2:-}" != inside ]; then
  if ! unshare -n true 2>/dev/null; then
    echo "crawl_private: passed over: network namespaces are not permitted here"
    exit 77
  fi
  exec unshare -n "$0" "$build" inside
fi
folder=$(mktemp -d)
site=
trap '[ -z "$site" ] || kill "$site" 2>/dev/null || true; rm -rf "$folder"' EXIT
ip link set lo up 2>/dev/null || { echo "crawl_private: passed over: no ip command"; exit 77; }
mkdir "$folder/site"
echo '<rss><channel/></rss>' >"$folder/site/feed.xml"
"$build/news_site" "$folder/site" 0 "$folder/requests" >"$folder/address" &
site=$!
for _ in $(seq 100); do [ -s "$folder/address" ] && break; sleep 0.1; done
port=$(sed -n '1s/.*://p' "$folder/address")

hosts=(127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 localhost LOCALHOST. '[::1]' '[::ffff:127.0.0.1]'
  '[::ffff:7f00:1]' 0.0.0.0 0 '[::]' 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200
  168.63.129.16 '[fd00:ec2::254]' '[fe80::1]' 224.0.0.1 '[64:ff9b::7f00:1]' '[2002:7f00:1::]')
{
  echo '[defaults]'
  echo 'timeout_s = 3'
  n=0
  for host in "${hosts[@]}"; do
    n=$((n + 1))
    printf '[[source]]\nname = "%s"\nurl = "http://%s:%s/feed.xml"\n' "s$n" "$host" "$port"
  done
} >"$folder/sources.toml"
code=0
"$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" >"$folder/out" 2>&1 || code=$?
[ "$code" = 1 ] || { cat "$folder/out"; echo "crawl_private: exit code $code, not 1" >&2; exit 1; }
refused=$(grep -c 'private network' "$folder/out" || true)
[ "$refused" = ${#hosts[@]} ] || {
  cat "$folder/out"
  echo "crawl_private: $refused of ${#hosts[@]} refused" >&2
  exit 1
}
[ ! -s "$folder/requests" ] || { echo "crawl_private: the server was asked" >&2; exit 1; }

# The other side: with allow_private_networks it is.
sed -i '1a allow_private_networks = true' "$folder/sources.toml"
"$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" --source s1 --quiet
[ -s "$folder/requests" ] || { echo "crawl_private: the server was not asked" >&2; exit 1; }
echo "crawl_private: ${#hosts[@]} spellings refused"
