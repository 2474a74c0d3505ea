# `make` lists the targets. Everything installs into .venv; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Shows what it does; pip by itself is silent for a minute, or prints hundreds of lines.
INSTALL := $(BIN)/python .ci/environment.py install $(VENV)

# The core: protocol, clients and sandbox in one process. Left out are the folders of what stands
# on them, and the files whose tests start processes or browsers.
FAST := tests/restli tests/conformance tests/clients tests/sandbox \
	-k "not forks and not shared and not proxies and not browser and not plugin and not command and not changing and not rotate"

# Tests of the source's own text, which have nothing to read beside a wheel.
OF_SOURCE := --ignore tests/test_clocks.py --ignore tests/test_images.py --ignore tests/typing

# One more than there are cores, since many tests wait for another process.
WORKERS = $(shell $(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

# Tests start many programs, and none compiles again what another one has compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast check fix days coverage peer interop programs bench soak docs notebook lowest extras newcomer wheel clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.demo  ## see it work against a local LinkedIn: a token, all fourteen methods, tables in DuckDB
	@$(BIN)/linkedin demo

test: $(VENV)/.dev  ## run all quick tests
	@$(BIN)/python -m pytest -m "not soak" -n $(WORKERS) --dist loadfile --ignore tests/typing

test-fast: $(VENV)/.dev  ## run the core's tests, which start no process, browser or database
	@$(BIN)/python -m pytest -m "not soak" -n auto --dist loadfile $(FAST)

check: $(VENV)/.dev  ## format, lint, layers, types, docs, and the types of every example
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/lint-imports pyproject.toml
	@$(BIN)/mypy
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir $(VENV)/site
	@$(BIN)/python -m pytest --quiet tests/typing

fix: $(VENV)/.dev  ## format, and fix what ruff can fix
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

days: $(VENV)/.dev  ## run the tests that depend on the date on other days: ends of months, a leap day, after sunsets, in distant time zones
	@PYTHONPATH=tests $(BIN)/python -m clock.days

# Measuring slows some work more than other work, which would fail the tests of costs. And it has a
# lock of its own, which a forked child may never get.
coverage: $(VENV)/.dev  ## run the quick tests, and fail if coverage is below the figure in pyproject.toml
	@$(BIN)/python -m pytest -m "not soak" -n auto --dist loadfile -k "not hardly_more and not forks" --cov --cov-report=term:skip-covered

peer: $(VENV)/.dev $(VENV)/.peer  ## run the official client and ours against the sandbox
	@LINKEDIN_PEER_PYTHON="$$PWD/$(VENV)/peer/bin/python" $(BIN)/python -m pytest tests/peer

interop: $(VENV)/.dev $(VENV)/.interop  ## run both clients and the sandbox against LinkedIn's own Rest.li server
	@LINKEDIN_RESTLI_SERVER="$$PWD/$(VENV)/interop" $(BIN)/python -m pytest -n auto tests/interop

programs: $(VENV)/.dev  ## run other people's programs, in any language, against `linkedin sandbox`
	@LINKEDIN_PROGRAMS="$$PWD/$(VENV)/programs" $(BIN)/python -m pytest tests/programs

bench: $(VENV)/.dev $(VENV)/.peer  ## measure against linkedin-api-client 0.3.0, in one run
	@$(BIN)/python -m bench --peer $(VENV)/peer/bin/python

soak: $(VENV)/.dev  ## run the long tests, and the generated tests with all their values
	@$(BIN)/python -m pytest -m "soak or hypothesis" -n auto --dist loadfile --hypothesis-profile full --ignore tests/interop

docs: $(VENV)/.dev  ## read the docs at http://127.0.0.1:8000
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

notebook: $(VENV)/.dev  ## run the notebooks of the docs in a real kernel, and keep their outputs
	@PYTHONPATH=tests $(BIN)/python -m notebooks

lowest: $(VENV)-lowest/.done  ## run the quick tests with the oldest allowed dependencies
	@$(VENV)-lowest/bin/python -m pytest -m "not soak" -n auto --dist loadfile -p no:cacheprovider

extras: $(VENV)/.dev  ## install each extra alone and try it
	@PYTHONPATH=tests $(BIN)/python -m extras.alone

newcomer: $(VENV)/.dev  ## follow each tutorial word by word, with an empty home and a new environment
	@PYTHONPATH=tests $(BIN)/python -m newcomer.paths

wheel: $(VENV)-wheel/.done  ## run the quick tests against the wheel, without the source beside them
	@rm -rf $(VENV)-wheel/checkout && mkdir $(VENV)-wheel/checkout
	@cp -R [!.]* $(wildcard .ci .github) $(VENV)-wheel/checkout && rm -rf $(VENV)-wheel/checkout/src
	@cd $(VENV)-wheel/checkout && ../bin/python -m pytest -m "not soak" -n auto --dist loadfile -p no:cacheprovider $(OF_SOURCE)

clean:  ## remove everything that was installed or built
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-wheel .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The mark comes last, so that what was interrupted is done once more.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	@$(PYTHON) .ci/environment.py make $(VENV)
	@touch $@

$(VENV)/.demo: pyproject.toml | $(VENV)/.made
	@$(INSTALL) --editable '.[sandbox,cli,pages,report]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.made
	@$(INSTALL) --upgrade "pip>=25.1"  # older ones know no groups
	@$(INSTALL) --editable '.[all]' --group dev
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
	@$(VENV)-lowest/bin/python -m pip --quiet install --constraint tests/lowest.txt --editable '.[all]' --group test
	@touch $@

# Not editable: what the wheel lacks is missed here.
$(VENV)-wheel/.done: pyproject.toml $(shell find src -name '*.py' 2>/dev/null)
	@rm -rf $(VENV)-wheel && $(PYTHON) -m venv $(VENV)-wheel
	@$(VENV)-wheel/bin/python -m pip --quiet install --upgrade "pip>=25.1"
	@$(VENV)-wheel/bin/python -m pip --quiet wheel --no-deps --wheel-dir $(VENV)-wheel/built .
	@$(VENV)-wheel/bin/python -m pip --quiet install "$$(ls $(VENV)-wheel/built/*.whl)[all]" --group dev
	@touch $@
