# Everything here starts from nothing but Python 3.11 or newer (with venv), git and make.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# A file stays together: what its tests share (a wheel, a handbook) is made once, and by one process.
AT_ONCE := --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: help intake test test-full test-all check check-dependencies constraints rulebook ci-tools locale bench clean

help:
	@echo "make intake     alles klaarzetten en een intakegesprek beginnen"
	@echo "make test       alles klaarzetten en de tests draaien (met wat deze computer kan)"
	@echo "make test-full  de tests met de grote aantallen"
	@echo "make test-all   de tests op elke Python van 3.11 tot en met 3.14 die hier is"
	@echo "make check      stijl, typen en de afspraken over imports"
	@echo "make rulebook   de regels zelf: gevallen, dekking, audit en eigenschappen"
	@echo "make check-dependencies  zijn er bekende kwetsbaarheden in wat wij van anderen gebruiken?"
	@echo "make constraints  de versies en hashes opnieuw vastleggen, na een wijziging in setup.cfg"
	@echo "make bench      metingen"

intake: $(VENV)/.intake
	@$(BIN)/slimmer interview --gesprek intake

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(AT_ONCE)

test-full: $(VENV)/.dev
	SLIMMER_FULL=1 $(BIN)/python -m pytest $(AT_ONCE)

test-all:
	@for version in 3.11 3.12 3.13 3.14; do \
	  python=""; \
	  for found in python$$version $${PYENV_ROOT:-$$HOME/.pyenv}/versions/$$version.*/bin/python; do \
	    $$found -c '' 2>/dev/null && python=$$found && break; \
	  done; \
	  if [ -n "$$python" ]; then \
	    echo "== Python $$version"; $(MAKE) --no-print-directory test PYTHON=$$python VENV=.venv-$$version || exit 1; \
	  else echo "== Python $$version is hier niet; overgeslagen"; fi; \
	done

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

rulebook: $(VENV)/.intake
	$(BIN)/slimmer rules check
	$(BIN)/slimmer test --coverage --mutate
	$(BIN)/slimmer audit

check-dependencies: $(VENV)/.dev
	@$(BIN)/python -m tools.check_dependencies

# One list for every system and Python: what ships with the hashes of all its files, the tools beside it.
PINS = $(BIN)/uv pip compile setup.cfg --quiet --universal --python-version 3.11 --no-header --no-annotate

constraints: $(VENV)/.dev
	@$(PIP) uv
	$(PINS) --extra brief --generate-hashes --output-file constraints.txt
	$(PINS) --extra dev --constraint constraints.txt --output-file constraints-dev.txt

bench: $(VENV)/.dev
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

locale: $(VENV)/.dev
	$(BIN)/pybabel compile --input-file slimmer_rules/cli/locale/nl/LC_MESSAGES/messages.po \
	  --output-file slimmer_rules/cli/locale/nl/LC_MESSAGES/messages.mo

clean:
	rm -rf .venv .venv-3.* build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Slimmer Rules heeft Python 3.11 of nieuwer nodig. Zet dat eerst op deze computer (python.org)."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python mist het onderdeel venv. Op Debian en Ubuntu: apt install python3-venv."; exit 2; }

$(VENV)/.intake: $(VENV)/bin/python setup.cfg pyproject.toml constraints.txt
	@echo "Slimmer Rules wordt klaargezet. Dit duurt een minuut, alleen de eerste keer."
	@$(PIP) --require-hashes --requirement constraints.txt
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.intake constraints-dev.txt
	@$(PIP) --constraint constraints-dev.txt --editable '.[dev]'
	@touch $@
