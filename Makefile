# Everything starts here. `make` alone tells what there is.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE = 1

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-all check fix bench clean-demo screenshots messages

help: ## what the targets do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Samplan needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 demo")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run ## the demo county on http://localhost:8000 (PORT=… chooses another port)
	@$(BIN)/samplan demo --port $(PORT)

test: $(VENV)/.dev ## all tests that need neither a browser nor PostgreSQL
	@$(BIN)/python -m pytest -m "not browser and not postgres" -n auto
	@echo "Left out: journeys in a browser (make test-all)."
	@echo "Left out: tests on PostgreSQL (make test-all)."

test-all: $(VENV)/.dev ## the same, and PostgreSQL, and the journeys in Chromium
	@$(BIN)/python scripts/test_all.py

check: $(VENV)/.dev ## format, lint, types, arrows, migrations, translations, formulas
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src/samplan
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/messages.py --check
	$(BIN)/python scripts/formulas.py --check
	DATABASE_URL=sqlite://:memory: $(BIN)/python -m django makemigrations --check --dry-run --settings samplan.config.settings

fix: $(VENV)/.dev ## format and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## the figures that the README gives; of statistics 300 indicators (INDICATORS=6100: all of Kolada)
	@$(BIN)/python -m benchmarks $(if $(INDICATORS),--indicators $(INDICATORS))

messages: $(VENV)/.dev ## compile the English texts
	$(BIN)/python scripts/messages.py

screenshots: $(VENV)/.dev ## take the pictures of docs/bilder again
	$(BIN)/python scripts/screenshots.py

clean-demo: ## throw the demo county's database away
	rm -rf var/demo
