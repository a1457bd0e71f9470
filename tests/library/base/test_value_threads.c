/* Values and threads: owners and copies are counted so that they hold when a
   Value goes from one thread to another. */
#include "value.h"

#include "keep.h"
#include "unit.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 20000 };

static unsigned freed;

static void count_freed(void *unused)
{
    freed++;
}

static const BoxType counted_type = {"counted", count_freed};

static void *copy_it(void *value)
{
    static Value copies[THREADS];
    static unsigned count;
    Value *copy = &copies[count++];

    *copy = value_copy(*(Value *)value);
    return copy;
}

static Value copy_on_a_thread(Value value)
{
    pthread_t thread;
    void *copy;

    pthread_create(&thread, NULL, copy_it, &value);
    pthread_join(thread, &copy);
    return *(Value *)copy;
}

static void copies_are_told_apart(void)
{
    Value original = value_object(&counted_type, NULL);
    Value here = value_copy(original), there = copy_on_a_thread(original);
    Value other = copy_on_a_thread(original);

    CHECK(value_same(there, there));
    CHECK(!value_same(here, there));
    CHECK(!value_same(here, original));
    CHECK(!value_same(there, original));
    CHECK(!value_same(there, other));
    value_free(here);
    value_free(there);
    value_free(original);
    CHECK_INT(freed, 0);
    value_free(other);
    CHECK_INT(freed, 1);
}

/* Reads, copies and frees, while other threads do the same. */
static void *share(void *value)
{
    Value mine = *(Value *)value;
    Kept *mark = keep_begin();

    for (int i = 0; i < ROUNDS; i++) {
        keep(value_copy(mine));
        CHECK_TEXT(as_text(mine), "shared");
        keep_end(mark);
    }
    value_free(mine);
    return NULL;
}

static void owners_may_be_on_several_threads(void)
{
    Value value = value_text("shared"), copies[THREADS];
    Value list = value_list(&value, 1);
    pthread_t threads[THREADS];

    for (int i = 0; i < THREADS; i++) {
        copies[i] = value_copy(as_item(list, 0));
        pthread_create(&threads[i], NULL, share, &copies[i]);
    }
    value_free(list);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

static void *free_it(void *value)
{
    value_free(*(Value *)value);
    return NULL;
}

static void the_last_owner_frees_on_its_thread(void)
{
    Value value = value_object(&counted_type, NULL);
    Value copy = value_copy(value);
    pthread_t thread;

    value_free(value);
    CHECK_INT(freed, 0);
    pthread_create(&thread, NULL, free_it, &copy);
    pthread_join(thread, NULL);
    CHECK_INT(freed, 1);
}

static const UnitTest tests[] = {
    {"copies made on two threads are told apart", copies_are_told_apart},
    {"owners may be on several threads at a time",
     owners_may_be_on_several_threads},
    {"the last owner frees, on whatever thread it is",
     the_last_owner_frees_on_its_thread},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
