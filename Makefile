# Two commands do everything on a fresh machine: `make site` and `make test`. Each sets up what it needs, in just the
# versions that a lock file names, with their hashes. `make lock` names the newest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test docs proof lock chromium clean

site: $(VENV)/installed
	$(BIN)/sitegen build
	@echo "Open it in a browser: $(CURDIR)/site/index.html"

# The demo with the documentation as pages of it.
docs: $(VENV)/installed
	$(BIN)/python docs/site.py docs-site
	@echo "Open it in a browser: $(CURDIR)/docs-site/site/pages/documentation.html"

test: $(VENV)/tools chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

# What takes longer than a test may: run before a release. Its figures are kept in docs/quality.md, docs/speed.md
# and docs/reliability.md.
DATA := ../shared/eval/data
proof: test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[benchmarks]'
	SITEGEN_HISTORIES=10000 SITEGEN_PROJECT_HISTORIES=200 $(BIN)/pytest tests/test_histories.py
	SITEGEN_KILLS=300 SITEGEN_FAULTS=all $(BIN)/pytest -n auto tests/test_faults.py tests/test_faults_odd.py
	$(BIN)/python -m benchmarks.clones
	for seed in 1 2; do PYTHONHASHSEED=$$seed SITEGEN_EDITS=200 SITEGEN_EDITS_SEED=$$seed $(BIN)/pytest tests/test_incremental.py tests/test_matched.py || exit 1; done
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.serve
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.attacks
	$(BIN)/python -m benchmarks.patterns
	SITEGEN_FUZZ=$${SITEGEN_FUZZ:-30} $(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.topics
	$(BIN)/python -m benchmarks.layout
	$(BIN)/python -m benchmarks.map 418 2000
	$(BIN)/python -m benchmarks.size
	$(BIN)/python -m benchmarks.imports
	$(BIN)/python -m benchmarks.audit
	$(BIN)/python -m benchmarks.judge --score docs/judgement
	for set in $(wildcard $(DATA)/*.json); do \
	  echo "$$set"; $(BIN)/python -m benchmarks.quality "$$set" --out "$$(mktemp -d)" || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "sitegen needs Python 3.11 or newer; say which: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCKED := $(PIP) install --require-hashes --requirement
OURS := $(PIP) install --no-deps --no-build-isolation --editable .

$(VENV)/installed: requirements.lock pyproject.toml $(VENV)/bin/python
	$(LOCKED) requirements.lock
	$(OURS)
	@touch $@

$(VENV)/tools: requirements-dev.lock pyproject.toml $(VENV)/bin/python
	$(LOCKED) requirements-dev.lock
	$(OURS)
	@touch $@ $(VENV)/installed

# For every Python that pyproject.toml allows, on every system; what builds the package is in both.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-emit-index-url --python-version 3.11 \
  --upgrade --custom-compile-command "make lock"
lock: $(VENV)/bin/python
	$(PIP) install uv
	$(LOCK) --extra dev pyproject.toml --output-file requirements-dev.lock
	echo hatchling | $(LOCK) --constraint requirements-dev.lock pyproject.toml - --output-file requirements.lock

# The browser tests drive a real Chromium: one that is installed, else Debian's.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "installing Chromium for the browser tests"; \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; else SUDO=sudo; fi; \
	  $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }

clean:
	rm -rf $(VENV) .sitegen-cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
