"""Process pools of Python map a function that does next to nothing: nanoseconds for each item.

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
    return Sample(index, "a name of a thing that is worth a record " * 11 + str(index), [float(index)] * 64)


def array(index):
    import numpy

    # Just above the size from which joblib maps arrays instead of sending them.
    return numpy.full((1 << 20) + 64, index & 255, dtype=numpy.uint8)


def blob(index):
    return bytes([index & 255]) * (1 << 20)


def identity(item):
    return item


def plus_one(number):
    return number + 1


def items_of(payload, count):
    if payload == "integers":
        return range(count)
    if payload == "records":
        return (sample(index) for index in range(count))
    make = array if payload == "arrays" else blob
    return [make(index) for index in range(count)]


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

    # Large items are made once; each of a job is another, since what is sent twice may travel once.
    large = items_of(payload, count) if payload in ("blobs", "arrays") else None
    function = plus_one if payload == "integers" else identity

    def inputs():
        return large or items_of(payload, count)

    if way == "joblib":
        import joblib

        with joblib.Parallel(n_jobs=workers) as parallel:
            call = joblib.delayed(function)

            def job():
                assert len(parallel(call(item) for item in with_bar(bar, inputs(), count))) == count

            result = timing.nanos(job)
    elif way == "futures":
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            result = timing.nanos(lambda: consume(pool.map(function, inputs(), chunksize=chunk)))
    else:
        with multiprocessing.get_context(given.get("start", "fork")).Pool(workers) as pool:
            if way == "apply":
                result = timing.nanos(lambda: [pool.apply(function, (item,)) for item in inputs()])
            elif way == "map":
                # In as many chunks as it chooses, the bar over the list that is complete.
                result = timing.nanos(lambda: consume(pool.map(function, inputs(), chunksize=chunk or None)))
            else:
                mapping = getattr(pool, way)
                result = timing.nanos(lambda: consume(mapping(function, inputs(), chunksize=chunk)))
    print(result / count)


if __name__ == "__main__":
    main()
