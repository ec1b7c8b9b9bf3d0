# Two commands matter: `make demo` (a running shop) and `make test` (everything that must hold).
PYTHON ?= python3
PORT ?= 8000
VERTICAL ?= retail
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test lint bench golden soak screenshots clean

demo: $(VENV)/.program
	$(BIN)/pintu generate blueprints/$(VERTICAL).yaml -o build/$(VERTICAL)
	$(BIN)/pintu run build/$(VERTICAL) --port $(PORT)

test: lint
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	for folder in unit repository generated soak; do \
	  MYPYPATH=cli:tests:tests/unit:tests/generated $(BIN)/mypy tests/$$folder || exit 1; \
	done
	$(BIN)/mypy --package benchmarks

bench: $(VENV)/.tests
	$(BIN)/python -m benchmarks

golden: $(VENV)/.tests
	$(BIN)/python -m tests.golden

soak: $(VENV)/.tests
	$(BIN)/pytest tests/soak -v -n $(JOBS) --dist load --maxschedchunk 1

screenshots: $(VENV)/.tests
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf build dist $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

# The program alone: what somebody who installs Pintu gets.
$(VENV)/.program: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint requirements/lock.txt --editable .
	touch $@

# What the tests need: the development tools, and all that a generated backend depends on.
$(VENV)/.tests: pyproject.toml requirements/lock.txt templates/backend/base/constraints.txt $(VENV)/.program
	$(BIN)/python -m pip install --quiet --constraint requirements/lock.txt --group dev
	$(BIN)/python -m pip install --quiet --requirement templates/backend/base/constraints.txt
	touch $@
