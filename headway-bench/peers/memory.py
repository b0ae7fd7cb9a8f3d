"""How many bytes an idle worker process of Python has for itself. way=fork|spawn|loky"""

import multiprocessing
import os
import sys
import time

import timing


def pid_of(_):
    return os.getpid()


def private_bytes(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def main():
    way = timing.arguments(sys.argv).get("way", "spawn")
    if way == "loky":
        import joblib

        # With one job it would stay in this process.
        with joblib.Parallel(n_jobs=2) as parallel:
            pid = parallel(joblib.delayed(pid_of)(x) for x in range(100))[0]
            time.sleep(0.5)
            print(private_bytes(pid))
    else:
        with multiprocessing.get_context(way).Pool(1) as pool:
            pid = pool.map(pid_of, range(100))[0]
            time.sleep(0.5)
            print(private_bytes(pid))


if __name__ == "__main__":
    main()
