#!/usr/bin/env bash
# Sets up, builds and becomes the command it is given: `run.sh .build/release/qingting demo …`.
source "$(dirname "$0")/common.sh"
step=run

[ $# -gt 0 ] || refuse "say which command to start, as the Makefile does."
scripts/setup.sh run
find_swift
say "building (the first time this takes a good while) …"
swift build --configuration release --product qingting >&2 ||
    refuse "the build failed; the compiler's own words are above."
say "starting: $*"
exec "$@"
