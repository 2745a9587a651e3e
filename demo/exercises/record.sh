#!/bin/sh
# Records the two worked exercises anew: programs beside this file, profiles next to them. Shares vary a little from run
# to run and from machine to machine; the tests and pages hold the numbers of the recording that is checked in.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd go-mallocgc && GOEXPERIMENT=nogreenteagc go build -trimpath -o "$work/orders" .)
"$work/orders" -cpu go-mallocgc.pb.gz -alloc go-mallocgc.alloc.pb.gz -report go-mallocgc/load.json

before=$(node node-json-parse/server.js node-json-parse.cpuprofile)
after=$(FIXED=1 node node-json-parse/server.js "$work/fixed.cpuprofile")
printf '{ "before": %s, "after": %s }\n' "$before" "$after" >node-json-parse/measured.json

echo 'Recorded. Numbers in the pages: UPDATE_DOCS=1 npx jest src/analysis/exercises.test.ts'
