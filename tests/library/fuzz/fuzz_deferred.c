/*
 * Fuzzes the Deferred: the input is a script (deferred_script.h), which is
 * done twice, by the library and by a model of it. Both have to do the same
 * in the same order, to leave the same alive meanwhile and nothing at the
 * end, and to report the same number of failures.
 */
#include "fuzz.h"

#include "deferred_model_ops.h"
#include "deferred_real.h"

static Out result_from(uint8_t octet)
{
    static const OutKind kinds[] = {INT, INT, FAILURE, NONE};

    return (Out){.kind = kinds[octet % 4], .number = octet};
}

static void make(uint8_t octet)
{
    int slot;

    if (world->count == SLOTS)
        return;
    slot = new_slot((Slot){.waiting = OWNED, .firing = octet % 4 > 0});
    if (octet % 4 > 0)
        world->backend->make(slot);
    else
        world->backend->succeed(slot, result_from(octet / 4));
}

static void add(int slot, uint8_t octet)
{
    Action *action = next_action(slot);

    switch (octet % 4) {
    case 0:
        world->backend->add(slot, action, NULL);
        break;
    case 1:
        world->backend->add(slot, NULL, action);
        break;
    case 2:
        world->backend->add(slot, action, action);
        break;
    default:
        world->backend->add(slot, action, next_action(slot));
    }
}

/* A second time too, through another pointer. */
static void fire(int slot, uint8_t octet)
{
    if (world->slots[slot].gathers)
        return;
    world->slots[slot].firing = false;
    trace(" fire%d", slot);
    trace(":%d", world->backend->fire(slot, result_from(octet)));
}

static void chain(int slot, uint8_t octet)
{
    int to = octet % world->count;

    if (world->slots[slot].waiting != OWNED || !world->slots[to].firing ||
        !may_wait(to, slot))
        return;
    world->slots[slot].waiting = GONE;
    world->slots[to].firing = false;
    trace(" chain%d:%d", slot, world->backend->chain(slot, to));
}

static void gather_some(int first, uint8_t octet)
{
    int members[MEMBERS], count = 0, slot;

    if (world->count == SLOTS)
        return;
    slot = new_slot((Slot){.gathers = true});
    for (int i = first; i < slot && count < octet % (MEMBERS + 1); i++)
        if (world->slots[i].waiting == OWNED) {
            members[count++] = i;
            world->slots[i].waiting = GONE;
            world->slots[slot].waits_for |= 1u << i;
        }
    world->backend->gather(slot, octet / 8 % GATHER_KINDS, members, count);
    world->slots[slot].waiting = OWNED;
}

static void unpause(int slot)
{
    if (world->slots[slot].pauses == 0)
        return;
    world->slots[slot].pauses--;
    world->backend->unpause(slot);
}

/* What gives the Deferred away, or would. */
static void give(int slot, uint8_t octet)
{
    Slot *s = &world->slots[slot];

    if (s->waiting == HELD) {
        s->waiting = octet % 2 ? OWNED : GONE;
        if (octet % 2)
            world->backend->unhold(slot);
        else
            world->backend->drop(slot);
    } else if (s->waiting == OWNED && octet % 4 == 0) {
        s->waiting = GONE;
        world->backend->deliver(slot, next_action(slot));
    } else if (s->waiting == OWNED && octet % 4 == 1) {
        s->waiting = GONE;
        world->backend->ignore(slot);
    } else if (s->waiting == OWNED && octet % 4 == 2) {
        if (world->backend->take(slot))
            s->waiting = GONE;
    } else if (s->waiting == OWNED) {
        if (world->backend->hold(slot))
            s->waiting = HELD;
        else
            world->backend->drop(slot);
    }
}

static void perform(uint8_t what, uint8_t first, uint8_t second)
{
    int slot = world->count ? first % world->count : 0;
    Slot *s = &world->slots[slot];

    if (world->fuel == 0)
        return;
    world->fuel--;
    if (what % 12 == 0 || world->count == 0)
        make(second);
    else if (what % 12 == 1)
        gather_some(slot, second);
    else if (!is_ours(s))
        return;
    else if (what % 12 < 5)
        add(slot, second);
    else if (what % 12 == 5 || what % 12 == 6)
        fire(slot, second);
    else if (what % 12 == 7)
        chain(slot, second);
    else if (what % 12 == 8)
        world->backend->cancel(slot);
    else if (what % 12 == 9 && s->firing)
        world->backend->on_cancel(slot, next_action(slot), second % 2);
    else if (what % 12 == 10 && second % 2)
        unpause(slot);
    else if (what % 12 == 10 && ++s->pauses)
        world->backend->pause(slot);
    else
        give(slot, second);
}

static void account(void)
{
    trace(" =%u,%u\n", world->backend->alive(), world->backend->unhandled());
}

/* Without fuel nothing is done by callbacks any more. */
static void close_all(void)
{
    world->fuel = 0;
    for (int i = 0; i < world->count; i++) {
        while (world->slots[i].pauses > 0)
            unpause(i);
        if (world->slots[i].firing)
            fire(i, 3);
        if (world->slots[i].waiting == HELD)
            give(i, 0);
        else if (world->slots[i].waiting == OWNED)
            give(i, 1);
    }
    account();
}

static void run_script(World *in, const Backend *backend, const uint8_t *data,
                       size_t size)
{
    world = in;
    in->backend = backend;
    in->script = data;
    in->left = size;
    in->fuel = FUEL;
    in->count = in->actions_used = 0;
    in->length = 0;
    while (in->left > 0 && in->fuel > 0) {
        uint8_t nest = next_octet();
        Action inside = next_three();

        if (nest == 255)
            backend->report();
        trace("%d", inside.what % 12);
        backend->nest(nest < 224 ? 0 : nest - 224 + 1, &inside);
        account();
    }
    close_all();
}

/* The reports of failures would be all that one sees. */
static void without_stderr(World *in, const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    FILE *was = stderr;

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    stderr = nowhere;
    unhandled_before = deferred_unhandled();
    run_script(in, &real, data, size);
    stderr = was;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static World library, modeled;

    without_stderr(&library, data, size);
    texts_used = model_reported = 0;
    run_script(&modeled, &model, data, size);
    if (strcmp(library.trace, modeled.trace) != 0)
        fprintf(stderr, "the library:\n%s\nthe model:\n%s\n", library.trace,
                modeled.trace);
    FUZZ_CHECK(strcmp(library.trace, modeled.trace) == 0);
    FUZZ_CHECK(deferred_alive() == 0);
    return 0;
}
