#!/usr/bin/env bash
# Fills the corpora of `document` and `reader` with the samples of the API.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/document corpus/reader corpus/value
for target in document reader; do
  cp ../schemas/samples/*.xml "corpus/$target/"
done
