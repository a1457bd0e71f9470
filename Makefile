# Many slow things at once, on one thread: a course in C. What to type:
#
#   make start         install what is missing, build, run the first chapter
#   make run-03        build and run chapter 03, ARGS="--delay 1" its options
#   make help          print this list
#
# to do the exercises, exercises/03-....c and so on:
#
#   make check-03      check exercise 03 and say how it stands
#   make check         check the first one that has not passed
#   make watch         check what you save, whenever you save it
#   make try-03        build and run it, for questions of your own
#   make hint-03       give a hint for what failed last (make hint: see check)
#   make compare-03    show our solution beside yours that has passed
#   make progress      show which have passed
#   make reset-03      begin anew, and keep your file in .build/attic/
#   make update        take a newer course, and leave your exercises alone
#
# to teach:
#
#   make grade DIR=d   check what is in d/<student>/03-....c
#
# and to work on the course itself:
#
#   make               build everything
#   make 03-deferred   only build one chapter
#   make test          install what is missing, build, run every test
#   make test-03       test one chapter
#   make format        lay out the C files as .clang-format says
#   make lint          look for mistakes: clang-tidy, cppcheck, shellcheck
#   make proof         check each wrong answer by all tests of its exercise
#   make memcheck      run what uses no coroutine under valgrind
#   make coverage      count what the tests run of common/
#   make timeline-10   draw the picture of lesson 10 from a run
#   make bench         measure the speed
#   make clean         remove all that was made, but for the attic
#
# All that is made goes to .build/. V=1 shows each command; CC=clang takes
# another compiler, BUILD=/tmp/here another place.

BUILD = .build
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Werror -Wno-unused-parameter
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now
SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=all

# What there is to build. A chapter is all the C files of its folder, any
# other program is one file.
LIBRARY := $(wildcard common/*/*.c)
CHAPTERS := $(patsubst chapters/%/,%,$(sort $(dir $(wildcard chapters/*/*.c))))
EXERCISES := $(patsubst tests/%.bats,%,$(wildcard tests/exercises/*.bats))
SOLUTIONS := $(basename $(wildcard solutions/*.c))
WRONG := $(patsubst tests/%.c,%,$(wildcard tests/wrong/*/*.c))
UNITS := $(patsubst tests/common/%.c,tests/%,$(wildcard tests/common/test_*.c))
FUZZERS := $(basename $(wildcard tests/fuzz/*.c))
SERVERS := $(basename $(wildcard tests/servers/*.c))
BENCHES := $(basename $(wildcard tests/bench/*.c))
# Not the exercises: those are the learner's, and may be half done.
PROGRAMS := $(CHAPTERS:%=chapters/%) $(SOLUTIONS)

.PHONY: all start check watch hint progress update grade test help format \
    lint proof memcheck coverage bench clean look-again ready-to-check \
    $(CHAPTERS)
.SECONDARY:
.SECONDEXPANSION:
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif

all: $(PROGRAMS:%=$(BUILD)/%) $(BUILD)/libcommon.a \
    $(BUILD)/compile_commands.json
	@echo 'Everything is built. Now read chapters/01-hello/README.md, and type:'
	@echo '  make run-01'

# The packages: "make start" and "make test" install what is missing, others
# only name it. Make reads config.mk in, and first makes it if need be.
INSTALL := $(filter start test,$(MAKECMDGOALS))
NEED_NONE = help clean format update hint% reset-%
ifneq ($(filter-out $(NEED_NONE),$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/config.mk
endif
$(BUILD)/config.mk: $(if $(INSTALL),look-again)
	@.setup/install $(if $(INSTALL),,--check)
	@mkdir -p $(@D) && new=$$(mktemp $@.XXXXXX) && .setup/flags >"$$new" && \
	    if cmp -s "$$new" $@; then rm "$$new"; else mv "$$new" $@; fi

# All can be built in three ways: plain, for speed; sanitized, to stop at the
# first wrong use of memory, as the tests want it; or to measure coverage.
MODE = $(CFLAGS) $(HARDEN)
SANITIZED = $(BUILD)/sanitized
COVERAGE = $(BUILD)/coverage
$(SANITIZED)/%: MODE = $(SANITIZE)
$(SANITIZED)/%: NOTE = (sanitized)
$(COVERAGE)/%: MODE = -O0 -g --coverage -fprofile-update=atomic -DCOVERAGE
$(COVERAGE)/%: NOTE = (coverage)
%/llhttp/api.o %/llhttp/http.o %/llhttp/llhttp.o: WARNINGS = $(LLHTTP_FLAGS)

Q = $(if $(V),,@)
C_FLAGS = -std=gnu11 $(WARNINGS) $(MODE) $(patsubst %/,-iquote %,$(wildcard common/*/)) -iquote tests \
    -iquote exercises $(PACKAGE_CFLAGS)
