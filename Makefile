# The one way in. It needs GNU make and Python 3.11 or newer; everything else is installed into $(VENV), from lock files.
#
#   make html                     with the python3 on PATH
#   make html PYTHON=python3.12   with another; with its own folder too: VENV=.venv-3.12
#   make html SPHINXOPTS=-v       with options for Sphinx

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
SPHINXOPTS ?=
PYTESTOPTS ?=
BENCHOPTS ?=
NOXOPTS ?=

BIN := $(VENV)/bin
SPHINX := $(BIN)/python -m sphinx -W --keep-going -j auto -c .
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help html serve system test fuzz bench themes manual compatible check catalogues permalinks pdf epub dist lock clean distclean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# -- What readers get -----------------------------------------------------------------------------

define sphinx # builder, folder, options
@$(SPHINX) -b $(1) -d _build/doctrees/$(2) $(3) $(SPHINXOPTS) docs _build/$(2)
endef

html: $(VENV)/site.stamp ## build the site
	$(call sphinx,html,html)
	@echo "Open _build/html/index.html"

epub: $(VENV)/site.stamp ## build the e-book
	$(call sphinx,epub,epub)
	@echo "Open _build/epub/comparative-reading.epub"

define paper # name of the file, options
$(call sphinx,singlehtml,pdf/$(1),-t pdf $(2))
@$(BIN)/python -m weasyprint --pdf-variant pdf/ua-1 --pdf-tags \
	--base-url _build/pdf/$(1)/ $$(find _build/pdf/$(1) -maxdepth 2 -name index.html) _build/pdf/$(1).pdf 2>_build/pdf/weasyprint.log \
	|| { cat _build/pdf/weasyprint.log >&2; exit 1; }
@! grep '^ERROR' _build/pdf/weasyprint.log >&2
@echo "Open _build/pdf/$(1).pdf"
endef

pdf: $(VENV)/test.stamp ## build the PDFs, of the edition and of the manual (needs the Pango libraries)
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || { \
		echo "WeasyPrint does not find Pango. Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core; macOS: brew install pango" >&2; \
		exit 1; }
	$(call paper,comparative-reading,)
	$(call paper,sphinx-comparison-manual,-t manual)

# The project of the tutorial stands beside it, as its last page says.
manual: $(VENV)/site.stamp ## build the manual as a site of its own, with the tutorial's project beside it
	@$(SPHINX) -b html -t manual -t example -d _build/doctrees/manual $(SPHINXOPTS) docs/extension _build/manual
	@rm -rf _build/example
	@PYTHONPATH=_ext $(BIN)/python -m sphinx_comparison new _build/example >/dev/null
	@PYTHONPATH=_ext $(BIN)/python -m sphinx -W -q -c _build/example -d _build/doctrees/example _build/example/docs _build/manual/example
	@echo "Open _build/manual/index.html"

serve: $(VENV)/site.stamp ## build the site, show it at http://127.0.0.1:8000, build again when a file changes (PORT=)
	@$(BIN)/python -m sphinx_autobuild --port $(PORT) --watch _ext --watch seeds --watch conf.py \
		-j auto -c . -d _build/doctrees/serve $(SPHINXOPTS) docs _build/serve

# -- What editors and developers run --------------------------------------------------------------

test: system $(VENV)/test.stamp ## run all the tests, with what they need of the system installed where that can be done
	@$(BIN)/python -m pytest -n auto $(PYTESTOPTS)

system:
	@bash requirements/system.sh

fuzz: $(VENV)/test.stamp ## try far more edits, texts and inputs than `make test` has time for
	@$(BIN)/python -m pytest -n auto --thorough $(PYTESTOPTS)

bench: $(VENV)/bench.stamp ## measure what builds cost, beside the same pages by hand and sphinx-needs (BENCHOPTS="--sizes 'XS S'")
	@PYTHONPATH=tests $(BIN)/python -m bench.measure $(BENCHOPTS)

