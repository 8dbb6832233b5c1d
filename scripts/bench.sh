#!/usr/bin/env bash
# Runs the benchmarks of Benchmarks/run.sh, which build in release mode and print one line each.
source "$(dirname "$0")/common.sh"
step=bench

[ -x Benchmarks/run.sh ] || refuse "there is no Benchmarks/run.sh in this version, so nothing was measured."
find_swift
exec Benchmarks/run.sh
