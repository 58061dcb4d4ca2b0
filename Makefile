# The project's targets; `make` alone lists them. Each installs what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# aws works in your account with your credentials; local in the cloud on this machine.
CLOUD ?= local
# Options of the local cloud's start; --plain is the unsafe one for machines where no containers can be made.
CLOUD_OPTIONS ?=
ENVIRONMENTS := dev qa prod
TEMPLATE ?= packer/img-mgr-packer.json
VERSION ?= 0.1.0
HOSTILE_ITS := HostileAgentIT,RobustnessIT,DiskFullIT,CopyIT,TrustIT,SecretIT
PACKER ?= $(shell command -v packer 2>/dev/null || echo /usr/bin/packer)
MVN ?= mvn -B -ntp
export AMI_BAKERY_CLOUD := $(CLOUD)

PYTHON := .local/venv/bin/python
TEST_PYTHON := PYTHONPATH=tools/localcloud .local/venv-test/bin/python
APP_PYTHON := .local/venv-img-mgr/bin/python
RUNWAY := .local/venv-runway/bin/runway
RUNWAY_TEST_PYTHON := .local/venv-runway-test/bin/python
LOCALCLOUD := PYTHONPATH=tools/localcloud $(PYTHON) -m localcloud
JAR := target/ami-bakery-cli.jar
JSA := target/ami-bakery-cli.jsa
JAVA_SOURCES := $(shell find pom.xml src/main src/jenkins-api packer/provision/rootfs/usr/lib/ami-bakery/packages -type f 2>/dev/null)

.PHONY: help
help: ## list the targets
	@echo "AMI Bakery. CLOUD=local (default) or aws; PACKER=path; TEMPLATE=path; VERSION=text; AMI_ID=id"
	@awk -F ':.*## ' '/^(# )?[a-z-]+(ENV)?:.*## / {sub("^# ", ""); printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: bake
bake: build packer $(if $(filter local,$(CLOUD)),cloud-start) ## bake img-mgr (set-up included)
	@mkdir -p .local
	PACKER=$(PACKER) bin/ami-bakery bake --json --var version=$(VERSION) --var commit=$$(git rev-parse HEAD 2>/dev/null || echo none) $(BAKE_OPTIONS) $(TEMPLATE) >.local/baking.json
	@mv .local/baking.json .local/baked-$(CLOUD).json

.PHONY: test
test: test-setup packer ## run all tests: Java, local cloud, img-mgr, Runway's files, the command line end to end
	@# What the one waits for leaves the other a machine: instances that boot, and classes that are compiled.
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-java test-parts
	touch $(JAR) && $(MAKE) --no-print-directory build
	$(TEST_PYTHON) -m pytest -q -rs tools/docs
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-acceptance test-samples

.PHONY: test-java test-parts test-acceptance test-samples
test-java:
	$(MVN) verify
test-parts:
	$(TEST_PYTHON) -m pytest -q -rs tools/localcloud
	$(APP_PYTHON) -m pytest -rs packer/img-mgr
	$(RUNWAY_TEST_PYTHON) -m pytest -q -rs runway
test-acceptance:
	@# Three at a time, each with a cloud of its own: most of what they do is waiting for instances.
	PACKER=$(PACKER) $(TEST_PYTHON) -m pytest -q -rs -n 3 --dist loadfile src/test/acceptance
test-samples:
	SOAK=12 SEED=662 PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak
	ORACLE=12 PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak/oracle.py
	CHANGES=14 SEED=662 PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak/changes.py
	PROOFS=fixed PACKER=$(PACKER) $(TEST_PYTHON) src/test/proofs

# ENV is one of dev, qa, prod. DEPLOY_OPTIONS: further options of ami-bakery's.
# plan-ENV: ## what a deployment of AMI_ID=id would change
# deploy-ENV: ## deploy AMI_ID=id with Runway (set-up included); dev without it: the AMI baked last
# destroy-ENV: ## remove what was deployed
RUNWAY_NEEDS := build $(RUNWAY) $(if $(filter local,$(CLOUD)),cloud-start)
PLANS := $(ENVIRONMENTS:%=plan-%) $(ENVIRONMENTS:%=deploy-%)
REMOVALS := $(ENVIRONMENTS:%=destroy-%)
.PHONY: image-named $(PLANS) $(REMOVALS)
$(PLANS): image-named $(RUNWAY_NEEDS)
	@CLOUD=$(CLOUD) bash tools/deploy.sh $(subst -, ,$@)
