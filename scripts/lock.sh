#!/bin/sh
# Writes the locked lists anew from pyproject.toml: what is locked stays at its version, what is new is added with hashes.
#   sh scripts/lock.sh            after a dependency came or went
#   sh scripts/lock.sh --upgrade  the newest of everything
# dev.txt is solved first and binds run.txt, so that tests run on what users get, and learn.txt, which is installed beside it. Needs uv; it is installed aside if missing.
set -eu
PYTHON=${PYTHON:-python3}
UV=$(command -v uv || true)
if [ -z "$UV" ]; then
    ASIDE=$(mktemp -d)
    trap 'rm -rf "$ASIDE"' EXIT
    "$PYTHON" -m venv "$ASIDE"
    "$ASIDE/bin/pip" install --quiet --disable-pip-version-check uv
    UV=$ASIDE/bin/uv
fi
compile() {
    "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml "$@"
}
compile --extra build --extra dev "$@" -o locks/dev.txt
compile --extra build -c locks/dev.txt "$@" -o locks/run.txt
"$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header locks/learn.in -c locks/dev.txt \
    --no-emit-package numpy --no-emit-package scipy "$@" -o locks/learn.txt
