# Two commands do everything, the first time as well as later:
#   make run     install what is missing, add the sample reports, start the chat and print its address
#   make test    install what is missing, run the tests
# `make help` lists the others. Nothing is installed outside the virtual environment, except Debian
# packages (python3-venv, chromium) when this runs as root or with sudo.

PYTHON  ?= python3
VENV    ?= .venv
LIBRARY ?= data
PYTEST_ARGS ?=

BIN       := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPED := $(VENV)/.installed-dev
SAMPLES   := $(wildcard samples/*.txt samples/*.docx samples/*.pdf)
SAMPLED   := $(LIBRARY)/.samples-added

.DEFAULT_GOAL := help
.PHONY: help install run serve test lint rules layout types dependencies format clean

help:
	@echo 'make run                   the chat on the sample reports (library: ./data)'
	@echo 'make serve LIBRARY=folder  the chat on your own library'
	@echo 'make test                  the tests; PYTEST_ARGS="-k budget" chooses some'
	@echo 'make lint                  ruff (make rules, make layout) and mypy (make types)'
	@echo 'make dependencies          versions against requirements.lock, licences, known vulnerabilities'
	@echo 'make format                lay the code out with ruff'
	@echo 'make install               only install, start nothing'
	@echo 'make clean                 remove the virtual environment and the caches of the tools'

# Stamps: a second run finds them newer than pyproject.toml and starts at once.
$(BIN)/python:
	@PYTHON="$(PYTHON)" bash scripts/venv.sh "$(VENV)"

# The versions of requirements.lock are installed, and what came is held against its sha256 before it is used.
$(INSTALLED): pyproject.toml requirements.lock | $(BIN)/python
	@echo 'Installing Tanya LKjIP into $(VENV) (the first time takes some minutes) ...'
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python scripts/locked.py pins >$(VENV)/pins.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --constraint $(VENV)/pins.txt --report $(VENV)/came.json --editable .
	@$(BIN)/python scripts/locked.py came $(VENV)/came.json
	@touch $@

$(DEVELOPED): pyproject.toml $(INSTALLED)
	@echo 'Installing the tools for tests and checks ...'
	$(BIN)/python -m pip install --quiet --constraint $(VENV)/pins.txt --report $(VENV)/came-dev.json --group dev
	@$(BIN)/python scripts/locked.py came $(VENV)/came-dev.json
	@touch $@

$(SAMPLED): $(SAMPLES) | $(INSTALLED)
	@mkdir -p "$(LIBRARY)"
	$(BIN)/python -m assistant add samples --library "$(LIBRARY)"
	@touch "$@"

install: $(INSTALLED)

run: $(INSTALLED) $(SAMPLED)
	$(BIN)/python app.py --library "$(LIBRARY)"

serve: $(INSTALLED)
	$(BIN)/python app.py --library "$(LIBRARY)"

test: $(DEVELOPED)
	@bash scripts/debian.sh --optional chromium
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: rules layout types

rules: $(DEVELOPED)
	$(BIN)/ruff check .

layout: $(DEVELOPED)
	$(BIN)/ruff format --check .

types: $(DEVELOPED)
	$(BIN)/mypy

# What is installed against the lock, licences, known vulnerabilities (with a copy of the advisories in TANYA_OSV).
dependencies: $(DEVELOPED)
	$(BIN)/python scripts/locked.py installed
	$(BIN)/python scripts/locked.py licences
	$(BIN)/python scripts/locked.py known

format: $(DEVELOPED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
