package dev.headway.internal.run;

import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Counts;
import dev.headway.progress.Summary;
import dev.headway.progress.Utilization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a run. The method of the same name in the report describes each. */
public record RunNumbers(
    long taken,
    Counts counts,
    Duration elapsed,
    List<Summary.Slow> slowest,
    int stuckThreads,
    int replacedWorkers,
    int withdrawnWorkers,
    Map<String, Long> errors,
    @Nullable Utilization utilization,
    @Nullable Accuracy accuracy,
    boolean journalComplete,
    @Nullable ClusterUse cluster) {}
