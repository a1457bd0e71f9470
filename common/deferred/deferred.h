/*
 * Deferred: a result that has not arrived yet, and what to do when it has.
 *
 * A Deferred has two ends. The code that does the work holds the firing end,
 * and fires it once, with the result. The code that wants the result holds
 * the waiting end, and adds callbacks to it. Each callback is lent the result
 * so far and returns the next one (value.h). A failure skips to the next
 * errback, which may return a good result again or pass the failure on. A
 * callback may also return a Deferred: then the chain waits, and goes on with
 * its result.
 *
 *     Deferred *d = deferred_new();
 *
 *     deferred_add_callback(d, shout, NULL);
 *     doorbell = d;                    the firing end, kept for later
 *     return value_deferred(d);        the waiting end, given away
 *     ...
 *     deferred_fire(&doorbell, value_text("ding"));
 *
 * deferred_new() returns both ends in one pointer. You close the firing end
 * with deferred_fire(). You close the waiting end by giving the Deferred away,
 * once: return it from a callback or a handler (value_deferred), wait for it
 * in a coroutine (await, in coroutine.h), wait for several at once (gather.h),
 * have a function called with its result (deferred_deliver), let it fire
 * another one (deferred_chain), or want nothing of it (deferred_ignore).
 *
 * A Deferred that is closed at both ends and has run its callbacks frees
 * itself; there is no deferred_free(). A pointer to it is good as long as an
 * end is yours; to use it longer is undefined, as after free(). A Deferred
 * that is never fired is never freed, and none of its callbacks is called.
 *
 * A failure that no callback can handle any more is printed on stderr, once:
 * "unhandled failure: EINVAL, MESSAGE (FILE:LINE)". The codes are libuv's;
 * include <uv.h> to name them.
 *
 * Callbacks run at once: inside deferred_fire(), or inside the call that adds
 * them if the result is there already. Only if such calls nest more than 32
 * deep, as in a callback that fires the next Deferred whose callback fires the
 * next, are they put off until the nest has unwound. So no chain of Deferreds,
 * however long, uses much stack.
 *
 * Deferreds belong to the loop's thread. On another one each of these
 * functions stops the program (thread.h).
 *
 * The rules are those of Twisted's Deferred, with four differences: a second
 * fire is an error code and no exception; a callback that returns its own
 * Deferred gets a failure (Twisted hangs); a failure is reported at once when
 * it is unhandled; and a cancel is not lost while callbacks are put off or
 * paused.
 */
#ifndef DEFERRED_H
#define DEFERRED_H

#include "value.h"

typedef struct Deferred Deferred;

/* Is lent the result so far, and returns the next one. */
typedef Value Callback(Value result, void *arg);

/* Is lent the last result. */
typedef void Receiver(Value result, void *arg);

/* Makes a Deferred that has not fired. Both ends are the caller's. */
Deferred *deferred_new(void);

/* Makes a Deferred that has fired with this result, which it takes; only
   the waiting end is open. The result may be a failure. */
Deferred *deferred_succeed(Value result);

/* The same for a failure; another kind of Value stops the program. */
Deferred *deferred_fail(Value failure);

/* Adds fn for a good result; a failure passes by. As with all deferred_add_
   functions, callbacks run in the order in which they were added; one that is
   added from inside a running callback runs after it. As long as you hold the
   firing end you may add some after the Deferred was given away; if the result
   has been taken by then, they are lent none. Arg must live until the
   callbacks have run. Free what belongs to it in a last deferred_add_both(),
   which always runs: a cancel runs it too. */
void deferred_add_callback(Deferred *d, Callback *fn, void *arg);

/* Adds fn for a failure; a good result passes by. */
void deferred_add_errback(Deferred *d, Callback *fn, void *arg);

/* Adds a pair, of which one is called: errback does not see a failure that
   fn returns, the next errback does. */