define COMPILE
	@mkdir -p $(@D) && echo "$(strip CC $< $(NOTE))"
	$(Q)$(CC) $(C_FLAGS) -MMD -MP -c -o $@ $<
endef
define ARCHIVE
	@rm -f $@ && echo "AR $(@:$(BUILD)/%=%)"
	$(Q)$(AR) rcs $@ $^
endef
# The old program is there until the new one is: a check may be running it.
define LINK
	@mkdir -p $(@D) && echo "LD $(@:$(BUILD)/%=%)"
	$(Q)$(CC) $(MODE) $(LDFLAGS) -o $@.$$$$ $(filter %.o,$^) \
	    $(filter %.a,$^) $(PACKAGE_LIBS) -lm && mv $@.$$$$ $@
endef

# The rules of one way, $(1) its folder.
define RULES
$(1)/obj/%.o: %.c $(BUILD)/config.mk
	$$(COMPILE)
$(1)/libcommon.a: $(patsubst %.c,$(1)/obj/%.o,$(LIBRARY) $(LLHTTP))
	$$(ARCHIVE)
$(CHAPTERS:%=$(1)/chapters/%): $(1)/chapters/%: \
    $$$$(call chapter_objects,$(1),$$$$*) $(1)/libcommon.a
	$$(LINK)
$(UNITS:%=$(1)/%): $(1)/tests/%: $(1)/obj/tests/common/%.o $(1)/libcommon.a
	$$(LINK)
$(patsubst %,$(1)/%,$(EXERCISES) $(SOLUTIONS) $(WRONG) $(FUZZERS) \
    $(SERVERS) $(BENCHES)): $(1)/%: $(1)/obj/%.o \
    $$$$(call given_objects,$(1),$$$$*) $(1)/libcommon.a
	$$(LINK)
$(1)/obj/wrong/%.o: $(BUILD)/wrong/%.c $(BUILD)/config.mk
	$$(COMPILE) -ffile-prefix-map=$$<=exercises/$$(*D).c

# Exercise 19 is a loop: chapter 1 runs on it, and nothing of libuv.
$(call on_own_loop,$(1)): $(1)/obj/chapters/01-hello/hello.o
$(call on_own_loop,$(1)): \
    private PACKAGE_LIBS := $$(filter-out -luv,$$(PACKAGE_LIBS))
endef
on_own_loop = $(filter $(1)/%/19-own-reactor $(1)/wrong/19-own-reactor/%,\
    $(EXERCISES:%=$(1)/%) $(SOLUTIONS:%=$(1)/%) $(WRONG:%=$(1)/%))