$(REMOVALS): $(RUNWAY_NEEDS)
	@CLOUD=$(CLOUD) bash tools/deploy.sh $(subst -, ,$@)

# Comes before any set-up, so that it is said at once. What runs in prod is the very id that ran in qa, so these are always named.
plan-dev deploy-dev: MAY_TAKE_LAST := yes
image-named:
	@[[ -n "$(MAY_TAKE_LAST)" && -z "$${AMI_ID:-}" || "$${AMI_ID:-}" =~ ^ami-([0-9a-f]{8}|[0-9a-f]{17})$$ ]] || { echo "AMI_ID=$${AMI_ID:-} names no image: give an id, as in AMI_ID=ami-0123456789abcdef0 (make images lists them)" >&2; exit 2; }

.PHONY: doctor
doctor: build ## are packer, runway, credentials and network right?
	PACKER=$(PACKER) bin/ami-bakery doctor

.PHONY: images
images: build ## the AMIs this tool made
	bin/ami-bakery images

.PHONY: cloud-setup cloud-start cloud-stop cloud-status
cloud-setup: $(PYTHON)
	$(LOCALCLOUD) setup $(CLOUD_OPTIONS)
cloud-start: $(PYTHON) ## start the local cloud
	$(LOCALCLOUD) start $(CLOUD_OPTIONS)
cloud-stop: $(PYTHON) ## stop the local cloud and its instances
	$(LOCALCLOUD) stop
cloud-status: $(PYTHON) ## what runs in the local cloud
	$(LOCALCLOUD) status

.PHONY: jenkins jenkins-named
jenkins: jenkins-named packer $(RUNWAY) cloud-start ## a Jenkins to play with, local cloud and a job included: JENKINS_WAR=file PLUGINS=folder
	$(MVN) -q -DskipTests -Dspotless.check.skip -Dspotbugs.skip package
	PACKER=$(PACKER) bash tools/jenkins/playground.sh "$(abspath $(JENKINS_WAR))" "$(abspath $(PLUGINS))"
jenkins-named:
	@test -f "$(JENKINS_WAR)" -a -d "$(PLUGINS)" || { echo "Name a jenkins.war and a folder of plugins (tools/jenkins/plugins.txt): make jenkins JENKINS_WAR=... PLUGINS=..." >&2; exit 2; }

.PHONY: try-jenkins
try-jenkins: ## the tests that need a real Jenkins: JENKINS_WAR=file PLUGINS=folder; IT=classes for some of them
	@if ! test -f "$(JENKINS_WAR)" -a -d "$(PLUGINS)"; then echo "SKIPPED: name a jenkins.war and a folder of plugins: make try-jenkins JENKINS_WAR=... PLUGINS=..."; else \
	$(MAKE) --no-print-directory $(PYTHON) $(RUNWAY) packer chromium && $(LOCALCLOUD) setup --or-skip && \
	PACKER=$(PACKER) $(MVN) verify -Dunit.skip -Dspotbugs.skip -Djenkins.war=$(abspath $(JENKINS_WAR)) -Djenkins.plugins=$(abspath $(PLUGINS)) $(if $(IT),-Dit.test=$(IT) -Dfailsafe.failIfNoSpecifiedTests=false); fi

# Those that need no Jenkins are part of `make test` as well. An attack that succeeds is a failed test.
.PHONY: hostile
hostile: test-setup packer build ## every attack of docs/security.md on the real thing; those on Jenkins with JENKINS_WAR=file PLUGINS=folder
	$(MVN) -Dspotless.check.skip -Dspotbugs.skip -Dgroups=hostile test
	$(TEST_PYTHON) -m pytest -q -rs -m hostile tools/localcloud
	PACKER=$(PACKER) $(TEST_PYTHON) -m pytest -q -rs -m hostile src/test/acceptance
	@$(MAKE) --no-print-directory try-jenkins IT='$(HOSTILE_ITS)'

.PHONY: soak oracle changes
soak: soak-setup ## SOAK=200 random bakes among strangers' look-alikes, then oracle and changes; SEED=n bakes the same again
	PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak
	@$(MAKE) --no-print-directory oracle changes
oracle: soak-setup ## ORACLE recipes (all) baked under strace: does all count that is read? PACKER_NEW=path for a newer packer too
	PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak/oracle.py
changes: soak-setup ## CHANGES=500 recipes with one random change, baked: another image, another key? SEED=n again
	PACKER=$(PACKER) $(TEST_PYTHON) src/test/soak/changes.py
.PHONY: proofs
proofs: soak-setup ## each proof of docs/incidents.md on good environments and on a seeded fault, and the drills; PROOFS=fixed for make test's part
	PACKER=$(PACKER) $(TEST_PYTHON) src/test/proofs
