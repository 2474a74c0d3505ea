# `make` lists what there is. Everything installs into .venv; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check days peer interop programs bench soak docs lowest clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.demo  ## see it work: a token, all fourteen methods, and tables in DuckDB, against a local LinkedIn
	@$(BIN)/linkedin demo

test: $(VENV)/.dev  ## run all quick tests
	@$(BIN)/python -m pytest -m "not soak" -n auto --dist loadfile

check: $(VENV)/.dev  ## format, lint, floors, types, docs
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/lint-imports --config pyproject.toml
	@$(BIN)/mypy
	@$(BIN)/mkdocs build --strict --site-dir $(VENV)/site

days: $(VENV)/.dev  ## run what knows a clock on other days: month's ends, a leap day, after sunsets, in far time zones
	@PYTHONPATH=tests $(BIN)/python -m clock.days

peer: $(VENV)/.dev $(VENV)/.peer  ## run the official client against the sandbox, beside ours
	@LINKEDIN_PEER_PYTHON="$$PWD/$(VENV)/peer/bin/python" $(BIN)/python -m pytest tests/peer

interop: $(VENV)/.dev $(VENV)/.interop  ## run both clients and the sandbox against LinkedIn's own Rest.li server
	@LINKEDIN_RESTLI_SERVER="$$PWD/$(VENV)/interop" $(BIN)/python -m pytest -n auto tests/interop

programs: $(VENV)/.dev  ## run programs of others, in any language, against the sandbox of the command
	@LINKEDIN_PROGRAMS="$$PWD/$(VENV)/programs" $(BIN)/python -m pytest tests/programs

bench: $(VENV)/.dev $(VENV)/.peer  ## measure against linkedin-api-client 0.3.0, in one run
	@$(BIN)/python -m bench --peer $(VENV)/peer/bin/python

soak: $(VENV)/.dev  ## run the long tests
	@$(BIN)/python -m pytest -m soak

docs: $(VENV)/.dev  ## read the docs at http://127.0.0.1:8000
	@$(BIN)/mkdocs serve

lowest: $(VENV)-lowest/.done  ## run the quick tests with the oldest dependencies allowed
	@$(VENV)-lowest/bin/python -m pytest -m "not soak" -n auto --dist loadfile -p no:cacheprovider

clean:  ## remove all that was installed and built
	rm -rf $(VENV) $(VENV)-lowest .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The mark comes last, so that what was interrupted is done once more.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.demo: pyproject.toml | $(VENV)/.made
	@$(PIP) install --editable '.[sandbox,cli,pages]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.made
	@$(PIP) install --editable '.[all]' --group dev
	@touch $@ $(VENV)/.demo

$(VENV)/.peer: | $(VENV)/.made
	@$(PYTHON) -m venv $(VENV)/peer
	@$(VENV)/peer/bin/python -m pip --disable-pip-version-check --quiet install linkedin-api-client==0.3.0
	@touch $@

$(VENV)/.interop: $(wildcard tests/interop/server/pom.xml tests/interop/server/src/main/java/interop/*.java tests/interop/server/src/main/java/interop/*/*.java) | $(VENV)/.made
	@command -v javac >/dev/null && command -v mvn >/dev/null || { echo "LinkedIn's Rest.li server is built with a JDK 17 or newer and Maven; on Debian: apt-get install openjdk-17-jdk-headless maven" >&2; exit 1; }
	@mvn --quiet --batch-mode -Dstyle.color=never --file tests/interop/server/pom.xml -Dmaven.repo.local="$$PWD/$(VENV)/maven" -Dbuild.folder="$$PWD/$(VENV)/interop" process-classes
	@touch $@

$(VENV)-lowest/.done: pyproject.toml tests/lowest.txt
	@$(PYTHON) -m venv $(VENV)-lowest
	@$(VENV)-lowest/bin/python -m pip --quiet install --upgrade "pip>=25.1"
	@$(VENV)-lowest/bin/python -m pip --quiet install --constraint tests/lowest.txt --editable '.[all]' --group dev
	@touch $@
