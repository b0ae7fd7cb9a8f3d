/**
 * Microbenchmarks of Headway alone, with JMH. Build and run them with:
 *
 * <pre>{@code
 * mvn -q -DskipTests -pl headway-bench -am package
 * java -jar headway-bench/target/benchmarks.jar PerItem
 * }</pre>
 */
package dev.headway.bench;
