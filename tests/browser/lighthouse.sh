#!/bin/sh
# Installs Lighthouse below .cache where Node is there; the lock file pins every package by hash and holds no address.
cd "$(dirname "$0")/../.." || exit 0
command -v npm >/dev/null 2>&1 || { echo "No Node here: Lighthouse is skipped." >&2; exit 0; }
lock=tests/browser/lighthouse/package-lock.json
cmp -s "$lock" .cache/lighthouse/package-lock.json && [ -d .cache/lighthouse/node_modules ] && exit 0
mkdir -p .cache/lighthouse && cp tests/browser/lighthouse/*.json .cache/lighthouse/
(cd .cache/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --silent) >/dev/null 2>&1 && exit 0
rm -rf .cache/lighthouse
echo "Lighthouse could not be installed: its tests will be skipped." >&2
