# Two commands do all: `make site` builds everything into dist/, `make test` passes every test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test check annotate score summary step links serve bench quality screenshots lock clean
.PHONY: earlier-releases github-release

site: .venv/runtime
	@$(BIN)/plans build --address "$$ADDRESS" --repository "$$REPOSITORY" $${RELEASES:+--releases "$$RELEASES"}

test: .venv/dev
	sh tests/browser/chromium.sh
	sh tests/browser/lighthouse.sh
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

check: .venv/runtime
	$(BIN)/plans check

annotate: .venv/runtime
	$(BIN)/plans check --format github

score: .venv/runtime
	@$(BIN)/plans score

# What a pull request changes, for its summary, after `make site`: the score, then the difference from BASE, of which
# .cache/difference.html holds all.
summary: .venv/runtime
	@mkdir -p .cache
	@$(BIN)/plans score --lang zh && echo && $(BIN)/plans score --lang en && echo
	@$(BIN)/plans diff "git:$$BASE" --format html > .cache/difference.html
	@$(BIN)/plans diff "git:$$BASE" --format markdown --samples 3

# Fails, after `make site`, where the version in pyproject.toml is too small a step for what changed since the last release.
step: .venv/runtime
	@$(BIN)/plans step

links: .venv/runtime
	@mkdir -p .cache
	@$(BIN)/plans links --out .cache/source-addresses.json

serve: .venv/runtime
	$(BIN)/plans serve

bench: .venv/dev
	$(BIN)/python -m tests.bench

# Every page type, zh and en, wide and narrow, light and dark, for a person to look at.
screenshots: site .venv/dev
	sh tests/browser/chromium.sh
	$(BIN)/python tests/browser/screenshots.py

quality: .venv/dev
	$(BIN)/python -m tests.quality

# For publish.yml, which has GitHub's own command line: the archives of earlier releases, and a release for a new version.
earlier-releases:
	@mkdir -p .cache/releases
	@gh release list --limit 1000 --json tagName --jq '.[].tagName' | while read -r tag; do \
	  gh release download "$$tag" --pattern plans.zip --output ".cache/releases/$$tag.zip" --clobber || exit 1; done

github-release:
	@version=$$($(PYTHON) -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])') && \
	if gh release list --limit 1000 --json tagName --jq '.[].tagName' | grep -qx "v$$version"; then \
	  echo "v$$version is released already"; \
	else \
	  gh run download "$$RUN" --name archives --dir .cache/archives && \
	  gh release create "v$$version" .cache/archives/*.zip .cache/archives/MANIFEST.json --target "$$COMMIT" \
	    --title "v$$version" --notes-file CHANGELOG.md; \
	fi

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
