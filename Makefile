# One command each. `make` alone builds the environment; everything else builds it first when it is not there.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
PARTS := $(wildcard zhenggai/locale/*/LC_MESSAGES/parts/*.po)
CATALOGUE := zhenggai/locale/zh_Hans/LC_MESSAGES/django.mo
# What `check --deploy` looks at: the settings of a real installation.
PRODUCTION := ZHENGGAI_DATA=build/check ZHENGGAI_DATABASE_URL=sqlite:///:memory: \
	ZHENGGAI_HOSTS=zhenggai.example ZHENGGAI_HTTPS=true \
	ZHENGGAI_SECRET_KEY=never-used-to-sign-anything-only-to-be-long-enough-0123456789

.PHONY: env demo run test check fix bench messages docs lock wheelhouse clean
env: $(CATALOGUE)

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python)"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing the pinned libraries into .venv (about a minute, once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(CATALOGUE): $(PARTS) tools/build_messages.py .venv/ready
	@$(PY) tools/build_messages.py
	@touch $@

demo: env        ## the example city, on this machine only
	ZHENGGAI_DEMO=true ZHENGGAI_HTTPS=false ZHENGGAI_DATA=var/demo $(BIN)/zhenggai demo
run: env         ## an installation of one's own in ./var, on this machine, without TLS
	@test -e var/db.sqlite3 || ZHENGGAI_HTTPS=false $(BIN)/zhenggai init
	ZHENGGAI_HTTPS=false $(BIN)/zhenggai serve
test: env        ## everything on SQLite, then what touches the database again on PostgreSQL
	$(BIN)/pytest -n auto -rfEs
	$(PY) -m tests.postgres $(BIN)/pytest -n auto -m "database and not browser"
check: env       ## style, types, who imports whom, migrations, settings of a real installation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy zhenggai tools
	$(BIN)/lint-imports
	@$(PRODUCTION) $(BIN)/zhenggai makemigrations --check --dry-run
	@$(PRODUCTION) DJANGO_SETTINGS_MODULE=zhenggai.config.settings $(BIN)/django-admin check --deploy --fail-level WARNING
fix: env         ## let ruff write what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
bench: env       ## what proof-reading catches of planted errors; speed, each beside a bare page in the same run
	$(PY) -m tools.planting
	$(PY) -m tools.bench
messages: .venv/ready  ## gather what is said, report what lacks its Chinese, compile
	$(PY) tools/messages.py
	$(PY) tools/build_messages.py
docs: env        ## print docs/rules.md from the rule table
	$(PY) tools/print_rules.py
lock:            ## choose the newest libraries within pyproject.toml (needs the network)
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip --quiet install uv
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--upgrade --no-header pyproject.toml -o build/requirements.lock
	{ echo "# The exact libraries of a development environment (make lock writes this file)."; \
		cat build/requirements.lock; } > requirements.lock
wheelhouse: env  ## everything that an installation without the network needs, in ./wheelhouse
	$(PIP) download --require-hashes -r requirements.lock --dest wheelhouse
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir wheelhouse .
clean:           ## all that was built; ./var, where data lies, stays
	rm -rf .venv build dist wheelhouse .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(CATALOGUE)
