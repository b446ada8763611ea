# Two commands: `make up` starts everything, `make test` proves it. Stamps make the second run quick.
# What a step does is written in src/thongsuot/web/install.py and supervisor.py; here stands only the order.

unexport PYTHONDONTWRITEBYTECODE  # else every process would compile the house anew

VENV   := .venv
PYTHON := $(VENV)/bin/python
RUN    := $(VENV)/bin/thongsuot
PACKAGES := chromium chromium-driver poppler-utils gettext postgresql tesseract-ocr tesseract-ocr-vie \
  gcc libc6-dev iproute2 kannel libnet-smpp-perl tshark \
  prometheus prometheus-alertmanager prometheus-blackbox-exporter

.PHONY: help up new test check fix messages bench soak debian

help: ## show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

up: $(VENV)/.installed ## start everything in the foreground; the last line says where
	@exec $(RUN) up

new: $(VENV)/.installed ## make a real install, empty; asks for names and the first people
	@exec $(RUN) new

test: $(VENV)/.installed-dev debian ## install what the tests need and run every test
	$(RUN) setup --dev
	$(PYTHON) -m pytest -n 3 --dist loadgroup --durations=25 --durations-min=5

check: $(VENV)/.installed-dev ## style, types, walls, translations, migrations
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(RUN) setup --translations
	$(RUN) manage makemigrations --check --dry-run

fix: $(VENV)/.installed-dev ## put right what can be put right by itself
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

messages: $(VENV)/.installed ## gather what is to be translated into the English catalogue and name what waits
	$(PYTHON) -m thongsuot.web.catalogue

bench: $(VENV)/.installed-dev debian ## print every figure of benchmarks/; names what missed its promise
	$(RUN) setup --dev
	@missed=; for file in benchmarks/*.py; do echo "== $$file"; $(PYTHON) $$file || missed="$$missed $$file"; done; \
	  [ -z "$$missed" ] || { echo "missed a promise:$$missed"; exit 1; }

soak: $(VENV)/.installed-dev debian ## the long forms of the fault and load runs
	@.ci/debian osmo-msc
	$(RUN) setup --dev
	TS_SOAK=1 $(PYTHON) -m pytest -s -m soak tests/faults
	TS_SOAK=1 $(PYTHON) -m pytest -s tests/outbox/test_faults.py
	TS_SOAK=1 $(PYTHON) -m pytest -s tests/links/test_two_installs.py
	$(PYTHON) -m pytest -s -m soak tests/engines/letter/test_fuzz.py tests/engines/smpp/test_fuzz.py tests/campaigns \
	  tests/peers
	$(PYTHON) benchmarks/sms.py --only cost --recipients 15000000 --runs 1

debian:
	@.ci/debian $(PACKAGES)

$(PYTHON):
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên.")'
	python3 -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(PYTHON)
	$(PYTHON) -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(PYTHON) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PYTHON) -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
