#!/usr/bin/env bash
# What the tests need that PyPI and npm do not have: a browser, the libraries of the PDF, LaTeX, fonts.
# It installs what is missing where there is apt and this is root, or sudo asks for no password; elsewhere it says what
# is missing, and with which command it comes. It never fails: a test that lacks something says so itself.
set -uo pipefail

missing=()
command -v make >/dev/null || missing+=(make)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
# No -q: grep would end before ldconfig, and that would count as a failure. On macOS there is no ldconfig.
libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
grep libpangoft2-1.0 >/dev/null <<<"$libraries" || missing+=(libpango-1.0-0 libpangoft2-1.0-0)
grep libharfbuzz-subset >/dev/null <<<"$libraries" || missing+=(libharfbuzz-subset0)
[ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
if ! { command -v latexmk && command -v xelatex && kpsewhich titlesec.sty tgtermes.sty; } >/dev/null 2>&1; then
  missing+=(latexmk texlive-xetex texlive-latex-extra texlive-fonts-recommended tex-gyre)
fi
[ -d /usr/share/fonts/opentype/freefont ] || missing+=(fonts-freefont-otf)
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
[ "$(id -u)" = 0 ] || root=(sudo -n)
install=(apt-get install -y --no-install-recommends "${missing[@]}")
if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
  echo "Installing ${missing[*]}"
  log=$(mktemp)
  if { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" -qq; } >"$log" 2>&1; then
    rm -f "$log"
    exit 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
fi
echo "Missing, and some tests will say so: ${missing[*]}" >&2
echo "On Debian and Ubuntu they come with: sudo ${install[*]}" >&2
