# Two commands: `make reports` and `make test`. Both set up what is missing first.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PO := $(wildcard locales/*/LC_MESSAGES/mgi_report.po)

# Else every process that a test starts would compile the program anew, and every worker the tests.
check test benchmark: export PYTHONDONTWRITEBYTECODE :=

.PHONY: campaign shapes reports check test test-lowest test-newest setup setup-dev lint types messages schema reference docs pictures benchmark clean lock help

reports: $(VENV)/.ready  ## Build all publications into reports/
	@$(BIN)/mgi-report --version >/dev/null 2>&1 || { rm -rf $(VENV) && $(MAKE) --no-print-directory setup; }  # moved
	@$(BIN)/mgi-report build --region all --edition all
	@echo "the program is $(BIN)/mgi-report; try $(BIN)/mgi-report --help"

check: $(VENV)/.ready-dev  ## The loop at work, half a minute: style, types, floors, the tests of the lower rooms
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -n auto --dist loadfile tests/text tests/data tests/neutrality

test: $(VENV)/.ready-dev  ## Check style, types and everything the tests know
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

test-lowest: $(VENV)/.ready-dev  ## Every command once, with the lowest versions of libraries that are allowed
	@scripts/versions lowest

test-newest: $(VENV)/.ready-dev  ## The same with the newest ones
	@scripts/versions newest

setup: $(VENV)/.ready
setup-dev: $(VENV)/.ready-dev

$(VENV)/.ready: pyproject.toml requirements.lock scripts/setup
	@scripts/setup
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@scripts/setup dev
	@touch $@

$(VENV)/.ready-docs: $(VENV)/.ready requirements-docs.lock
	@$(BIN)/python -m pip -q --disable-pip-version-check install --require-hashes -r requirements-docs.lock
	@touch $@

lint: $(VENV)/.ready-dev  ## Mend style
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

messages: $(VENV)/.ready-dev  ## Bring the message catalogues up to date with code and templates
	@$(BIN)/pybabel -q extract -F locales/extract.cfg -k mark -k _ -k say --no-location --sort-output --project mgi_report --omit-header -o locales/mgi_report.pot .
	@for po in $(PO); do head=$$(awk -v RS= 'NR == 1 && /Plural-Forms/' $$po) && $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --omit-header -i locales/mgi_report.pot -o $$po -l $$(basename $$(dirname $$(dirname $$po))) && printf '%s\n\n%s\n' "$$head" "$$(cat $$po)" > $$po; done  # the header says how many forms there are

schema: $(VENV)/.ready  ## Write the JSON Schemas and the table of topics anew from model and framework
	@$(BIN)/mgi-report schema profile > schema/profile.schema.json
	@$(BIN)/mgi-report schema framework > schema/framework.schema.json
	@$(BIN)/mgi-report schema region > schema/region.schema.json
	@$(BIN)/mgi-report schema publisher > schema/publisher.schema.json
	@$(BIN)/python scripts/topic_table.py

reference: $(VENV)/.ready  ## Write the pages of docs/ that are made from the program
	@$(BIN)/python scripts/reference.py

docs: $(VENV)/.ready-docs reference  ## Make the site of docs/ in site/, every link checked
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

pictures: reports  ## Draw the pictures of README and docs anew
	@$(BIN)/python scripts/pictures.py

benchmark: $(VENV)/.ready-dev  ## Measure, side by side, against plain use of the same engine
	@$(BIN)/python benchmarks/compare.py

campaign: $(VENV)/.ready-dev  ## Mutated data and PDFs, kills, damaged caches: takes hours (docs/limits.md)
	@$(BIN)/python scripts/campaign.py $(TRIALS)

shapes: $(VENV)/.ready-dev  ## Regions of every sound shape made into everything (docs/limits.md): TRIALS="--trials 200"
	@$(BIN)/python scripts/shapes.py $(TRIALS)

lock: $(VENV)/.ready-dev  ## Resolve the locked versions anew
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra build --extra proof pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra docs -c requirements-dev.lock pyproject.toml -o requirements-docs.lock

clean:  ## Remove what can be made again
	@rm -rf .mgi-cache site reports/*/ reports/manifest.json

help:  ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
