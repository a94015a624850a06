#!/usr/bin/env bash
# systemd finds nothing to say about the units that are installed: tests/process/units.sh BUILD
# Ends with 77, skipped, where there is no systemd-analyze.
set -euo pipefail
dealwire=$(realpath "$1")/dealwire
cd "$(dirname "$0")/../.."
if ! command -v systemd-analyze >/dev/null; then
  echo "units: skipped, no systemd-analyze here"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp packaging/systemd/*.service packaging/systemd/*.timer "$work"
# What is not installed yet is run from where it was built.
sed -i "s#^ExecStart=/usr/bin/dealwire #ExecStart=$dealwire #" "$work"/*.service
grep -q "^ExecStart=$dealwire " "$work"/*.service
said=$(systemd-analyze verify --man=no "$work"/*.service "$work"/*.timer 2>&1) || {
  echo "units: $said" >&2
  exit 1
}
if [ -n "$said" ]; then
  echo "units: $said" >&2
  exit 1
fi
# That it would be told: a unit with an unknown setting is.
echo 'Undoubtedly=yes' >>"$work/dealwire-crawl.timer"
if [ -z "$(systemd-analyze verify --man=no "$work"/*.timer 2>&1)" ]; then
  echo "units: systemd-analyze says nothing of an unknown setting" >&2
  exit 1
fi
echo "units: sound"
