/**
 * The hall, where work and progress meet: pools, jobs and results.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Threads.of(8))) {
 *   List<Thumbnail> all = pool.map(files, Thumbnail::render).toList();
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.headway;
