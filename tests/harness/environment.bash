# The environment of every test, however it is started.
# shellcheck shell=bash

# A leak, a wrong use of memory or undefined behavior ends the program with a
# status that fails the test.
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=exitcode=23
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

# .setup/clean has left out what the caller's environment would change. This is
# for a test that you run by bats itself, and what make adds.
export LC_ALL=C.UTF-8 TERM=${TERM:-dumb}
export CURL_HOME=${BASH_SOURCE[0]%/*}/../../.setup/curl
unset "${!MAKE@}" MFLAGS CC V http_proxy https_proxy all_proxy no_proxy \
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY CDPATH LOCPATH LD_PRELOAD \
    BASH_ENV POSIXLY_CORRECT UV_THREADPOOL_SIZE
