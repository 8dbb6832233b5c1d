#!/usr/bin/env bash
# Builds the debug program (unless CLUSTER_PROGRAM names another) and runs Tests/ClusterTests, or those named.
source "$(dirname "$0")/common.sh"
step=cluster

scripts/setup.sh cluster
if [ -z "${CLUSTER_PROGRAM:-}" ]; then
    find_swift
    say "building (the first time this takes a good while) …"
    swift build --product qingting >&2 || refuse "the build failed; the compiler's own words are above."
fi
PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 exec .venv/bin/python Tests/ClusterTests/run.py "$@"
