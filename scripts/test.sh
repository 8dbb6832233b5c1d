#!/usr/bin/env bash
# The whole suite, on SQLite and on a PostgreSQL 15 of its own. The test runner's summary is the last thing said.
source "$(dirname "$0")/common.sh"
step=test

# With the minutes gone: what takes the time is read from the log.
say() { printf '%s: %d min: %s\n' "$step" "$((SECONDS / 60))" "$*" >&2; }

log=.data/test.log
postgres=.data/test-postgres
mail=.data/test-mail

scripts/setup.sh test
find_swift
mkdir -p .data
: >"$log"

trap 'scripts/postgres.sh stop "$postgres" 2>/dev/null; scripts/mail.sh stop "$mail" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
QINGTING_TEST_POSTGRES="$(scripts/postgres.sh start "$postgres")"
export QINGTING_TEST_POSTGRES
say "PostgreSQL: running in $postgres, on loopback."
scripts/mail.sh start "$mail" >/dev/null
QINGTING_TEST_MAIL="$PWD/$mail/address"
export QINGTING_TEST_MAIL
say "mail server: running in $mail, on loopback."

# A build server builds once and debugs nothing: whole modules, each looked through once instead of once a batch and once
# for its interface, is two thirds of the work. Where people edit, only what changed is built.
whole=()
[ "${CI:-}" != true ] || whole=(
    -Xswiftc -wmo -Xswiftc -num-threads -Xswiftc 1 -Xswiftc -no-emit-module-separately-wmo -Xswiftc -gnone
)

say "building the product and its tests (the first time this takes a good while) …"
swift build --build-tests "${whole[@]}" >&2 || refuse "the build failed; the compiler's own words are above."

failed=0
if [ -f Tests/BrowserTests/run.py ]; then
    say "journeys in a real browser …"
    .venv/bin/python Tests/BrowserTests/run.py 2>&1 | tee -a "$log" || failed=1
    [ "$failed" = 0 ] || say "a journey in the browser failed; the tests below run all the same."
fi

if [ -f Tests/FuzzTests/run.py ]; then
    say "nonsense for the interface …"
    .venv/bin/python Tests/FuzzTests/run.py 2>&1 | tee -a "$log" || failed=1
fi

if [ -f Tests/FaultTests/run.py ]; then
    say "faults: a few of them …"
    PYTHONDONTWRITEBYTECODE=1 .venv/bin/python Tests/FaultTests/run.py --short 2>&1 | tee -a "$log" || failed=1
fi

say "running the suite …"
swift test --skip-build --disable-xctest "${whole[@]}" 2>&1 | tee -a "$log" || failed=1
# Whoever reads only the end of the log learns what failed before the suite, too.
[ "$failed" = 0 ] || grep --text -E '^(browser|fuzz|faults): .*(FAILED|failed)' "$log" >&2 || true
exit "$failed"
