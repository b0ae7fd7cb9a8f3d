"""Process pools of Python map a function that does nothing: nanoseconds for each item.

way=imap|imap_unordered|map|futures|joblib|apply chunk=N bar=true|false payload=integers|records|blobs|arrays
items=N workers=N start=fork|spawn
"""

import concurrent.futures
import dataclasses
import multiprocessing
import sys

import timing


@dataclasses.dataclass
class Sample:
    """A record as programs have them, 1 KiB when it travels."""

    id: int
    name: str
    values: list


def sample(index):
    return Sample(index, "a name of a thing that is worth a record " * 11, [float(index)] * 64)


def array():
    import numpy

    return numpy.zeros(1 << 20, dtype=numpy.uint8)


def identity(item):
    return item


def items_of(payload, count):
    if payload == "integers":
        return range(count)
    if payload == "records":
        return (sample(index) for index in range(count))
    one = array() if payload == "arrays" else bytes(1 << 20)
    return (one for _ in range(count))


def with_bar(bar, iterable, total):
    if not bar:
        return iterable
    import tqdm

    return tqdm.tqdm(iterable, total=total)


def main():
    given = timing.arguments(sys.argv)
    way = given.get("way", "imap")
    chunk = int(given.get("chunk", "1"))
    bar = given.get("bar", "true") == "true"
    payload = given.get("payload", "integers")
    count = int(given.get("items", "100000"))
    workers = int(given.get("workers", "2"))

    def consume(results):
        number = sum(1 for _ in with_bar(bar, results, count))
        assert number == count, number

    def inputs():
        return items_of(payload, count)

    if way == "joblib":
        import joblib

        with joblib.Parallel(n_jobs=workers) as parallel:
            call = joblib.delayed(identity)

            def job():
                assert len(parallel(call(item) for item in with_bar(bar, inputs(), count))) == count

            result = timing.nanos(job)
    elif way == "futures":
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            result = timing.nanos(lambda: consume(pool.map(identity, inputs(), chunksize=chunk)))
    else:
        with multiprocessing.get_context(given.get("start", "fork")).Pool(workers) as pool:
            if way == "apply":
                result = timing.nanos(lambda: [pool.apply(identity, (item,)) for item in inputs()])
            elif way == "map":
                # In as many chunks as it chooses, the bar over the list that is complete.
                result = timing.nanos(lambda: consume(pool.map(identity, inputs(), chunksize=chunk or None)))
            else:
                mapping = getattr(pool, way)
                result = timing.nanos(lambda: consume(mapping(identity, inputs(), chunksize=chunk)))
    print(result / count)


if __name__ == "__main__":
    main()
