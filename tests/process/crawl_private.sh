#!/usr/bin/env bash
# No request reaches a private address, however it is spelled and whoever leads there:
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
. "$(dirname "$0")/crawl_common.sh"
# An address of the public internet, on this loopback alone: from there redirects lead inside.
public=8.8.4.4
if ! ip link set lo up 2>/dev/null || ! ip address add $public/32 dev lo 2>/dev/null; then
  echo "crawl_private: passed over: no ip command"
  exit 77
fi
mkdir "$folder/site"
echo '<rss><channel/></rss>' >"$folder/site/feed.xml"
serve_site --listen 0.0.0.0
port=${address##*:}

hosts=(127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 localhost LOCALHOST. '[::1]' '[::ffff:127.0.0.1]'
  '[::ffff:7f00:1]' 0.0.0.0 0 '[::]' 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200
  168.63.129.16 '[fd00:ec2::254]' '[fe80::1]' 224.0.0.1 '[64:ff9b::7f00:1]' '[2002:7f00:1::]')
source_of() { printf '[[source]]\nname = "%s"\nkind = "%s"\n%s\n' "$1" "$2" "$3"; } # NAME KIND URL-LINE
{
  n=0
  for host in "${hosts[@]}"; do
    n=$((n + 1))
    source_of "s$n" feed "url = \"http://$host:$port/feed.xml\""
  done
} >"$folder/sources.toml"
crawl_all() {
  code=0
  "$build/dealwire" --db "$folder/db" crawl --sources "$folder/sources.toml" "$@" >"$folder/out" 2>&1 || code=$?
}
refused() { grep -c 'private network' "$folder/out" || true; }

crawl_all
[ "$code" = 1 ] || { cat "$folder/out"; fail "exit code $code, not 1"; }
[ "$(refused)" = ${#hosts[@]} ] || { cat "$folder/out"; fail "$(refused) of ${#hosts[@]} refused"; }
[ ! -s "$folder/requests" ] || fail "the server was asked"

# Redirects, of feeds and of pages, from an address that may be asked.
{
  printf '[defaults]\nper_host_delay_ms = 0\n'
  source_of feed feed "url = \"http://$public:$port/to/http://127.0.0.1:$port/feed.xml\""
  source_of octal feed "url = \"http://$public:$port/to/http://0177.1:$port/feed.xml\""
  source_of file feed "url = \"http://$public:$port/to/file:///etc/passwd\""
  source_of page pages "urls = [\"http://$public:$port/to/http://169.254.169.254:$port/latest/meta-data\"]"
  source_of gopher pages "urls = [\"http://$public:$port/to/gopher://127.0.0.1:$port/x\"]"
} >"$folder/sources.toml"
crawl_all
[ "$code" = 1 ] || { cat "$folder/out"; fail "exit code $code after redirects, not 1"; }
[ "$(refused)" = 3 ] || { cat "$folder/out"; fail "$(refused) of 3 redirects refused"; }
[ "$(grep -c 'a redirect to no http or https address' "$folder/out")" = 2 ] || { cat "$folder/out"; fail "file, gopher"; }
[ "$(grep -c '^/to/' "$folder/requests")" = 5 ] || fail "the five redirects were not asked for once each"
! grep -v '^/to/\|^/robots.txt ' "$folder/requests" || fail "the server was asked inside"

# The other side: with allow_private_networks it is.
printf '[defaults]\nallow_private_networks = true\n' >"$folder/sources.toml"
source_of s1 feed "url = \"http://127.0.0.1:$port/feed.xml\"" >>"$folder/sources.toml"
crawl_all
grep -q '^/feed.xml ' "$folder/requests" || fail "the server was not asked"
echo "crawl_private: ${#hosts[@]} spellings and 5 redirects refused"
