# Two commands do all: `make site` builds everything into dist/, `make test` passes every test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test check annotate serve bench quality lock clean

site: .venv/runtime
	$(BIN)/plans build

test: .venv/dev
	sh tests/browser/chromium.sh
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

check: .venv/runtime
	$(BIN)/plans check

annotate: .venv/runtime
	$(BIN)/plans check --format github

serve: .venv/runtime
	$(BIN)/plans serve

bench: .venv/dev
	$(BIN)/python -m tests.bench

quality: .venv/dev
	$(BIN)/python -m tests.quality

# Anew after a change in pyproject.toml; the files hold pins and hashes, no address.
LOCK := $(BIN)/uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --quiet
lock: .venv/runtime
	$(BIN)/pip install --quiet uv
	$(LOCK) --extra build --extra dev --extra cluster --output-file requirements-dev.lock
	$(LOCK) --extra build --constraint requirements-dev.lock --output-file requirements.lock

.venv/runtime: requirements.lock pyproject.toml | .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

.venv:
	$(PYTHON) -m venv $@ || { apt-get install -y python3-venv && $(PYTHON) -m venv $@; }

clean:
	rm -rf .venv .dist dist .cache
