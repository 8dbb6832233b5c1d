#!/usr/bin/env bash
# Writes docs/schema.sql: what all migrations together make of an empty database, for people to read.
source "$(dirname "$0")/common.sh"
step=schema

find_swift
written="$(mktemp)"
trap 'rm -f "$written"' EXIT
swift run --quiet qingting migrate --print-schema >"$written" || refuse "qingting migrate --print-schema failed."
[ -s "$written" ] || refuse "qingting migrate --print-schema printed nothing; docs/schema.sql is left as it was."
cp "$written" docs/schema.sql
say "wrote docs/schema.sql ($(grep --count '^CREATE TABLE' docs/schema.sql) tables)."
