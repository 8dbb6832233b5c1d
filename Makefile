# One line for everything one does here. `make` alone prints this list.
#
#   PACK=property PORT=8081 make run      another handbook, another port

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test check format golden schema coverage bench bench-data cluster faults laws fuzz sanitize

PACK ?= chain-retail
PORT ?= 8080
DATA ?= .data/demo-$(PACK)

# What `make run` starts, after the build.
DEMO := .build/release/qingting demo --pack $(PACK) --data $(DATA) --port $(PORT)

# Lists the targets, one line each
help:
	@awk '/^# /{said=substr($$0,3)} /^[a-z]+:/{sub(":.*","");printf "make %-8s %s\n",$$0,said} /^$$/{said=""}' Makefile

# Installs what is missing on this machine: Debian packages, test browser, front-end files
setup:
	@scripts/setup.sh test

# Builds and serves a demo department on http://127.0.0.1:8080 (PACK=…, PORT=…, DATA=…)
run:
	@scripts/run.sh $(DEMO)

# Runs the whole suite on SQLite and on a PostgreSQL 15 of its own
test:
	@scripts/test.sh

# Checks format, layers, words, documents and manners; builds nothing
check:
	@scripts/check.sh

# Formats every Swift file (four spaces, 120 columns)
format:
	@swift format format --in-place --parallel --recursive $(wildcard Package.swift Sources Features Tests)

# Writes the golden files anew; read the difference before you believe it
golden:
	@scripts/golden.sh

# Writes docs/schema.sql from the migrations, for reading
schema:
	@scripts/schema.sh

# Writes docs/coverage.md: clause → rule or page → test
coverage:
	@PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 scripts/coverage.py

# Three nodes, a standby, pgbouncer and HAProxy on loopback, and what must hold of them: make cluster ONLY=rolling
cluster:
	@scripts/cluster-test.sh $(ONLY)

# Measures everything on a big department and writes docs/benchmarks.md (SIZE=100000 is the short one)
bench:
	@scripts/bench.sh $(SIZE)

# Makes a big department to measure with: make bench-data SIZE=100000
bench-data:
	@scripts/bench-data.sh $(SIZE)

# Breaks a real server in every way and writes docs/reliability.md: make faults COUNT=200 FAULTS=kills,disk
faults:
	@scripts/faults.sh --count $(or $(COUNT),200) $(if $(FAULTS),--only $(FAULTS))

# Twenty people at once on both engines, and the same acts in line: make laws ACTS=20000 SEED=3
laws:
	@scripts/laws.sh $(or $(ACTS),20000) $(SEED)

# Throws bytes at every door for so long, led by coverage: make fuzz SECONDS=300 DOORS=packs,csv
fuzz:
	@scripts/fuzz.sh "$(or $(SECONDS),20)" $(DOORS)

# Runs what threads share under the thread and the address sanitizer: make sanitize KIND=thread ALL=all
sanitize:
	@scripts/sanitize.sh "$(KIND)" $(ALL)
