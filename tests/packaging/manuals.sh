#!/bin/sh
# Can man set every manual page without a warning? 77: man is not installed.
set -eu
packaging=$(cd "$(dirname "$0")/../../packaging" && pwd)
command -v man >/dev/null || { echo "man is not installed"; exit 77; }
command -v groff >/dev/null || { echo "groff is not installed"; exit 77; }
for page in "$packaging"/*.[15]; do
  warnings=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || { echo "$page: $warnings"; exit 1; }
  head -n 1 "$page" | grep -q '^\.TH OITCHECK' || { echo "$page: no .TH"; exit 1; }
done
