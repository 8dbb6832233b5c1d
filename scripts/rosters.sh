#!/usr/bin/env bash
# Solves the public rostering instances beside the checkout and writes docs/rosters.md: `rosters.sh` gives each 60 seconds,
# `rosters.sh 300` as many as are said. `.build/debug/rosters Instance5 --seconds 20` tells the course of one.
source "$(dirname "$0")/common.sh"
step=rosters

seconds="${1:-60}"
case "$seconds" in '' | *[!0-9]*) refuse "say how many seconds each instance may take, not '$seconds'." ;; esac
find_swift
[ -d ../shared/data/nrp-curtois24 ] || refuse "../shared/data is absent; the instances lie there."
swift build --product rosters >&2 || refuse "it does not compile; see above."

page=docs/rosters.md
cores="$(nproc)"
load="$(cut -d' ' -f1 /proc/loadavg)"
table="$(.build/debug/rosters --markdown --seconds "$seconds")" || refuse "the solver failed; see above."
{
    cat <<TEXT
# How good the rosters are

Written by \`scripts/rosters.sh\`: every public instance, scored exactly by its published rules, $seconds seconds each, on one
thread of a machine with $cores cores (load average $load when it began), seed 1. The best known costs are those that
schedulingbenchmarks.org and the INRC 2010 pages publish; INRC-II publishes costs of the dynamic problem, week after week,
which are not comparable with all weeks solved as one, so none stands here. *Bound*: no roster costs less, proven in the same
run; *gap to it* is what the roster reached could be better at most. *Seconds*: when the cost was reached, of those it ran.

$table
TEXT
} >"$page"
say "wrote $page."
