#!/bin/sh
# Does the nightly line of oitcheck.cron speak only when the run itself has trouble?
set -eu
packaging=$(cd "$(dirname "$0")/../../packaging" && pwd)
command -v flock >/dev/null || { echo "flock is not installed"; exit 77; }
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
line=$(sed -n 's/^0 1 \* \* \* oitcheck //p' "$packaging/oitcheck.cron" |
  sed "s|cd /var/lib/oitcheck|cd $room|")
[ -n "$line" ] || { echo "no nightly line"; exit 1; }
case $line in *%*) echo "cron reads % as a line end"; exit 1 ;; esac
night() { # STATUS: what cron would mail after a run that ends with it
  printf '#!/bin/sh\necho "the words of the run: $*"\nexit %s\n' "$1" >"$room/oitcheck"
  chmod +x "$room/oitcheck"
  PATH=$room:$PATH sh -c "$line" 2>&1 || true
}
for status in 0 1; do
  mail=$(night $status)
  [ -z "$mail" ] || { echo "status $status: $mail"; exit 1; }
done
mail=$(night 3)
case $mail in
  *"status 3"*"the words of the run: scan --quiet --config"*) ;;
  *) echo "status 3: $mail"; exit 1 ;;
esac
mail=$(flock "$room/run.lock" sh -c "$(printf 'PATH=%s:$PATH; %s' "$room" "$line")" 2>&1 || true)
case $mail in *"status 75"*) ;; *) echo "two at once: $mail"; exit 1 ;; esac
