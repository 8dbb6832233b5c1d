#!/usr/bin/env bash
# Everything that can be told without building. All checks run, even after one has objected.
source "$(dirname "$0")/common.sh"
step=check

find_swift
export PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
failed=()

check() {
    local name="$1"
    shift
    "$@" || failed+=("$name")
}

format() {
    local places=(Package.swift) folder
    for folder in Sources Features Tests; do [ ! -d "$folder" ] || places+=("$folder"); done
    swift format lint --strict --parallel --recursive "${places[@]}" && echo "format: nothing to object."
}

check format format
check layers python3 scripts/checks/layers.py
check words python3 scripts/checks/words.py
check manners python3 scripts/checks/manners.py
check coverage python3 scripts/coverage.py --check
check documents python3 scripts/checks/documents.py
check pins python3 scripts/checks/pins.py
check instructions python3 scripts/checks/instructions.py
check "the checks themselves" python3 scripts/checks/test_checks.py --quiet

[ ${#failed[@]} = 0 ] || refuse "objections from: $(IFS=,; echo "${failed[*]}" | sed 's/,/, /g')."
say "all good."
