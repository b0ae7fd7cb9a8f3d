package dev.headway.bench.scale;

/**
 * What a simulation found, from the time at which a third of the items had ended to that at which
 * two thirds had: the begin and the end of a job say little about a long one.
 *
 * @param utilization the part of the slots' time in which items ran
 * @param batchItems how many items a batch had
 * @param tasksPerSecond how many Spark tasks the driver began
 * @param plannerLoad the part of its time that the thread was busy that plans jobs
 * @param launcherLoad the same of the thread that launches tasks
 * @param processors how many processors the driver's other work took
 * @param heldItems how many items were taken and not delivered, at most
 * @param staleSeconds how old the news was on average when an item was counted
 * @param wholeOverIdeal the time of the whole job, where 1 is the work divided by the slots
 */
record Reading(
    double utilization,
    double batchItems,
    double tasksPerSecond,
    double plannerLoad,
    double launcherLoad,
    double processors,
    long heldItems,
    double staleSeconds,
    double wholeOverIdeal) {}
