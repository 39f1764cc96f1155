# Two commands: `make run` to see Spoc at work, `make test` to check it. Each does its own set-up.
PYTHON ?= python3

.PHONY: run test setup lock bench

run: setup
	@.venv/bin/spoc up --demo

test:
	@$(PYTHON) tools/setup.py --dev
	@.venv/bin/spoc check

setup:
	@$(PYTHON) tools/setup.py

bench:
	@$(PYTHON) tools/setup.py --bench
	@.venv/bin/python tools/bench.py

lock:
	@$(PYTHON) tools/setup.py --lock
