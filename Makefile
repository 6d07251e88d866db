# Two commands matter: `make run` and `make test`. Each builds .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test check fix screenshots vectors clean

run: .venv/installed
	$(BIN)/plan-assistant serve

test: .venv/installed-test
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/installed-test
	$(BIN)/python tests/browser/screenshots.py docs

# after the corpus was edited: a first start then still embeds nothing
vectors: .venv/installed
	PLAN_ASSISTANT_HOME=$$(mktemp -d) $(BIN)/plan-assistant vectors corpus

clean:
	rm -rf .venv

.venv/installed: pyproject.toml constraints.txt
	@echo "Installing into .venv (a few minutes the first time) ..."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -e .
	@touch $@

.venv/installed-test: .venv/installed
	$(PIP) -e '.[test]'
	@touch $@

.venv/installed-dev: .venv/installed-test
	$(PIP) -e '.[test,dev]'
	@touch $@
