# Many slow things at once, on one thread: a course in C. What to type:
#
#   make start         install what is missing, build, run the first chapter
#   make run-03        build and run chapter 03, ARGS="--delay 1" its options
#
# to do the exercises, exercises/03-....c and so on:
#
#   make check-03      check exercise 03 and say how it stands
#   make check         check the first one that has not passed
#   make watch         check what you save, whenever you save it
#   make try-03        build and run it, to ask it questions yourself
#   make hint-03       give a hint for what failed last (make hint: see check)
#   make compare-03    show our solution beside yours that has passed
#   make progress      show which have passed
#   make reset-03      start over, and keep your file in .build/attic/
#   make update        get a newer course, and leave your exercises alone
#
# make help-all lists the rest: to teach, and to work on the course itself.
# Everything that is built goes to .build/. V=1 shows each command, CC=clang
# takes another compiler, BUILD=/tmp/here another place.

ifeq ($(filter oneshell,$(.FEATURES)),)
$(error This make is $(MAKE_VERSION); the course needs GNU make 3.82 or newer)
endif

BUILD = .build
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Werror -Wno-unused-parameter
# A large frame on a small stack ends the program. (clang has it for some
# processors only.)
CLASH = $(if $(filter x86_64-%,$(MAKE_HOST)),-fstack-clash-protection)
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
    $(CLASH) -fPIE
LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now
SANITIZE = -O1 -g -fno-omit-frame-pointer $(CLASH) \
    -fsanitize=address,undefined -fno-sanitize-recover=all

CHAPTERS := $(patsubst chapters/%/,%,$(sort $(dir $(wildcard chapters/*/*.c))))
EXERCISES := $(patsubst tests/course/%/exercise.bats,exercises/%,\
    $(wildcard tests/course/*/exercise.bats))
SOLUTIONS := $(basename $(wildcard solutions/*.c))
# Not the exercises: those are the learner's, and may be half done. Left out are
# chapters that need a package which is missing; to run one installs it.
PROGRAMS = $(filter-out $(addprefix %/,$(LEFT_OUT)),\
    $(CHAPTERS:%=chapters/%) $(SOLUTIONS))

.PHONY: all start check watch hint progress update help help-all $(CHAPTERS)
.SECONDARY:
.SECONDEXPANSION:
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif

all: $$(addprefix $(BUILD)/,$$(PROGRAMS)) $(BUILD)/libcommon.a \
    $(BUILD)/compile_commands.json
	@echo 'Everything is built. Now read chapters/01-hello/README.md, and type:'
	@echo '  make run-01'
	@$(if $(LEFT_OUT),echo 'Left out: $(LEFT_OUT). To run one installs the' \
	    'packages that it needs.')

# What to type for one chapter: its number, 3 or 03, or its name, 03-deferred.
chapter = $(or $(filter $(1) $(1)-% 0$(1)-%,$(CHAPTERS)),\
    $(error There is no chapter $(1)))
exercise = $(or $(filter $(1) $(1)-% 0$(1)-%,$(EXERCISES:exercises/%=%)),\
    $(error There is no exercise $(1)))
# "make check 01" would be two commands.
ifneq ($(filter-out $(CHAPTERS),$(filter 0% 1% 2%,$(MAKECMDGOALS))),)
$(error It is one word, with a dash: make $(subst $() ,-,$(MAKECMDGOALS)))
endif

start: $(patsubst %,$(BUILD)/chapters/%,$(filter 01-%,$(CHAPTERS)))
	@echo 'Chapter 01 runs now. In a second terminal, type:'
	@echo '  curl http://127.0.0.1:8080/; echo'
	@echo 'Ctrl-C ends it. The lesson is chapters/01-hello/README.md.'
	@exec $< $(ARGS)
$(CHAPTERS): %: $(BUILD)/chapters/%
	@echo "$< is built."
run-%: $(BUILD)/chapters/$$(call chapter,$$*)
	@exec $< $(ARGS)

# At a terminal the verdict is the last line; elsewhere, a failed check fails
# make as well.
LEARN = MAKE='$(MAKE)' BUILD='$(BUILD)' tests/tools/learn

try-%: $(BUILD)/exercises/$$(call exercise,$$*)
	@exec $< $(ARGS)
check-%:
	+@$(LEARN)/check $(call exercise,$*) || test -t 1
check:
	+@$(LEARN)/check || test -t 1
hint-%:
	@$(LEARN)/hint $(call exercise,$*)
hint:
	@$(LEARN)/hint
progress:
	+@$(LEARN)/progress
reset-%:
	@$(LEARN)/reset $(call exercise,$*)
watch:
	+@exec env $(LEARN)/watch
update:
	@$(LEARN)/update
compare-%:
	+@$(LEARN)/compare $(call exercise,$*) || test -t 1
help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile
help-all: help
	@sed -n '/^#/!q; s/^# \{0,1\}//p' tests/course.mk

# How a program is built, and the packages it needs; then what maintains the
# course.
include .setup/build.mk
include tests/course.mk
lift: ; @.setup/lift "$(DIR)"
