# Stemma: one door for the developer. `make` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test check fix quality bench docs serve clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml locks/dev.txt locks/weights.txt scripts/install.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh scripts/install.sh
	@touch $@

install: $(STAMP) ## everything into .venv, whose bin/stemma is the program

demo: $(STAMP) ## run the main job on the sample that ships, and say where the page is
	@$(BIN)/stemma brief examples/reports -o out/demo
	@echo "Open out/demo/index.html in a browser. Your own files: $(BIN)/stemma brief FILES -o DIR"

test: $(STAMP) ## all tests (installs PostgreSQL and Chromium for them where it may)
	@sh scripts/services.sh
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP) ## lint and types
	@$(BIN)/ruff check src tests quality bench
	@$(BIN)/mypy

fix: $(STAMP) ## mend what the linter can mend
	@$(BIN)/ruff check --fix src tests quality bench

quality: $(STAMP) ## score against public sets, beside the last accepted figures
	@$(BIN)/python quality/run.py $(SHARED)

bench: $(STAMP) ## speed and memory, as ratios in one run
	@$(BIN)/python bench/record.py $(SHARED)

docs: $(STAMP) ## generate the reference pages
	@$(BIN)/python docs/generate.py

serve: demo ## show the demo's pages on a loopback port
	@$(BIN)/python -m http.server 8765 --bind 127.0.0.1 --directory out/demo

clean: ## remove what was made
	@rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
