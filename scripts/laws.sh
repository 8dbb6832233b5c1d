#!/usr/bin/env bash
# Twenty people at once on both engines, and the same acts one after another; see Tests/LawTests. The dice are those of the
# day, and said at the end, so that they can be thrown again.
#
#   laws.sh [ACTS [SEED]]
source "$(dirname "$0")/common.sh"
step=laws

scripts/setup.sh test
find_swift
postgres=.data/test-postgres
trap 'scripts/postgres.sh stop "$postgres" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
QINGTING_TEST_POSTGRES="$(scripts/postgres.sh start "$postgres")"
export QINGTING_TEST_POSTGRES
export QINGTING_LAW_ACTS="${1:-20000}" QINGTING_LAW_SEED="${2:-$(date +%s)}"
say "$QINGTING_LAW_ACTS acts on each engine, seed $QINGTING_LAW_SEED …"
swift build --build-tests >&2 || refuse "the build failed; the compiler's own words are above."
swift test --skip-build --disable-xctest --filter LawTests
