"""Process pools of Python hash each file of the JDK, up to 4 MiB each, fifty times over: nanoseconds for all together.

way=imap|map|futures|joblib workers=N chunk=N
"""

import concurrent.futures
import hashlib
import multiprocessing
import os
import sys

import timing

LARGEST = 4 << 20
TIMES = 50


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def files():
    found = []
    for folder, _, names in os.walk(os.environ["JAVA_HOME"]):
        paths = [os.path.join(folder, name) for name in names]
        found += [p for p in paths if os.path.isfile(p) and os.access(p, os.R_OK) and os.path.getsize(p) <= LARGEST]
    return sorted(found) * TIMES


def main():
    given = timing.arguments(sys.argv)
    way = given.get("way", "imap")
    workers = int(given.get("workers", "2"))
    chunk = int(given.get("chunk", "1"))
    paths = files()

    def check(results):
        hashes = list(timing.with_bar(results, len(paths)))
        assert len(hashes) == len(paths) and hashes[0] == digest(paths[0])

    if way == "joblib":
        import joblib

        with joblib.Parallel(n_jobs=workers) as parallel:
            call = joblib.delayed(digest)

            def job():
                assert len(parallel(call(path) for path in timing.with_bar(paths, len(paths)))) == len(paths)

            print(timing.nanos(job))
    elif way == "futures":
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            print(timing.nanos(lambda: check(pool.map(digest, paths, chunksize=chunk))))
    else:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            print(timing.nanos(lambda: check(getattr(pool, way)(digest, paths, chunksize=chunk or None))))


if __name__ == "__main__":
    main()
