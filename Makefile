# One command each: make demo, make test, make check. `make` alone builds the environment.
PYTHON ?= python3.11
PY := .venv/bin/python
BIN := .venv/bin
# Debian keeps pip's answers quiet and quick; nothing here names a package index.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: env demo run test check bench messages lock clean
env: .venv/ready

.venv/ready: requirements.lock pyproject.toml tools/build_messages.py
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed (set PYTHON=/path/to/python)"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing the pinned libraries into .venv (about a minute, once) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch .venv/ready
