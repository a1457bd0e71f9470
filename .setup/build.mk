# How the library and a program are built. A program's path below .build/ is
# that of its source: chapters/01-hello, exercises/01-hello,
# tests/library/base/test_json. There are four ways to build, one for each run
# of make:
#
#   WAY=plain          for speed, in .build/
#   WAY=sanitized      to stop at the first wrong use of memory, as the checks
#                      and tests want it, in .build/sanitized/
#   WAY=coverage       to count the lines that the tests run, in .build/coverage/
#   WAY=tsan           to stop at a data race of two threads, in .build/tsan/

WAY = plain
OUT = $(BUILD)$(if $(filter-out plain,$(WAY)),/$(WAY))
MODE_plain = $(CFLAGS) $(HARDEN)
MODE_sanitized = $(SANITIZE)
MODE_coverage = -O0 -g --coverage -fprofile-update=atomic -DCOVERAGE
MODE_tsan = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
MODE = $(MODE_$(WAY))

# "make start" and "make test" install missing packages, all others only name
# them. A chapter may need more than the others, which its file "packages"
# lists: commands with its number, and those for all, install that too.
# Make reads config.mk, and creates it first if necessary.
INSTALL := $(filter start test,$(MAKECMDGOALS))
CHOOSY := $(patsubst chapters/%/packages,%,$(wildcard chapters/*/packages))
number = $(firstword $(subst -, ,$(1)))
FOR_ALL = test proof memcheck coverage lint ready-to-%
NEEDY := $(foreach chapter,$(CHOOSY),$(if $(filter $(FOR_ALL) $(chapter) \
    %-$(call number,$(chapter)) %-$(chapter) %/$(chapter),$(MAKECMDGOALS)),\
    $(chapter)))
NEED_NONE = help help-all clean format update hint% reset-%
ifneq ($(filter-out $(NEED_NONE),$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/config.mk
endif
$(BUILD)/config.mk: $(if $(INSTALL)$(NEEDY),look-again)
	@.setup/install $(if $(INSTALL)$(NEEDY),,--check) $(NEEDY)
	@mkdir -p $(@D) && new=$$(mktemp $@.XXXXXX) && .setup/flags >"$$new" && \
	    chmod 644 "$$new" && \
	    if cmp -s "$$new" $@; then rm "$$new"; else mv "$$new" $@; fi
.PHONY: look-again

Q = $(if $(V),,@)
ROOMS := $(wildcard common/*/)
C_FLAGS = -std=gnu11 $(WARNINGS) $(MODE) $(ROOMS:%/=-iquote %) \
    -iquote tests -iquote tests/harness -iquote exercises $(PACKAGE_CFLAGS) \
    $(CFLAGS_$(*F)) $(CFLAGS_$(notdir $(@D)))
define COMPILE
	@mkdir -p $(@D) && echo "CC $<$(if $(filter-out plain,$(WAY)), ($(WAY)))"
	$(Q)$(CC) $(C_FLAGS) -MMD -MP -c -o $@ $<
endef
define ARCHIVE
	@rm -f $@ && echo "AR $(@:$(BUILD)/%=%)"
	$(Q)$(AR) rcs $@ $^
endef
# The old program stays until the new one is complete: a check may be running
# it, and another make may be building it.
define LINK
	@mkdir -p $(@D) && echo "LD $(@:$(BUILD)/%=%)"
	$(Q)new=$$(mktemp $@.XXXXXX) && $(CC) $(MODE) $(LDFLAGS) -o "$$new" \
	    $(filter %.o,$^) $(filter %.a,$^) $(PACKAGE_LIBS) $(LIBS_$(@F)) \
	    $(LIBS_$(notdir $(@D))) -lm && \
	    chmod +x "$$new" && mv "$$new" $@ || { rm -f "$$new"; exit 1; }
endef

objects = $(patsubst %.c,$(OUT)/obj/%.o,$(1))
# Some exercises are no whole program: folders of their name hold the rest.
# Exercise 19 is a loop: chapter 1 runs on it, and on no libuv.
given = $(wildcard exercises/$(1)/*.c tests/course/$(1)/given/*.c) $(GIVEN_$(1))
GIVEN_16-load-test = chapters/16-load-test/histogram.c
GIVEN_19-own-reactor = chapters/01-hello/hello.c
# Exercise 20 and its tests need chapter 20, and that one all but the main file
# of chapter 17.
GIVEN_20-scale-out = $(filter-out %/scale_out.c,\
    $(wildcard chapters/20-scale-out/*.c)) $(USED_20-scale-out)
USED_20-scale-out = $(filter-out %/final.c,$(wildcard chapters/17-final/*.c))
CFLAGS_20-scale-out += -iquote chapters/20-scale-out -iquote chapters/17-final
$(OUT)/exercises/19-own-reactor $(OUT)/solutions/19-own-reactor \
    $(OUT)/wrong/19-own-reactor/%: \
    PACKAGE_LIBS := $(filter-out -luv,$(PACKAGE_LIBS))

# A program that switches stacks cannot have a shadow stack, so none may say it
# can: some compilers do by default.
%/common/deferred/fiber.o: MODE += -fcf-protection=none
%/llhttp/api.o %/llhttp/http.o %/llhttp/llhttp.o: WARNINGS = $(LLHTTP_FLAGS)
$(OUT)/obj/wrong/%.o: $(BUILD)/wrong/%.c $(BUILD)/config.mk
	$(COMPILE) -ffile-prefix-map=$<=exercises/$(*D).c
# What a learner edits is compiled if it is another text than the one that was
# compiled, whatever its time: a file that was put back may be an old one.
$(patsubst %,$(OUT)/compiled/%,$(wildcard chapters/*/*.c exercises/*.c \
    exercises/*/*.c)): $(OUT)/compiled/%: % look-again
	@mkdir -p $(@D) && { cmp -s $< $@ || cp $< $@; }
