#!/usr/bin/env bash
# Measures everything and writes docs/benchmarks.md: `bench.sh [SIZE [MEASUREMENT …]]`, SIZE in cases, a million unless said.
# Builds in release mode first; PROGRAM=… and BARE=… name programs that are built already.
source "$(dirname "$0")/common.sh"
step=bench

size="${1:-1000000}"
shift || true
if [ -z "${PROGRAM:-}" ]; then
    find_swift
    scripts/setup.sh bench
    say "building in release mode …"
    for product in qingting bare; do
        swift build --configuration release --product "$product" >&2 ||
            refuse "the build failed; the compiler's words are above."
    done
fi
program="${PROGRAM:-.build/release/qingting}" bare="${BARE:-.build/release/bare}"
for each in "$program" "$bare"; do [ -x "$each" ] || refuse "there is no program at $each."; done
scripts/bench-data.sh "$size" "$program"
[ $# != 0 ] || python3 Benchmarks/commands.py "$program"
exec python3 Benchmarks/all.py "$program" "$bare" ".data/bench-$size" "$size" "$@"
