# What people do with hoidap from a checkout. `make help` lists it, README.md explains it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test bench screenshots kill clean
.PHONY: toolchain release debug needs-build needs-python needs-postgresql needs-browser needs-bench

PORT ?= 8080
ROUNDS ?= 20
SIZES ?= 10000 1000000

# The system's Python, whatever else is on the PATH: the packages below are installed for it.
PYTHON := /usr/bin/python3
BROWSER_PYTHON := .build/venv/bin/python
DEBUG := .build/debug/hoidap
# Tests that use a store: they run on both engines.
STORE_TESTS := ActsTests|AppTests|CasesTests|FilesTests|ImportTests|RegistryTests|SiteTests|StorageTests
RELEASE := .build/release/hoidap
# The tests that were built, sixteen at a time: all of them at once would wait for each other's connections.
RUN_TESTS := .build/debug/hoidapPackageTests.xctest --testing-library swift-testing --parallel \
    --experimental-maximum-parallelization-width 16

help:
	@echo "make run          build, prepare a demonstration in demo/, serve it on 127.0.0.1:$(PORT) (PORT=…)"
	@echo "make test         build once, run every test, say how long each suite took"
	@echo "make bench        measure a release build over countries of $(SIZES) matters on both engines (SIZES=…)"
	@echo "make screenshots  every page, both languages, phone and screen, to .build/screenshots"
	@echo "make kill         kill the server under load $(ROUNDS) times and check what is there (ROUNDS=…)"
	@echo "make clean        remove what was built, and the demonstration"

# What people do

run: release
	@echo "Preparing the demonstration in demo/. Ctrl-C ends the server."
	@exec $(RELEASE) demo --data demo --port $(PORT)

# Every suite runs, though one before it failed; only without a build there is nothing to run.
test: toolchain needs-build needs-postgresql needs-browser
	@mkdir -p .build; rm -f .build/suites .build/statements.log; \
	suite() { \
	    local name="$$1" outcome=FAILED started=$$SECONDS; shift; \
	    echo; echo "== $$name"; \
	    if "$$@"; then outcome=passed; fi; \
	    printf '%s\t%d\t%s\n' "$$name" $$((SECONDS - started)) "$$outcome" >> .build/suites; \
	    [ "$$outcome" = passed ]; \
	}; \
	suite "format" swift format lint --strict --recursive --parallel Sources Tests Package.swift || true; \
	if suite "build" swift build --build-tests --explicit-target-dependency-import-check error; then \
	    export HOIDAP_STATEMENT_LOG="$(CURDIR)/.build/statements.log"; \
	    suite "Swift tests" $(RUN_TESTS) || true; \
	    suite "Swift tests, PostgreSQL" $(PYTHON) Tests/PostgreSQL/with_cluster.py \
	        $(RUN_TESTS) --filter '$(STORE_TESTS)' || true; \
	    suite "statements on PostgreSQL" $(PYTHON) Tests/PostgreSQL/prepare_statements.py \
	        .build/statements.log || true; \
	    suite "query plans on SQLite" $(PYTHON) Tests/SQLite/query_plans.py .build/statements.log || true; \
	    suite "query plans on PostgreSQL" $(PYTHON) Tests/PostgreSQL/query_plans.py .build/statements.log \
	        $(DEBUG) || true; \
	    suite "mail story" $(BROWSER_PYTHON) Tests/Mail/mail_story.py $(DEBUG) || true; \
	    suite "browser stories" $(BROWSER_PYTHON) Tests/Browser/stories.py $(DEBUG) || true; \
	    suite "kill rounds" $(PYTHON) Tests/Kill/sigkill_rounds.py $(DEBUG) $(ROUNDS) || true; \
	    suite "two servers" $(PYTHON) Tests/Kill/two_servers.py $(DEBUG) || true; \
	fi; \
	echo; \
	awk -F '\t' '{ line($$1, $$2, $$3); seconds += $$2; failed += ($$3 != "passed") } \
	    END { line("all", seconds, failed ? failed " FAILED" : "passed"); exit failed > 0 } \
	    function line(name, s, outcome) { printf "%-26s %3d min %02d s  %s\n", name, s / 60, s % 60, outcome }' \
	    .build/suites

