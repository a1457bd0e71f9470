#
# To teach:
#
#   make grade DIR=d   check what is in d/<student>/03-....c
#
# To use what is here in programs of your own:
#
#   make lift DIR=d    copy the library to folder d, ready to build
#   make standin       run the stand-in for httpbin.org, ARGS="--listen tcp:8081"
#
# and to work on the course itself:
#
#   make               build everything
#   make 03-deferred   only build one chapter
#   make test          install what is missing, build, run every test
#   make test-03       test one chapter
#   make kill-17       kill chapter 17 ten times while a crowd talks on it
#   make kill-20       the same for Redis and two processes of chapter 20
#   make test-browser  test the pages in Chromium; make test does if it is here
#   make format        lay out the C files as .clang-format says
#   make lint          look for mistakes: clang-tidy, cppcheck, shellcheck
#   make proof         check each wrong answer by all tests of its exercise
#   make memcheck      run what uses no coroutine under valgrind
#   make tsan          look for data races in what uses threads
#   make coverage      count what the tests run of common/
#   make timeline-10   draw the picture of lesson 10 from a run
#   make bench         measure the speed; make bench-20, that of chapter 20
#   make clean         remove everything that was built, except for the attic

WRONG := $(subst /wrong/,/,$(patsubst tests/course/%.c,wrong/%,\
    $(wildcard tests/course/*/wrong/*.c)))
UNITS := $(basename $(wildcard tests/library/*/test_*.c))
UNITS_OF_CHAPTERS = $(filter-out $(LEFT_OUT:%=tests/course/%/%),\
    $(basename $(wildcard tests/course/*/test_*.c)))
FUZZERS := $(basename $(wildcard tests/library/fuzz/*.c))
SERVERS := $(basename $(wildcard tests/servers/*.c))
BENCHES := $(basename $(wildcard tests/bench/*.c))
SOURCES = $(wildcard common/*/*.[ch] chapters/*/*.[ch] exercises/*.c \
    exercises/*/*.[ch] solutions/*.c tests/*/*.[ch] tests/*/*/*.[ch] \
    tests/course/*/given/*.[ch])

.PHONY: lift standin grade test kill-17 kill-20 test-browser format lint proof \
    memcheck coverage bench bench-20 clean ready-to-check ready-to-prove \
    ready-to-test

# What a check needs beside the exercise: the servers that it may ask.
ready-to-check: $(OUT)/libcommon.a $(SERVERS:%=$(OUT)/%)
ready-to-prove: ready-to-check $(WRONG:%=$(OUT)/%)
ready-to-test: ready-to-prove $(patsubst %,$(OUT)/%,$(UNITS) $(FUZZERS)) \
    $$(addprefix $(OUT)/,$$(UNITS_OF_CHAPTERS) $$(PROGRAMS))

standin: $(OUT)/tests/servers/standin_server
	@exec $< $(ARGS)
grade:
	+@$(LEARN)/grade "$(DIR)"

test: all
	@$(MAKE) WAY=sanitized ready-to-test
	@tests/run
test-%:
	@$(MAKE) WAY=sanitized $(BUILD)/sanitized/chapters/$(call chapter,$*)
	@tests/run tests/course/$(call chapter,$*)/chapter.bats
test-browser:
	@.setup/install --check chromium chromium-driver
	@$(MAKE) WAY=sanitized ready-to-test
	@tests/run tests/harness/browser.bats $(wildcard tests/course/*/browser.bats)
kill-17:
	@$(MAKE) WAY=sanitized $(addprefix $(BUILD)/sanitized/,\
	    chapters/17-final tests/servers/radio_crowd)
	@BUILD=$(BUILD) tests/course/17-final/kills
proof:
	@$(MAKE) WAY=sanitized ready-to-prove
	@EVERY_TEST=1 tests/run tests/course/exercises.bats
kill-20:
	@$(MAKE) WAY=sanitized $(BUILD)/sanitized/chapters/20-scale-out \
	    $(BUILD)/sanitized/tests/servers/station_crowd
	@BUILD='$(BUILD)' MESSAGES=10000 KILLS=10 bats tests/course/20-scale-out/survive.bats
memcheck: $(patsubst %,$(OUT)/%,$(UNITS) $(SERVERS)) \
    $$(addprefix $(OUT)/,$$(UNITS_OF_CHAPTERS) $$(PROGRAMS))
	@.setup/install valgrind
	@tests/tools/memcheck
tsan:
	@$(MAKE) WAY=tsan $(BUILD)/tsan/chapters/15-threads \
	    $(BUILD)/tsan/solutions/15-threads
	@PROGRAMS_DIR=$(abspath $(BUILD))/tsan tests/run \
	    tests/course/15-threads/chapter.bats \
	    tests/course/15-threads/exercise.bats
coverage:
	@.setup/install gcovr
	@$(MAKE) WAY=coverage ready-to-test
	@tests/tools/coverage
bench: $(BENCHES:%=$(OUT)/%)
	@mkdir -p $(BUILD)/bench
	@for bench in $^; do "$$bench" | tee "$(BUILD)/bench/$${bench##*/}.txt"; done
bench-20: $(OUT)/chapters/20-scale-out $(OUT)/tests/servers/station_crowd
	@tests/bench/radio

format:
	@.setup/install clang-format
	clang-format -i $(SOURCES)
lint: $(BUILD)/compile_commands.json
	@.setup/install clang-format clang-tidy cppcheck shellcheck
	@tests/tools/lint
# For editors: .clangd leads them here.
$(BUILD)/compile_commands.json: Makefile .setup/build.mk tests/course.mk \
    $(BUILD)/config.mk $(dir $(SOURCES))
	@.setup/compile-commands '$(CC) $(C_FLAGS)' $(filter %.c,$(SOURCES)) >$@

timeline-%: $(BUILD)/chapters/$$(call chapter,$$*)
	@BUILD=$(BUILD) tests/tools/timeline/draw $*

# The attic has what "make reset-03" took out of the way.
clean:
	@case $$(pwd -P)/ in "$$(realpath -m "$(BUILD)" | sed 's,/*$$,,')"/*) \
	    echo 'BUILD=$(BUILD) holds the course itself.'; exit 1;; esac
	@echo "rm -rf $(BUILD)"
	@[ ! -d $(BUILD) ] || find $(BUILD) -mindepth 1 -maxdepth 1 \
	    ! -name attic -exec rm -rf {} +
	@[ -e $(BUILD)/attic ] || rm -rf $(BUILD)