void deferred_add_callbacks(Deferred *d, Callback *fn, Callback *errback,
                            void *arg);

/* Adds fn for both. */
void deferred_add_both(Deferred *d, Callback *fn, void *arg);

/* Fires *d with the result, which it takes, and closes the firing end: *d
   is NULL afterwards. Returns 0; or UV_EALREADY if the Deferred had fired
   before or *d is NULL, and then nothing changes and the result is freed.
   After deferred_cancel() it depends. A canceller has told the code that does
   the work, so a fire that comes late is UV_EALREADY. Without a canceller that
   code cannot know, so one late fire returns 0, and its result is freed. A
   Deferred as the result stops the program. */
int deferred_fire(Deferred **d, Value result);

/* Makes a Value of a Deferred, to be returned from a callback or a handler.
   Gives it away. Inside a callback of d itself the Value is a failure with
   UV_EINVAL, and nothing is given away. */
Value value_deferred(Deferred *d);

/* Turns any Value, which it takes, into a Deferred: the Deferred that it
   holds, or one that has fired with it. */
Deferred *deferred_of(Value value);

/* Calls fn(value_none(), arg) and turns what it returns into a Deferred, as
   deferred_of() does; but what fn keeps (keep.h) is freed when it returns.
   Twisted's maybeDeferred. */
Deferred *maybe_deferred(Callback *fn, void *arg);

/* Gives the Deferred away: fn is lent the last result, which may be a
   failure, and handles it. */
void deferred_deliver(Deferred *d, Receiver *fn, void *arg);

/* Gives the Deferred away, and drops its result. A failure at its end is
   unhandled. */
void deferred_ignore(Deferred *d);

/* Gives d away: its result fires *to, whose firing end is taken (*to is
   NULL afterwards). To cancel *to is then to cancel d. Returns 0, or
   UV_EALREADY as deferred_fire() does. If *to has fired already, d is canceled
   and its result dropped. */
int deferred_chain(Deferred *d, Deferred **to);

/* If d is fired, with no callback left and nothing to wait for, closes the
   waiting end, moves its result, which the caller must free, into *result
   and returns true. Otherwise returns false and changes nothing. */
bool deferred_take(Deferred *d, Value *result);

/* Says that the result is not wanted any more. An unfired Deferred calls its
   canceller; if that does not fire it, it fires with UV_ECANCELED. One that
   waits for another Deferred passes the cancel on to that one. One that has
   fired, but whose callbacks are put off or paused, keeps the cancel for them:
   the first Deferred that they have to wait for is canceled. One that has its
   last result is left alone. To cancel again is harmless. */
void deferred_cancel(Deferred *d);

/* Sets the canceller, which belongs to the firing end: fn stops the work and
   fires the Deferred itself, most often with UV_ECANCELED. If it leaves the
   firing end open a later fire is refused with UV_EALREADY. It is called
   once at the most, and never after the Deferred has fired. A Deferred has
   one canceller: a second call of this or the next function replaces it. */
void deferred_on_cancel(Deferred *d, void (*fn)(void *arg), void *arg);

/* The same for work that only ends later: fn starts to stop it and
   deferred_cancel() fires nothing. It is called at each cancel until the
   Deferred fires. */
void deferred_on_cancel_later(Deferred *d, void (*fn)(void *arg), void *arg);

/* Holds back the callbacks until there was one unpause for each pause. */
void deferred_pause(Deferred *d);
void deferred_unpause(Deferred *d);

/* Reports, now, the failures in Deferreds that have not been given away.
   reactor_free() does it, and so does the end of the program. */
void deferred_report(void);

/* Forgets every Deferred without a report: for a child of fork(), as they are
   its parent's, which reports them itself. */
void deferred_forget(void);

/* For your tests: how many Deferreds exist. One that is left is a leak. */
size_t deferred_alive(void);

/* And how many failures have been reported as unhandled since the start. */
size_t deferred_unhandled(void);

#endif
