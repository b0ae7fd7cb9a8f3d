"""Bars of Python: nanoseconds that one adds to an iteration, or that one step costs its thread.

bar=tqdm|rich|plain what=loop|step|job threads=N as=nanos|percent
"""

import multiprocessing
import sys
import threading

import timing


def identity(item):
    return item


def console():
    import rich.console

    return rich.console.Console(stderr=True)


def over(bar, iterable, total):
    if bar == "tqdm":
        import tqdm

        return tqdm.tqdm(iterable, total=total)
    import rich.progress

    return rich.progress.track(iterable, total=total, console=console())


def loop(bar):
    count = 2_000_000

    def plain():
        for _ in range(count):
            pass

    def wrapped():
        for _ in over(bar, range(count), count):
            pass

    if bar == "plain":
        return timing.nanos(plain) / count
    with_bar, without = timing.in_turn(wrapped, plain)
    return (with_bar - without) / count


def step(bar, threads):
    count = 300_000

    def run(advance):
        def steps():
            for _ in range(count):
                advance()

        def together():
            running = [threading.Thread(target=steps) for _ in range(threads)]
            for thread in running:
                thread.start()
            for thread in running:
                thread.join()

        return timing.nanos(together) / count

    if bar == "tqdm":
        import tqdm

        with tqdm.tqdm() as shown:
            return run(shown.update)
    import rich.progress

    with rich.progress.Progress(console=console()) as shown:
        task = shown.add_task("steps", total=None)
        return run(lambda: shown.advance(task))


def job(bar, share):
    count = 300_000
    with multiprocessing.Pool(2) as pool:

        def results():
            return pool.imap(identity, range(count), chunksize=64)

        def shown():
            for _ in over(bar, results(), count):
                pass

        def hidden():
            for _ in results():
                pass

        with_bar, without = timing.in_turn(shown, hidden)
    return 100 * (with_bar / without - 1) if share else (with_bar - without) / count


def main():
    given = timing.arguments(sys.argv)
    bar = given.get("bar", "tqdm")
    what = given.get("what", "loop")
    if what == "loop":
        print(loop(bar))
    elif what == "step":
        print(step(bar, int(given.get("threads", "1"))))
    else:
        print(job(bar, given.get("as") == "percent"))


if __name__ == "__main__":
    main()
