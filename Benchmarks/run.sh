#!/usr/bin/env bash
# Builds in release mode and measures the program as whole processes; `run.sh PROGRAM` measures one that is built.
source "$(dirname "$0")/../scripts/common.sh"
step=bench

program="${1:-.build/release/qingting}"
if [ $# = 0 ]; then
    find_swift
    scripts/setup.sh bench
    say "building in release mode …"
    for product in qingting bare; do
        swift build --configuration release --product "$product" >&2 ||
            refuse "the build failed; the compiler's words are above."
    done
fi
[ -x "$program" ] || refuse "there is no program at $program."
python3 Benchmarks/commands.py "$program"
exec python3 Benchmarks/imports.py "$program"
