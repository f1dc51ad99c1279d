# Two commands matter: `make demo` and `make test`. Everything lands in .venv/ and var/.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) $(shell command -v python3.11) python3)
BIN := .venv/bin

.PHONY: demo test bench lock words clean
demo: .venv/.installed
	@$(BIN)/kheo demo

test: .venv/.installed-for-tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/prepare.sh
	$(BIN)/lint-imports
	$(BIN)/ruff check kheo tests bench
	$(BIN)/ruff format --check kheo tests bench
	$(BIN)/mypy
	$(BIN)/pytest

bench: .venv/.installed-for-tests
	$(BIN)/python -m bench

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Thiếu python3-venv: apt-get install python3.11-venv"; exit 1; }

.venv/.installed: requirements.lock pyproject.toml .venv/bin/pip
	@echo "Cài các phần của Khéo vào .venv …"
	@$(BIN)/pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-for-tests: requirements-dev.lock .venv/.installed
	@$(BIN)/pip install --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# For developers: compile the locks anew (hashes, no addresses), and the catalogues of words.
lock: .venv/.installed-for-tests
	$(BIN)/pip-compile -q --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --strip-extras --allow-unsafe -o requirements.lock requirements.in
	$(BIN)/pip-compile -q --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --strip-extras --allow-unsafe -o requirements-dev.lock requirements-dev.in

words: .venv/.installed-for-tests
	$(BIN)/python -m tests.words

clean:
	rm -rf .venv var
