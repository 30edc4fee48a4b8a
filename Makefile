# The tasks of this project, for you and for CI. They need Python 3.11 or newer and install into .venv.

PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup run test check bench lock clean

help:
	@echo "make run     install what is needed and start: the platforms whose token is set, or a chat in this terminal"
	@echo "make test    install everything and run the tests"
	@echo "make check   run the linters and the type checker, and check the catalogue and the settings page"
	@echo "make bench   run the benchmarks of docs/performance.md"
	@echo "make setup   install everything, development tools included"
	@echo "make lock    pin the dependencies of pyproject.toml again"
	@echo "make clean   remove everything these tasks made, but not data/"

setup: $(VENV)/.complete $(VENV)/.prepared

run: $(VENV)/.runnable $(VENV)/.prepared
	@$(VENV)/bin/python -m bot run --else-chat

test: $(VENV)/.complete
	$(VENV)/bin/python -m pytest -n auto

check: $(VENV)/.complete
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m tools.catalogue
	$(VENV)/bin/python -m tools.settings

bench: $(VENV)/.complete
	$(VENV)/bin/python -m benchmarks
	$(VENV)/bin/python -m benchmarks.reading
	$(VENV)/bin/python -m benchmarks.live
	$(VENV)/bin/python -m benchmarks.faults
	$(VENV)/bin/python -m benchmarks.models
	$(VENV)/bin/python -m benchmarks.telegram
	$(VENV)/bin/python -m benchmarks.discord

# uv only pins the dependencies. Any version will do, in .venv or elsewhere.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	PATH="$(VENV)/bin:$$PATH" $(LOCK) pyproject.toml --output-file requirements.lock
	PATH="$(VENV)/bin:$$PATH" $(LOCK) pyproject.toml --extra dev --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer. To choose one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "This needs the venv module of Python. On Debian or Ubuntu: apt install python3-venv" >&2; exit 2; }

$(VENV)/.runnable: requirements.lock | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once, about half a minute) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.complete: requirements-dev.lock | $(VENV)/bin/python
	@echo "Setting up $(VENV) with development tools (once, about a minute) ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $(VENV)/.runnable $@

# The first start copies this database instead of importing the catalogue.
$(VENV)/.prepared: $(wildcard core/films/data/*.jsonl core/films/data/*.toml migrations/versions/*.py) | $(VENV)/bin/python
	@$(VENV)/bin/python -m bot.prepared
	@touch $@
