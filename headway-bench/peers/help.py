"""A command line with the options of ./headway demo: the time of its --help is that of the program."""

import argparse

parser = argparse.ArgumentParser(description="Show what a progress bar can tell of a parallel map.")
parser.add_argument("--workers", type=int, default=5, help="How many tasks run at once.")
parser.add_argument("--inputs", default="5,4,3,2,1", help="What the function is mapped over.")
parser.add_argument("--backend", choices=["processes", "threads", "virtual", "serial"], default="processes")
parser.add_argument("--unit", type=float, default=1 / 3, help="How long a task takes for the input 1.")
parser.add_argument("--section", type=int, action="append", help="Show only this way.")
parser.parse_args()
