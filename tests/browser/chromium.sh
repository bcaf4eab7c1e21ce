#!/bin/sh
# Finds a Chromium for the browser tests, or installs Debian's; says so where neither is possible.
for name in "${PLANS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && have_browser=1 && break
done
if [ -n "${have_browser:-}" ] && fc-list :lang=zh 2>/dev/null | grep -q .; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  { apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk fontconfig; } >/dev/null 2>&1 && exit 0
fi
echo "No Chromium found and none could be installed: the browser tests will be skipped here (and fail in CI)." >&2
exit 0
