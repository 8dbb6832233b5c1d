#!/usr/bin/env bash
# Breaks a real server in every way that machines break, and counts what was lost; see Tests/FaultTests/README.md.
source "$(dirname "$0")/common.sh"

scripts/setup.sh test
find_swift
say "building the program …"
swift build --product qingting >&2 || refuse "the build failed; the compiler's own words are above."
exec env PYTHONDONTWRITEBYTECODE=1 .venv/bin/python Tests/FaultTests/run.py "$@"