bench: release needs-bench
	@$(PYTHON) Benchmarks/bench.py $(RELEASE) .build/bench.md --sizes $(SIZES)

screenshots: debug needs-browser
	@rm -rf .build/screenshots
	@$(BROWSER_PYTHON) Tests/Browser/stories.py $(DEBUG) --screenshots .build/screenshots

kill: debug needs-python
	@$(PYTHON) Tests/Kill/sigkill_rounds.py $(DEBUG) $(ROUNDS)

clean:
	rm -rf .build demo

# Programs

# Quiet when nothing is newer than the program, so that a second `make run` says only where to look.
release: toolchain needs-build
	@if [ -x $(RELEASE) ] && [ -z "$$(find Package.swift Sources -newer $(RELEASE) -print -quit)" ]; then \
	    swift build -c release --product hoidap --quiet; \
	else \
	    echo "Building hoidap; the first time takes some minutes."; \
	    swift build -c release --product hoidap; \
	fi

debug: toolchain needs-build
	@swift build --product hoidap

toolchain:
	@version=$$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' || true); \
	if [ "$$(printf '%s\n' 6.2 "$${version:-0}" | sort -V | head -n 1)" != 6.2 ]; then \
	    echo "hoidap is built with the Swift toolchain 6.2 or newer; here is $${version:-none}."; \
	    echo "How to get it: https://www.swift.org/install/linux (then: swift --version)"; \
	    exit 1; \
	fi

# What programs and tests need of the system

needs-build:
	$(call install,SQLite stores everything or libpq speaks to PostgreSQL; qrencode draws codes for cameras; zlib unpacks \
	    imports; xlsxwriter makes files for spreadsheets; curl speaks to mail servers; openpyxl reads workbooks of old \
	    registers,libsqlite3-dev libpq-dev libqrencode-dev zlib1g-dev libxlsxwriter-dev libcurl4-openssl-dev \
	    python3-openpyxl)

needs-python:
	$(call install,the scripts of tests and benchmarks are in Python,python3 python3-venv)

needs-postgresql: needs-python
	$(call install,to run the tests on PostgreSQL too in a private cluster (its own server is not used),postgresql)

needs-browser: .build/venv/ready
	$(call install,the browser of the stories and its driver,$(CHROMIUM))

needs-bench: needs-postgresql
	$(call install,wrk puts the load on the server; nginx is what it is held against,wrk nginx-light)

.build/venv/ready: Tests/Browser/requirements.txt Tests/Mail/requirements.txt | needs-python
	@echo "Installing Selenium and aiosmtpd in .build/venv: the browser of the stories, and a mail server to send to"
	@$(PYTHON) -m venv --clear .build/venv
	@$(BROWSER_PYTHON) -m pip install --quiet --disable-pip-version-check $(addprefix -r ,$^)
	@touch $@

# Ubuntu's packages of that name install the snap.
CHROMIUM := $(if $(shell grep -x ID=ubuntu /etc/os-release),chromium-browser chromium-chromedriver, \
    chromium chromium-driver chromium-sandbox)

AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive

# $(call install,why,package …) installs what is missing of Debian's or Ubuntu's packages, saying why.
define install
@missing=$$(for package in $(2); do \
    [[ $$(dpkg-query -W -f '$${Status}' $$package 2>/dev/null) == *" installed" ]] || echo $$package; done); \
if [ -n "$$missing" ]; then \
    echo "Installing" $$missing: "$(1)"; \
    $(AS_ROOT) apt-get update -qq < /dev/null; \
    $(AS_ROOT) apt-get install -qq -o Dpkg::Use-Pty=0 --no-install-recommends $$missing < /dev/null; \
fi
endef
