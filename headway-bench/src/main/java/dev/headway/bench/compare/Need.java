package dev.headway.bench.compare;

/** What a contestant may need and a machine may lack. */
enum Need {
  TQDM("python3-tqdm is not installed"),
  JOBLIB("python3-joblib is not installed"),
  RICH("python3-rich is not installed"),
  NUMPY("python3-numpy is not installed"),
  MPIRE("the Python module mpire is not installed"),
  PV("pv is not installed"),
  XARGS("there is no xargs"),
  PARALLEL("GNU parallel is not installed"),
  CC("there is no C compiler (cc)"),
  JAVA_24("Java 24 or later is needed");

  private final String lack;

  Need(String lack) {
    this.lack = lack;
  }

  /** What is said where it is missing. */
  String lack() {
    return lack;
  }
}
