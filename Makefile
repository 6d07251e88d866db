# Two commands matter: `make run` and `make test`. Each builds .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test fuzz check fix screenshots vectors bench bench-page bench-model test-model eval
.PHONY: clean

run: .venv/installed
	$(BIN)/plan-assistant serve

test: .venv/installed-test
	$(BIN)/python -m pytest

# new examples for the property tests; what fails here becomes an example in the suite
fuzz: .venv/installed-test
	HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -m hypothesis

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

# an hour; minutes with MOST=1000 (passages)
MOST ?= 100000
bench: .venv/installed-bench
	PYTHONPATH=tests:tests/planning:tests/browser $(BIN)/python -m benchmarks docs/performance.md $(MOST)

# two minutes: the page alone, as one line of JSON
bench-page: .venv/installed-test
	PYTHONPATH=tests:tests/planning:tests/browser $(BIN)/python -m benchmarks one page 0 $$(mktemp -d)

# what an answer costs a chat model; with ASK=3 also times the connected one on three questions
bench-model: .venv/installed-test
	PYTHONPATH=tests:tests/evals $(BIN)/python tests/bench_model.py docs/model-mode.md --ask $(or $(ASK),0)

# how well the connected chat model answers and reads; NAME="what the page calls it", and on a slow
# machine PATIENCE=480 (seconds a call may take)
test-model: .venv/installed-test
	PYTHONPATH=tests:tests/evals $(BIN)/python tests/model_evaluation.py docs/model-evaluation.md \
		--questions $(or $(QUESTIONS),12) --dialogues $(or $(DIALOGUES),2) \
		--patience $(or $(PATIENCE),240) --name "$(NAME)"

# after the corpus was edited: a first start then still embeds nothing
vectors: .venv/installed
	PLAN_ASSISTANT_HOME=$$(mktemp -d) $(BIN)/plan-assistant vectors corpus

# how good the answers are; EVAL_SETS=folder measures labelled retrieval sets too
eval: .venv/installed-test
	PYTHONPATH=tests:tests/evals $(BIN)/python tests/evals/evaluation_report.py docs/evaluation.md $(EVAL_SETS)

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

.venv/installed-bench: .venv/installed-test
	$(PIP) -e '.[test,bench]'
	@touch $@

.venv/installed-dev: .venv/installed-test
	$(PIP) -e '.[test,dev]'
	@touch $@
