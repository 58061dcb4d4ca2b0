#!/bin/sh
# Asks SMOKE_URL until it answers with a success, for at most SMOKE_SECONDS seconds.
set -u
command -v curl >/dev/null || { echo "The smoke test needs curl on the agent." >&2; exit 2; }
# A proxy knows another machine by a loopback address than this one.
case $SMOKE_URL in
  http://127.*) set -- --noproxy '*' ;;
esac
end=$(($(date +%s) + SMOKE_SECONDS))
while :; do
  told=$(curl "$@" --silent --show-error --location --output /dev/null --max-time 10 --write-out '%{http_code}' --url "$SMOKE_URL" 2>&1)
  case $told in
    2??) echo "$SMOKE_URL answers $told."; exit 0 ;;
  esac
  echo "$SMOKE_URL: $told" | head -n 1
  [ "$(date +%s)" -lt "$end" ] || exit 1
  sleep 3
done
