#!/bin/sh
# Makes both lock files anew: what runs, and what runs plus what checks it. Needs uv.
set -eu
uv pip compile pyproject.toml --group build --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -q -o requirements.lock
uv pip compile pyproject.toml --group build --group dev -c requirements.lock --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -q -o requirements-dev.lock