themes: system $(VENV)/test.stamp ## build a small project in six themes, look at it, and leave a picture of each page
	@PICTURES=$(CURDIR)/_build/themes $(BIN)/python -m pytest -n auto $(PYTESTOPTS) tests/browser/test_themes.py
	@echo "Look at _build/themes"

# The file says which versions these are, and which tests run.
compatible: $(VENV)/test.stamp ## try the versions of Sphinx, MyST-Parser and Python that are supported, as far as they are here (NOXOPTS=)
	@rm -rf _build/compatible
	@$(BIN)/python -m nox $(NOXOPTS)

# -E reads every page, so that every warning is shown, whatever was built before.
check: $(VENV)/check.stamp ## look for faults without building: style, types, spelling, every Sphinx warning
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/typos
	@$(SPHINX) -E -n -q -b dummy -d _build/doctrees/check $(SPHINXOPTS) docs _build/check
	@echo "No faults found"

permalinks: $(VENV)/site.stamp ## record every anchor that is published for the first time, so that no link to it ever dies
	$(call sphinx,permalinks,permalinks,-q)

LOCALE := _ext/sphinx_comparison/locale

catalogues: $(VENV)/site.stamp ## gather the words that readers see for translators, and compile what these have written
	@$(BIN)/pybabel -q extract -k say -k say_count:1,2 -k mark --no-default-keywords --no-location --sort-output \
		--omit-header -o $(LOCALE)/sphinx_comparison.pot _ext/sphinx_comparison
	@$(BIN)/pybabel -q update -D sphinx_comparison -i $(LOCALE)/sphinx_comparison.pot -d $(LOCALE) \
		--no-fuzzy-matching --ignore-obsolete --width 110
	@$(BIN)/pybabel -q compile -D sphinx_comparison -d $(LOCALE)

# The clock of a commit, so that the same commit gives the same bytes.
dist: $(VENV)/test.stamp ## build the wheel and the source distribution in dist/, and check what PyPI asks for
	@rm -rf dist
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --no-isolation --outdir dist . >/dev/null
	@$(BIN)/python -m twine check --strict dist/*

clean: ## delete what was built, and the tools' caches
	@rm -rf _build dist .nox .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	@find _ext tests -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## delete the virtual environment too
	@rm -rf $(VENV)

# -- Installing -----------------------------------------------------------------------------------
# One after the other, also with -j: each set is installed on top of the one before. Nothing is built here, but for one
# package of which there is only the source.

WHEELS := --only-binary :all: --no-binary jstyleson

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/site.stamp: requirements/site.lock | $(BIN)/python
$(VENV)/test.stamp: requirements/test.lock | $(VENV)/site.stamp
$(VENV)/check.stamp: requirements/check.lock | $(VENV)/test.stamp
$(VENV)/bench.stamp: requirements/bench.lock | $(VENV)/site.stamp

# An environment that was being made when make was killed has a Python and no pip: it is made again.
$(VENV)/%.stamp:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing requirements/$*.lock into $(VENV)"
	@$(PIP) install $(WHEELS) --require-hashes -r requirements/$*.lock
	@touch $@

# test.lock holds everything of site.lock, and the other three take their versions from it, so that all fit into one
# environment. `make lock LOCK=--upgrade` takes the newest versions instead of keeping the present ones.
COMPILE = uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes $(WHEELS) \
	--no-annotate --custom-compile-command "make lock" $(LOCK)

lock: ## resolve requirements/*.lock again after a change of pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "This needs uv: pip install uv" >&2; exit 1; }
	@$(COMPILE) --group site --group pdf --group test -o requirements/test.lock
	@$(COMPILE) --group site -c requirements/test.lock -o requirements/site.lock
	@$(COMPILE) --group check -c requirements/test.lock -o requirements/check.lock
	@$(COMPILE) --group bench -c requirements/test.lock -o requirements/bench.lock
