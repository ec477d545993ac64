#!/usr/bin/env bash
# Fills the corpora of `document` and `reader` with the samples of the API, in UTF-8 and in UTF-16.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/document corpus/reader corpus/value
for target in document reader; do
  cp ../schemas/samples/*.xml "corpus/$target/"
  for sample in error prefixed restore-sessions; do
    sed 's/encoding="[^"]*"/encoding="UTF-16"/' "../schemas/samples/$sample.xml" |
      iconv -f UTF-8 -t UTF-16 > "corpus/$target/$sample.utf-16.xml"
  done
done
