#!/usr/bin/env bash
# Write requirements.lock anew: every package that an installation takes, with its version and the sha256 of its files.
#
# Needs uv (`pip install uv`). What stands after the mark of the file is kept: builds that come from elsewhere than the
# package registry. Run it after a change of pyproject.toml, look at the difference, commit both.
set -euo pipefail

cd "$(dirname "$0")/.."
mark='# --- builds from elsewhere ---'
made=$(mktemp)
trap 'rm -f "$made"' EXIT
uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-header --no-annotate --quiet --output-file "$made"
{
  echo '# Written by scripts/lock.sh; checked by scripts/locked.py.'
  cat "$made"
  sed -n "/^$mark\$/,\$p" requirements.lock 2>/dev/null || true
} >"$made.new"
mv "$made.new" requirements.lock
