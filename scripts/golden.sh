#!/usr/bin/env bash
# Lets the tests write their golden files anew, then lists what changed: a golden file is reviewed, not refreshed.
source "$(dirname "$0")/common.sh"
step=golden

QINGTING_GOLDEN=write scripts/test.sh || refuse "some tests failed for other reasons than their golden files."
changed="$(git status --short -- '*Golden/*')"
[ -n "$changed" ] || { say "no golden file changed."; exit 0; }
say "changed; read the difference with 'git diff' and say in the commit why the new picture is right:"
printf '%s\n' "$changed"
