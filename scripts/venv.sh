#!/usr/bin/env bash
# Make a virtual environment with pip in the folder $1, with the interpreter $PYTHON (default python3).
#
# Debian ships python3 without the parts that `python3 -m venv` needs (package python3-venv). When they are
# missing they are installed through debian.sh; where that cannot be done, an installed pip or virtualenv serves.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
python=${PYTHON:-python3}

command -v "$python" >/dev/null 2>&1 || {
  echo "No program '$python'. Install Python 3.11 or later (Debian: apt-get install python3)." >&2
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "$("$python" --version) is too old: Tanya LKjIP needs Python 3.11 or later." >&2
  echo "Name a newer one: make PYTHON=python3.12 ..." >&2
  exit 1
}

has_venv() {
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1
}

has_venv || bash "$here/debian.sh" --optional python3-venv

# A half-made environment of an interrupted run would be taken for a whole one.
rm -rf "$folder"
trap 'rm -rf "$folder"' ERR INT TERM
if has_venv; then
  "$python" -m venv "$folder"
elif "$python" -m pip --version >/dev/null 2>&1; then
  "$python" -m venv --without-pip "$folder"
  "$python" -m pip --python "$folder/bin/python" install --quiet 'pip>=25.1'
elif "$python" -m virtualenv --version >/dev/null 2>&1; then
  "$python" -m virtualenv --quiet "$folder"
else
  echo "This Python cannot make a virtual environment: as root run  apt-get install python3-venv  and try again." >&2
  exit 1
fi
