/** Pools on Apache Spark. */
@org.jspecify.annotations.NullMarked
package dev.headway.spark;
