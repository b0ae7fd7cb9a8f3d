/** Headway on Apache Spark beside Spark by hand, on the same cluster in one run. */
package dev.headway.bench.spark;