.PHONY: soak-setup
soak-setup: build packer watchers $(PYTHON) .local/venv-test/bin/python

.PHONY: bench
bench: build packer $(RUNWAY) .local/venv-test/bin/python cloud-start ## the benchmarks; each ends with one line of its figure
	@for b in bench/*/run.sh; do PACKER=$(PACKER) JENKINS_WAR="$(JENKINS_WAR)" PLUGINS="$(PLUGINS)" bash $$b; done

.PHONY: format
format: ## let the machine format the sources
	$(MVN) -q spotless:apply

.PHONY: docs
docs: ## write the generated pages anew
	python3 tools/docs/generate.py

.PHONY: build
build: $(JSA)

.PHONY: clean
clean: ## remove what was built; keeps the local cloud and its caches
	$(MVN) -q clean

.PHONY: distclean
distclean: clean ## remove everything this project put into its folder
	if [ -x $(PYTHON) ]; then $(LOCALCLOUD) stop; fi
	rm -rf .local packer-manifest.json

# --- what the targets need -------------------------------------------------------------------------------------------

$(JAR): $(JAVA_SOURCES)
	$(MVN) -q -DskipTests -Dspotless.check.skip -Dspotbugs.skip package
	touch $@

# Classes of a typical run, laid out for the JVM to map instead of parse.
$(JSA): $(JAR) $(wildcard tools/startup/*)
	bash tools/startup/archive.sh $(CURDIR)/$(JAR) $(CURDIR)/$@

$(PYTHON): tools/localcloud/requirements.txt
	$(call venv,.local/venv)
	.local/venv/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

.local/venv-test/bin/python: tools/localcloud/requirements.txt tools/localcloud/requirements-test.txt
	$(call venv,.local/venv-test)
	.local/venv-test/bin/pip install -q --disable-pip-version-check -r tools/localcloud/requirements.txt
	.local/venv-test/bin/pip install -q --disable-pip-version-check -r tools/localcloud/requirements-test.txt
	touch $@

$(APP_PYTHON): packer/img-mgr/requirements.txt packer/img-mgr/requirements-test.txt
	$(call venv,.local/venv-img-mgr)
	.local/venv-img-mgr/bin/pip install -q --disable-pip-version-check -r packer/img-mgr/requirements.txt
	.local/venv-img-mgr/bin/pip install -q --disable-pip-version-check -r packer/img-mgr/requirements-test.txt
	touch $@

$(RUNWAY): runway/requirements.txt
	@echo "Installing Runway into .local/venv-runway; this takes a minute, once."
	$(call venv,.local/venv-runway)
	.local/venv-runway/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	touch $@

$(RUNWAY_TEST_PYTHON): runway/requirements-test.txt
	$(call venv,.local/venv-runway-test)
	.local/venv-runway-test/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	touch $@

.PHONY: test-setup
test-setup: watchers $(PYTHON) .local/venv-test/bin/python $(APP_PYTHON) $(RUNWAY) $(RUNWAY_TEST_PYTHON)
	command -v ssh >/dev/null || bash tools/install.sh openssh-client
	command -v curl >/dev/null || bash tools/install.sh curl
	command -v shellcheck >/dev/null || bash tools/install.sh shellcheck
	command -v gpg >/dev/null || bash tools/install.sh gnupg
	command -v dnf createrepo_c rpmbuild patch >/dev/null || bash tools/install.sh rpm dnf createrepo-c patch
	$(LOCALCLOUD) setup --or-skip

# Debian 12 ships packer 1.6.6; any newer one on PATH, or named by PACKER=, is used instead.
.PHONY: packer
packer:
	@if ! command -v $(PACKER) >/dev/null; then \
	  if [ "$(PACKER)" != /usr/bin/packer ]; then echo "PACKER=$(PACKER): there is no such program" >&2; exit 2; fi; \
	  bash tools/install.sh packer; fi

# Watches what a bake reads; and what many bakes run here.
.PHONY: watchers
watchers:
	@command -v strace >/dev/null || bash tools/install.sh strace
	@command -v ansible-playbook >/dev/null || bash tools/install.sh ansible-core

# Looks at the pages, for those who see, hear or type them.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || bash tools/install.sh chromium

define venv
	@if ! python3 -c 'import ensurepip' 2>/dev/null; then bash tools/install.sh python3-venv; fi
	test -x $(1)/bin/python || { rm -rf $(1); python3 -m venv $(1); }
endef
