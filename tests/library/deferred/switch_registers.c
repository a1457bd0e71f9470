/* What a function has in registers is there again after a switch of stacks.
   Fiber_flags.bats compiles this with fiber.c in many ways. In one unit, the
   compiler may keep what it likes in any register over the switch. */
#include "../../../common/deferred/fiber.c" /* NOLINT(bugprone-suspicious-include) */
#ifdef FIBER_PORTABLE
#include "../../../common/deferred/fiber_portable.c" /* NOLINT(bugprone-suspicious-include) */
#endif

#include <fenv.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 200, LANES = 8 };

typedef double Wide __attribute__((vector_size(LANES * sizeof(double))));

static Fiber *fiber;
static volatile int zero;
static unsigned wrong;

static void expect(const char *what, bool right)
{
    if (!right)
        fprintf(stderr, "not kept: %s\n", what);
    wrong += !right;
}

static double sum_of(Wide wide)
{
    double sum = 0;

    for (int i = 0; i < LANES; i++)
        sum += wide[i];
    return sum;
}

/* More values than there are registers of each sort, all of them in use
   before and after the switch. Start differs on the two stacks. */
__attribute__((always_inline)) static inline void
keep_all(int start, void (*switch_stacks)(Fiber *))
{
    long double a = start + 1, b = a + 1, c = b + 1, d = c + 1, e = d + 1;
    double m = start + 1, n = m + 1, o = n + 1, p = o + 1, q = p + 1;
    long g = start + 1, h = g + 1, i = h + 1, j = i + 1, k = j + 1;
    Wide x = (Wide){0} + m, y = x + 1, z = y + 1;
    bool odd = (start + zero) % 2;

    for (int round = 0; round < ROUNDS; round++) {
        a += b, b += c, c += d, d += e, e += 1;
        m += n, n += o, o += p, p += q, q += 1;
        g += h, h += i, i += j, j += k, k += 1;
        x += y, y += z, z += 1;
        switch_stacks(fiber);
    }
    expect("long double", a == m && b == n && c == o && d == p && e == q);
    expect("double", m == (double)g && n == (double)h && o == (double)i &&
                         p == (double)j && q == (double)k);
    expect("wide", sum_of(z) == LANES * (start + 3 + ROUNDS));
    expect("wide",
           sum_of(y) == LANES * (start + 2 + 0.0 +
                                 ROUNDS * (start + 3 + (ROUNDS - 1) / 2.0)));
    expect("wide", sum_of(x) > sum_of(y) && sum_of(y) > sum_of(z));
    expect("bool", odd == (start % 2 == 1));
}

static void keep_inside(void *unused)
{
    keep_all(1000, fiber_leave);
}

static void round_up(void *unused)
{
    fesetround(FE_UPWARD);
    fiber_leave(fiber);
    expect("rounding inside", fegetround() == FE_UPWARD);
}

static void note_rounding(void *rounding)
{
    *(int *)rounding = fegetround();
}

/* Runs fn to its end on a fiber, which goes to the pool. */
static void run_on_fiber(FiberFunction *fn, void *arg)
{
    fiber = fiber_new(fn, arg);
    fiber_enter(fiber);
}

static void keep_rounding(void)
{
    int rounding = -1;

    run_on_fiber(round_up, NULL);
    expect("rounding outside", fegetround() == FE_TONEAREST);
    fesetround(FE_DOWNWARD);
    fiber_enter(fiber);
    expect("rounding outside", fegetround() == FE_DOWNWARD);
    run_on_fiber(note_rounding, &rounding);
    expect("rounding of the one who enters", rounding == FE_DOWNWARD);
    fesetround(FE_TONEAREST);
    run_on_fiber(note_rounding, &rounding);
    expect("rounding of the one who enters", rounding == FE_TONEAREST);
}

int main(void)
{
    fiber = fiber_new(keep_inside, NULL);
    keep_all(0, fiber_enter);
    fiber_enter(fiber);
    keep_rounding();
    if (wrong == 0)
        puts("all is kept");
    return wrong > 0;
}
