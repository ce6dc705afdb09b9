# Pactwatch: `make report` turns seeds/ into a published report, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= seeds
OUT ?= reports
MINUTES ?= 60
MOMENTS ?= 400

.PHONY: report test setup lab bench quality load faults kills fuzz everywhere lint clean lock

report: setup
	$(BIN)/python -m analysis report $(CORPUS) --out $(OUT)

test: setup
	$(BIN)/python -m pytest

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Pactwatch needs Python 3.11 or newer; call make with PYTHON=python3.12, say")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	touch $@

lab: setup
	$(BIN)/jupyter lab --ip=127.0.0.1 $(if $(filter 0,$(shell id -u)),--allow-root) notebooks/explore.ipynb

bench: setup
	$(BIN)/python tests/bench.py

quality: setup
	$(BIN)/python tests/quality.py $(WRITE)

load: setup
	$(BIN)/python tests/load.py --minutes $(MINUTES)

faults: setup
	$(BIN)/python tests/faulty.py

kills: setup
	MOMENTS=$(MOMENTS) $(BIN)/python -m pytest -n 0 -q tests/test_interrupted.py -k 'random_moment or another_vocabulary'

fuzz: MINUTES = 10
fuzz: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/fuzz/requirements.lock
	for target in readers corrections parameters; do $(BIN)/python -m tests.fuzz $$target $(MINUTES) || exit 1; done

everywhere: setup
	$(BIN)/python -m tests.everywhere

lint: setup
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

lock:
	uv pip compile pyproject.toml --extra dev --extra distributed --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock
	uv pip compile --group fuzz --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --output-file tests/fuzz/requirements.lock

clean:
	rm -rf $(VENV) .everywhere reports reports.failed tables test-artifacts build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
