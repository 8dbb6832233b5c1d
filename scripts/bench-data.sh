#!/usr/bin/env bash
# Makes a big department to measure with: `bench-data.sh SIZE [PROGRAM]`, SIZE in cases. Kept in .data/bench-SIZE between runs.
source "$(dirname "$0")/common.sh"
step=bench-data

size="${1:-100000}"
case "$size" in '' | *[!0-9]*) refuse "say how many cases, not '$size'." ;; esac
program="${2:-.build/release/qingting}"
[ -x "$program" ] || program=.build/debug/qingting
[ -x "$program" ] || refuse "there is no program yet; make run or make test builds one."
folder=".data/bench-$size"
if [ -e "$folder/complete" ]; then
    say "$folder is there already; remove it to make it anew."
    exit 0
fi
rm -rf "$folder"
python3 Benchmarks/data.py "$program" "$folder" "$size"
touch "$folder/complete"
say "serve it: $program serve --data $folder"
