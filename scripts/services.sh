#!/bin/sh
# Installs what some tests need beside Python: PostgreSQL, Chromium and Java, from Debian's packages, where they are not
# there and this user may install. Tests that need them are skipped elsewhere, with the reason.
set -eu
need=""
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$need postgresql"
command -v chromium >/dev/null 2>&1 || need="$need chromium chromium-driver"
command -v java >/dev/null 2>&1 || need="$need openjdk-17-jre-headless"
[ -n "$need" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, and not installable by this user:$need. The tests that need them are skipped." >&2
    exit 0
fi
echo "Installing for the tests:$need ..."
apt-get update -qq >/dev/null
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