chapter_objects = $(patsubst %.c,$(1)/obj/%.o,$(wildcard chapters/$(2)/*.c))
# Some exercises are no whole program: what is missing has folders of their
# name. What they define themselves is not taken from the library.
given_objects = $(patsubst %.c,$(1)/obj/%.o,$(wildcard $(addsuffix \
    /$(word 2,$(subst /, ,$(2)))/*.c,exercises tests/exercises)))
$(eval $(call RULES,$(BUILD)))
$(eval $(call RULES,$(SANITIZED)))
$(eval $(call RULES,$(COVERAGE)))
-include $(wildcard $(BUILD)/obj/*/*.d $(BUILD)/obj/*/*/*.d \
    $(BUILD)/obj/*/*/*/*.d $(BUILD)/*/obj/*/*.d $(BUILD)/*/obj/*/*/*.d \
    $(BUILD)/*/obj/*/*/*/*.d)

# What to type for one chapter: its number, 3 or 03, or its name, 03-deferred.
chapter = $(or $(filter $(1) $(1)-% 0$(1)-%,$(CHAPTERS)),$(error \
    There is no chapter $(1)))

$(CHAPTERS): %: $(BUILD)/chapters/%
	@echo "$< is built."
run-%: $(BUILD)/chapters/$$(call chapter,$$*)
	@exec $< $(ARGS)
test-%: $(SANITIZED)/chapters/$$(call chapter,$$*)
	@tests/run tests/chapters/$(<F).bats

# An exercise: try it by hand, let it be checked. At a terminal the verdict is
# the last line; elsewhere a failed check fails make as well.
exercise = $(or $(filter $(1) $(1)-% 0$(1)-%,$(EXERCISES:exercises/%=%)),\
    $(error There is no exercise $(1)))
# "make check 01" would be two commands.
number = $(filter-out $(CHAPTERS),$(filter 0% 1% 2% 3% 4% 5% 6% 7% 8% 9%,\
    $(word 2,$(MAKECMDGOALS))))
$(if $(number),$(error \
    It is one word, with a dash: make $(firstword $(MAKECMDGOALS))-$(number)))
$(EXERCISES:%=%.c):
	@[ -e $@ ] || { echo "$(@F:.c=): is missing." \
	    "make reset-$(firstword $(subst -, ,$(@F))) brings it back."; exit 1; }
# What is checked may ask the tests' servers.
ready-to-check: $(SANITIZED)/libcommon.a $(SERVERS:%=$(SANITIZED)/%)
$(patsubst %,$(SANITIZED)/%,$(EXERCISES) $(SOLUTIONS) $(WRONG)): \
    | ready-to-check
LEARN = MAKE='$(MAKE)' BUILD='$(BUILD)' tests/learn

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
grade:
	+@$(LEARN)/grade "$(DIR)"
compare-%:
	+@$(LEARN)/compare $(call exercise,$*) || test -t 1

# Wrong answers, and an exercise as it is handed out: the solution, with some
# regions changed.
$(BUILD)/wrong/%.c: tests/wrong/%.c solutions/$$(*D).c \
    tests/learn/assemble
	@mkdir -p $(@D)
	@tests/learn/assemble $(word 2,$^) $< >$@

timeline-%: $(BUILD)/chapters/$$(call chapter,$$*)
	@BUILD=$(BUILD) tests/timeline/draw $*

start: $(patsubst %,$(BUILD)/chapters/%,$(filter 01-%,$(CHAPTERS)))
	@echo 'Chapter 01 runs now. In a second terminal, type:'
	@echo '  curl http://127.0.0.1:8080/; echo'
	@echo 'Ctrl-C ends it. The lesson is chapters/01-hello/README.md.'
	@exec $< $(ARGS)

test: $(PROGRAMS:%=$(BUILD)/%) \
    $(patsubst %,$(SANITIZED)/%,$(PROGRAMS) $(WRONG) $(UNITS) $(FUZZERS) \
    $(SERVERS))
	@tests/run

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

SOURCES = $(wildcard common/*/*.[ch] chapters/*/*.[ch] exercises/*.c \
    exercises/*/*.[ch] solutions/*.c tests/*.h tests/*/*.[ch])
format:
	@.setup/install clang-format
	clang-format -i $(SOURCES)

lint: $(BUILD)/compile_commands.json
	@.setup/install clang-tidy cppcheck shellcheck
	@tests/lint

proof: ready-to-check $(WRONG:%=$(SANITIZED)/%)
	@EVERY_TEST=1 tests/run tests/exercises.bats

memcheck: $(patsubst %,$(BUILD)/%,$(PROGRAMS) $(UNITS) $(SERVERS))
	@.setup/install valgrind
	@tests/memcheck

coverage: $(patsubst %,$(COVERAGE)/%,$(PROGRAMS) $(UNITS) $(SERVERS))
	@.setup/install gcovr
	@tests/coverage

bench: $(BENCHES:%=$(BUILD)/%)
	@mkdir -p $(BUILD)/bench
	@for bench in $^; do "$$bench" | tee "$(BUILD)/bench/$${bench##*/}.txt"; done

# The attic has what "make reset-03" took out of the way.
clean:
	@case $$(pwd -P)/ in "$$(realpath -m "$(BUILD)" | sed 's,/*$$,,')"/*) \
	    echo 'BUILD=$(BUILD) holds the course itself.'; exit 1;; esac
	@echo "rm -rf $(BUILD)"
	@[ ! -d $(BUILD) ] || find $(BUILD) -mindepth 1 -maxdepth 1 \
	    ! -name attic -exec rm -rf {} +
	@[ -e $(BUILD)/attic ] || rm -rf $(BUILD)

# For editors: .clangd leads them here.
$(BUILD)/compile_commands.json: Makefile $(BUILD)/config.mk $(dir $(SOURCES))
	@.setup/compile-commands '$(CC) $(C_FLAGS)' $(filter %.c,$(SOURCES)) >$@
