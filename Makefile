# Stemma: one door for the developer. `make` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
FUZZ ?= 5000
GUIDED ?= 200
SOAK ?= 5000
KILLS ?= 10
RUN := $(VENV)/.run
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help install demo test check fix lock fuzz soak learn quality bench cluster vigil docs serve clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(RUN): pyproject.toml locks/run.txt locks/weights.txt scripts/install.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh scripts/install.sh run
	@touch $@

$(DEV): pyproject.toml locks/dev.txt locks/weights.txt scripts/install.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) sh scripts/install.sh dev
	@touch $@ $(RUN)

install: $(RUN) ## everything into .venv, whose bin/stemma is the program

demo: $(RUN) ## run the main job on the sample that ships, and say where the page is
	@$(BIN)/stemma brief examples/reports -o out/demo
	@echo "The page: out/demo/index.html (open it in a browser). The reading room over the same reports: make serve (stemma serve --store out/demo.sqlite)"
	@echo "Your own files: $(BIN)/stemma brief FILES -o DIR; a desk's store: $(BIN)/stemma add FILES, update, serve"

test: $(DEV) ## all tests (installs PostgreSQL and Chromium for them where it may)
	@sh scripts/services.sh
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(DEV) ## lint and types
	@$(BIN)/ruff check src tests quality bench docs scripts
	@$(BIN)/mypy

fix: $(DEV) ## mend what the linter can mend
	@$(BIN)/ruff check --fix src tests quality bench docs scripts

lock: ## write the locked lists anew after a dependency came or went
	@PYTHON=$(PYTHON) sh scripts/lock.sh

fuzz: $(DEV) ## each reader on damaged and made-up sources, long (FUZZ=cases a source, GUIDED=seconds a source)
	@STEMMA_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/fuzz -q -n 2
	@$(BIN)/python -m pip install -q --no-deps --require-hashes -r locks/fuzz.txt || echo "atheris does not install here"
	@$(BIN)/python tests/fuzz/guided.py --seconds $(GUIDED)

soak: $(DEV) ## kill -9 at random moments of read, add, update and watch, long (SOAK=articles KILLS=a command)
	@STEMMA_SOAK=$(SOAK) STEMMA_KILLS=$(KILLS) $(BIN)/python -m pytest tests/soak -q -p no:randomly

learn: $(DEV) ## how well claims are joined, six-fold on ECB+ under SHARED, by learning the trees anew (WRITE=--write keeps them)
	@$(BIN)/python -m pip install -q --no-deps --require-hashes -r locks/learn.txt
	@$(BIN)/python quality/learn_claims.py $(SHARED)/data/ecbplus $(WRITE)

quality: $(DEV) ## score against public sets, beside the last accepted figures
	@$(BIN)/python quality/run.py $(SHARED)

cluster: $(DEV) ## public sets on a standalone Spark cluster, compared with the local record (an hour)
	@STEMMA_LONG=1 $(BIN)/python -m pytest tests/contracts/test_spark.py -q -p no:randomly

vigil: $(DEV) ## watch, update and serve for half an hour over feeds that err, stall and change
	@$(BIN)/python bench/vigil.py

bench: $(DEV) ## speed and memory, as ratios in one run
	@$(BIN)/python bench/annotate.py $(SHARED)
	@$(BIN)/python bench/record.py $(SHARED)
	@$(BIN)/python bench/stages.py $(SHARED)

docs: $(DEV) ## generate the reference pages
	@$(BIN)/python docs/generate.py

serve: $(RUN) ## the reading room over the sample, on a loopback port
	@$(BIN)/stemma add -q examples/reports --store out/demo.sqlite
	@$(BIN)/stemma update -q --store out/demo.sqlite
	@$(BIN)/stemma serve --store out/demo.sqlite

clean: ## remove what was made
	@rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
