"""Process pools of Python run tasks that sleep: nanoseconds for all together.

way=imap|imap_unordered|futures|joblib|map workers=N shape=NAME cold=true|false start=fork|spawn chunk=N
"""

import concurrent.futures
import math
import multiprocessing
import sys
import time

import timing


def wave(i):
    return 1e-6 + 1e-3 * math.cos(1 + (4 * math.pi - 1) * i / 4999) ** 8


SHAPES = {
    "tutorial": lambda: [x / 3 for x in (5, 4, 3, 2, 1)],
    "uneven": lambda: [x / 10 for x in (1, 2, 1, 10, 3, 1, 4, 10, 1, 3, 2, 10)],
    "even": lambda: [400e-6] * 5000,
    "alternating": lambda: [1e-6, 1e-3] * 2500,
    "cosine": lambda: [wave(i) for i in range(5000)],
    "shuffled": lambda: [wave(i * 1811 % 5000) for i in range(5000)],
}


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def main():
    given = timing.arguments(sys.argv)
    way = given.get("way", "imap")
    workers = int(given.get("workers", "2"))
    chunk = int(given.get("chunk", "1"))
    tasks = SHAPES[given.get("shape", "tutorial")]()
    context = multiprocessing.get_context(given.get("start", "fork"))

    def opened():
        if way == "joblib":
            import joblib

            return joblib.Parallel(n_jobs=workers)
        if way == "futures":
            return concurrent.futures.ProcessPoolExecutor(workers)
        return context.Pool(workers)

    def run(pool):
        if way == "joblib":
            import joblib

            results = pool(joblib.delayed(sleep)(task) for task in timing.with_bar(tasks, len(tasks)))
        elif way == "futures":
            results = list(timing.with_bar(pool.map(sleep, tasks, chunksize=chunk), len(tasks)))
        else:
            # A chunk of 0 leaves the choice to map.
            mapped = getattr(pool, way)(sleep, tasks, chunksize=chunk or None)
            results = list(timing.with_bar(mapped, len(tasks)))
        assert sorted(results) == sorted(tasks)

    def cold():
        with opened() as pool:
            run(pool)

    if given.get("cold") == "true":
        print(timing.once(cold))
    else:
        with opened() as pool:
            run(pool)
            print(timing.once(lambda: run(pool)))


if __name__ == "__main__":
    main()
