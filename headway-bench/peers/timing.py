"""Repeats a job until it is warm, then repeats and times it: the counterpart of Timed.java."""

import os
import statistics
import time

SECONDS = float(os.environ.get("HEADWAY_BENCH_SECONDS", "1"))


def once(job):
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1e9


def repeat(job, seconds, fewest):
    times = []
    end = time.perf_counter() + seconds
    while len(times) < fewest or time.perf_counter() < end:
        times.append(once(job))
    return times


def nanos(job):
    """The median time of one job, in nanoseconds. CPython compiles nothing: little warms it."""
    repeat(job, SECONDS / 4, 1)
    return statistics.median(repeat(job, SECONDS, 3))


def in_turn(one, other):
    """The times of two jobs that are repeated in turn: the lower quartile."""
    ones, others = [], []

    def both():
        ones.append(once(one))
        others.append(once(other))

    repeat(both, SECONDS / 4, 1)
    del ones[:], others[:]
    repeat(both, 2 * SECONDS, 10)
    return sorted(ones)[len(ones) // 4], sorted(others)[len(others) // 4]


def with_bar(iterable, total):
    """The bar of the peers. It is loaded by those that show one."""
    import tqdm

    return tqdm.tqdm(iterable, total=total)


def arguments(argv):
    """What follows the name of the script: name=value."""
    return dict(argument.split("=", 1) for argument in argv[1:])
