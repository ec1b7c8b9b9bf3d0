# Two commands matter: `make demo` (a running shop) and `make test` (everything that must hold).
PYTHON ?= python3
PORT ?= 8000
VERTICAL ?= retail
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
HOST := cli/pintu/preview/host

export PIP_DISABLE_PIP_VERSION_CHECK = 1

# Tests start hundreds of processes: none compiles what one before it has compiled, whatever the machine says of that.
BYTECODE := $(CURDIR)/build/bytecode
export PYTHONPYCACHEPREFIX = $(BYTECODE)
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint lint-preview bench golden soak screenshots clean

demo: $(VENV)/.program
	$(BIN)/pintu generate blueprints/$(VERTICAL).yaml -o build/$(VERTICAL)
	$(BIN)/pintu run build/$(VERTICAL) --port $(PORT)

test: lint
	rm -rf $(BYTECODE)  # most of it is of folders that are gone
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

lint: $(VENV)/.tests
	$(BIN)/ruff check --no-cache .  # a cached verdict misses modules that came or went
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	for folder in unit repository gates generated preview soak; do \
	  MYPYPATH=cli:tests:tests/unit:tests/gates:tests/generated:tests/preview $(BIN)/mypy tests/$$folder || exit 1; \
	done
	$(BIN)/mypy --package benchmarks
	! command -v npm >/dev/null || $(MAKE) lint-preview

# The preview's JavaScript: types, ESLint, Prettier. Without Node there is nothing to lint it with.
lint-preview: $(HOST)/node_modules/.package-lock.json
	cd $(HOST) && npm run --silent check

$(HOST)/node_modules/.package-lock.json: $(HOST)/package-lock.json
	cd $(HOST) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

bench: $(VENV)/.tests
	$(BIN)/python -m benchmarks

golden: $(VENV)/.tests
	$(BIN)/python tests/golden.py

soak: $(VENV)/.tests
	$(BIN)/pytest tests/soak -v -n $(JOBS) --dist load --maxschedchunk 1

screenshots: $(VENV)/.tests
	$(BIN)/python tests/screenshots.py

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
$(VENV)/.tests: pyproject.toml requirements/lock.txt templates/backend/base/constraints.txt \
		cli/pintu/gates/node/package-lock.json $(VENV)/.program
	$(BIN)/python -m pip install --quiet --constraint requirements/lock.txt --group dev
	$(BIN)/python -m pip install --quiet --requirement templates/backend/base/constraints.txt
	$(BIN)/python tests/javascript.py
	touch $@
