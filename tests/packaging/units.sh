#!/bin/sh
# units.sh PROGRAM: are the systemd units valid, and how open are they? 77: systemd is not installed.
set -eu
program=$1
packaging=$(cd "$(dirname "$0")/../../packaging" && pwd)
command -v systemd-analyze >/dev/null || { echo "systemd is not installed"; exit 77; }
units=$(mktemp -d)
trap 'rm -rf "$units"' EXIT
cp "$packaging"/*.service "$packaging"/*.timer "$units"
sed -i "s|^ExecStart=/usr/bin/oitcheck |ExecStart=$program |" "$units"/*.service
grep -q "^ExecStart=$program " "$units/oitcheck.service"
# It tells of manual pages that are not installed and of what a container lacks: with its own words.
complaints=$(systemd-analyze verify --man=no "$units"/*.service "$units"/*.timer 2>&1 |
  grep -F "$units" || true)
[ -z "$complaints" ] || { echo "$complaints"; exit 1; }
for timer in "$units"/*.timer; do
  when=$(sed -n 's/^OnCalendar=//p' "$timer")
  systemd-analyze calendar "$when" >/dev/null || { echo "$timer: $when"; exit 1; }
done
for service in "$units"/*.service; do  # 0 is shut, 10 is open
  systemd-analyze security --offline=yes --threshold=20 --no-pager "$service" >"$units/report" 2>&1 ||
    { tail -n 1 "$units/report"; exit 1; }
done
