# The environment of every test, however it is started.
# shellcheck shell=bash

# A leak, a wrong use of memory or undefined behavior ends the program with a
# status that fails the test.
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=exitcode=23
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

# Nothing of the caller's may change a result: neither language nor proxies,
# nor the compiler and the options of the make that runs the tests.
export LC_ALL=C.UTF-8 TERM=${TERM:-dumb}
unset "${!MAKE@}" MFLAGS CC V http_proxy https_proxy all_proxy no_proxy \
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