$(OUT)/obj/exercises/%.o: exercises/%.c $(OUT)/compiled/exercises/%.c \
    $(BUILD)/config.mk
	$(COMPILE)
$(OUT)/obj/chapters/%.o: chapters/%.c $(OUT)/compiled/chapters/%.c \
    $(BUILD)/config.mk
	$(COMPILE)
$(OUT)/obj/%.o: %.c $(BUILD)/config.mk
	$(COMPILE)
$(OUT)/libcommon.a: $(call objects,$(wildcard common/*/*.c) $(LLHTTP))
	$(ARCHIVE)

# The page's script and style, which the assembler reads.
$(OUT)/obj/chapters/17-final/assets.o: $(wildcard chapters/17-final/radio.*s)

$(OUT)/chapters/%: \
    $$(call objects,$$(wildcard chapters/$$*/*.c) $$(USED_$$*)) \
    $(OUT)/libcommon.a
	$(LINK)
$(OUT)/exercises/%: $(OUT)/obj/exercises/%.o \
    $$(call objects,$$(call given,$$*)) $(OUT)/libcommon.a
	$(LINK)
$(OUT)/solutions/%: $(OUT)/obj/solutions/%.o \
    $$(call objects,$$(call given,$$*)) $(OUT)/libcommon.a
	$(LINK)
$(OUT)/wrong/%: $(OUT)/obj/wrong/%.o \
    $$(call objects,$$(call given,$$(*D))) $(OUT)/libcommon.a
	$(LINK)
$(OUT)/tests/%: $(OUT)/obj/tests/%.o $(OUT)/libcommon.a
	$(LINK)
# tests/course/16-load-test/test_histogram.c tests histogram.c of the chapter,
# together with what the exercise is given.
tested = $(sort $(call given,$(1)) \
    $(wildcard chapters/$(1)/$(subst test_,,$(2)).c))
$(patsubst %.c,$(OUT)/%,$(wildcard tests/course/*/test_*.c)): \
    $(OUT)/tests/course/%: $(OUT)/obj/tests/course/%.o \
    $$(call objects,$$(call tested,$$(notdir $$(@D)),$$(@F))) \
    $(OUT)/libcommon.a
	$(LINK)

# A wrong answer: the solution, with some regions changed.
$(BUILD)/wrong/%.c: tests/course/$$(*D)/wrong/$$(*F).c solutions/$$(*D).c \
    tests/tools/learn/assemble
	@mkdir -p $(@D)
	@tests/tools/learn/assemble $(word 2,$^) $< >$@
$(EXERCISES:%=%.c):
	@[ -e $@ ] || { echo "$(@F:.c=): is missing." \
	    "make reset-$(firstword $(subst -, ,$(@F))) brings it back."; exit 1; }

# The headers that each object was compiled with.
-include $(wildcard $(OUT)/obj/*/*.d $(OUT)/obj/*/*/*.d $(OUT)/obj/*/*/*/*.d \
    $(OUT)/obj/*/*/*/*/*.d)
