# What a person types in a checkout. Python 3.11 or newer with pip is all that has to be there.
#
#   make play        set up and open the program          make check       what must hold before a change goes in
#   make test        set up and run the tests             make full-gates  the long runs behind the promises of safety
#   make benchmarks  the measured ratios, with limits     make pictures    take the pictures of all screens anew
#   make knockouts   what the main channel and the main agreement of each scenario are worth, as a table
#   make snapshots   lay the snapshots of all screens out on one page, to look at them one by one
#   make aid         write the page for a first-time facilitator anew, from the guide
#   make clean       forget the environment

VENV   ?= .venv
BIN    := $(VENV)/bin
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := play
.DELETE_ON_ERROR:
.PHONY: play test lint types layers check full-gates benchmarks knockouts pictures snapshots aid clean

play: $(VENV)/.play
	@$(BIN)/exercise

test: $(VENV)/.develop
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.develop
	@$(BIN)/ruff check .

types: $(VENV)/.develop
	@$(BIN)/mypy

layers: $(VENV)/.develop
	@$(BIN)/lint-imports

check: lint types layers test

full-gates: $(VENV)/.develop
	@EXERCISE_FLIPS=40000 EXERCISE_KILLS=1000 EXERCISE_DIFFERENTIAL=500 $(BIN)/python -m pytest -n auto --dist worksteal

benchmarks: $(VENV)/.develop
	@$(BIN)/python -m benchmarks.run && $(BIN)/python -m benchmarks.military_line

knockouts: $(VENV)/.develop
	@$(BIN)/python -m benchmarks.knockouts

pictures: $(VENV)/.develop
	@EXERCISE_SNAPSHOTS=write $(BIN)/python -m pytest tests/tui/test_snapshots.py
	@$(BIN)/python docs/pictures.py

snapshots: $(VENV)/.develop
	@$(BIN)/python docs/pictures.py

aid: $(VENV)/.play
	@$(BIN)/python docs/aid.py

$(VENV)/.play: pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs into $(VENV) (once) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.develop: pyproject.toml | $(BIN)/python
	@echo "Installing the program and its tools for development into $(VENV) (once) ..."
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.play

# A Debian python3 without python3-venv cannot put pip into an environment: the tools that it has do, from outside.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Install it, or name it: make play PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
	  { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } || \
	  { echo "$(PYTHON) could not make an environment in $(VENV): install its packages for venv and pip, then try again." >&2; exit 1; }

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
