#ifndef FUZZ_H
#define FUZZ_H

/*
 * Fuzzing: a function has to survive any input, and its results have to be
 * consistent. A target defines the function that libFuzzer knows, includes
 * this file for main, and stops by FUZZ_CHECK at what must not be.
 *
 *     .build/sanitized/tests/library/fuzz/fuzz_router RUNS SEED FILE...
 *
 * calls the function with each file, and then RUNS times with an input made
 * from one of them by a few changes; the same SEED makes the same inputs. All
 * this happens in a child process, so that the last input can be printed if it
 * does not end well. tests/library/fuzz/fuzz.bats does so for every target,
 * with the files of tests/library/fuzz/NAME/.
 *
 * For long runs compile a target with clang -fsanitize=fuzzer,address
 * -DLIBFUZZER: libFuzzer looks for new paths through the code by itself.
 */

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define FUZZ_CHECK(condition) \
    fuzz_check(condition, __FILE__, __LINE__, #condition)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_check(bool condition, const char *file, int line,
                              const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s:%d: %s is not true\n", file, line, what);
    abort();
}

#ifndef LIBFUZZER

enum { FUZZ_SIZE = 4096, FUZZ_FILES = 256, FUZZ_CHANGES = 4 };

typedef struct {
    size_t size;
    uint8_t data[FUZZ_SIZE];
} FuzzInput;

/* xorshift64: it only has to be quick and repeatable. */
static uint64_t fuzz_random_state;

static inline size_t fuzz_random(size_t below)
{
    fuzz_random_state ^= fuzz_random_state << 13;
    fuzz_random_state ^= fuzz_random_state >> 7;
    fuzz_random_state ^= fuzz_random_state << 17;
    return below == 0 ? 0 : fuzz_random_state % below;
}

static inline void fuzz_read(FuzzInput *input, const char *name)
{
    FILE *file = fopen(name, "rb");

    if (!file) {
        perror(name);
        exit(2);
    }
    input->size = fread(input->data, 1, FUZZ_SIZE, file);
    fclose(file);
}

/* Puts size bytes into the input at a place, and moves the rest. */
static inline void fuzz_insert(FuzzInput *input, size_t place,
                               const uint8_t *octets, size_t size)
{
    if (input->size + size > FUZZ_SIZE)
        return;
    memmove(input->data + place + size, input->data + place,
            input->size - place);
    memcpy(input->data + place, octets, size);
    input->size += size;
}

static inline void fuzz_remove(FuzzInput *input, size_t place, size_t size)
{
    memmove(input->data + place, input->data + place + size,
            input->size - place - size);
    input->size -= size;
}

/* One change; other is another file, of which a part may come in. */
static inline void fuzz_change(FuzzInput *input, const FuzzInput *other)
{
    size_t place = fuzz_random(input->size + 1);
    size_t from = fuzz_random(other->size);
    uint8_t octet = (uint8_t)fuzz_random(256);

    switch (fuzz_random(5)) {
    case 0:
        fuzz_insert(input, place, &octet, 1);
        break;
    case 1:
        fuzz_insert(input, place, other->data + from,
                    fuzz_random(other->size - from + 1));
        break;
    case 2:
        fuzz_remove(input, place, fuzz_random(input->size - place + 1) / 4);
        break;
    case 3:
        if (place < input->size)
            input->data[place] ^= (uint8_t)(1u << fuzz_random(8));
        break;
    default:
        if (place < input->size)
            input->data[place] = octet;
    }
}

/* Calls with a copy of just this size, so that a sanitizer sees a read beyond
   its end. */
static inline void fuzz_call(const FuzzInput *input)
{
    uint8_t *copy = malloc(input->size ? input->size : 1);

    memcpy(copy, input->data, input->size);
    LLVMFuzzerTestOneInput(copy, input->size);
    free(copy);
}

static inline void fuzz_all(FuzzInput *input, long runs, char **names)
{
    static FuzzInput files[FUZZ_FILES];
    size_t count = 0;

    for (; count < FUZZ_FILES && names[count]; count++) {
        fuzz_read(&files[count], names[count]);
        *input = files[count];
        fuzz_call(input);
    }
    for (long run = 0; run < runs; run++) {
        *input = files[fuzz_random(count)];
        for (size_t i = fuzz_random(FUZZ_CHANGES) + 1; i > 0; i--)
            fuzz_change(input, &files[fuzz_random(count)]);
        fuzz_call(input);
    }
}

static inline void fuzz_print(const FuzzInput *input)
{
    fputs("the input was \"", stderr);
    for (size_t i = 0; i < input->size; i++)
        if (isprint(input->data[i]) && !strchr("\\\"", input->data[i]))
            fputc(input->data[i], stderr);
        else
            fprintf(stderr, "\\%03o", input->data[i]);
    fputs("\"\n", stderr);
}

int main(int argc, char **argv)
{
    FuzzInput *input = mmap(NULL, sizeof *input, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int status;

    if (argc < 4 || input == MAP_FAILED) {
        fprintf(stderr, "usage: %s RUNS SEED FILE...\n", argv[0]);
        return 2;
    }
    fuzz_random_state = 0x9e3779b97f4a7c15 ^ strtoull(argv[2], NULL, 10);
    if (fork() == 0) {
        fuzz_all(input, strtol(argv[1], NULL, 10), argv + 3);
        exit(0);
    }
    wait(&status);
    if (status != 0)
        fuzz_print(input);
    return status != 0;
}

#endif

#endif
