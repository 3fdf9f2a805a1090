#!/usr/bin/env bash
# Install the named Debian packages that are missing, as root or with sudo.
#
#   scripts/debian.sh [--optional] PACKAGE...
#
# Where that is not possible: says what to do and ends with status 1, or 0 with --optional.
set -euo pipefail

optional=no
if [ "${1:-}" = "--optional" ]; then
  optional=yes
  shift
fi

give_up() {
  echo "$1" >&2
  if [ "$optional" = yes ]; then
    echo "Going on without." >&2
    exit 0
  fi
  exit 1
}

installed() {
  dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

missing=()
for package in "$@"; do
  # A program of the same name from elsewhere serves as well (chromium built by hand, another distribution).
  command -v "$package" >/dev/null 2>&1 || installed "$package" || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

command -v apt-get >/dev/null 2>&1 ||
  give_up "Missing: ${missing[*]}. This is no Debian system: install it with your system's own package manager."

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 ||
    give_up "Missing: ${missing[*]}. As root run: apt-get install ${missing[*]}"
  as_root=(sudo)
  [ -t 0 ] || as_root=(sudo -n) # nobody is there to type a password
fi

echo "Installing Debian packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1
}
if ! { run apt-get update && run apt-get install --yes --no-install-recommends "${missing[@]}"; }; then
  tail -n 5 "$log" >&2
  give_up "Could not install ${missing[*]}. As root run: apt-get update && apt-get install ${missing[*]}"
fi
