/**
 * Pools, jobs and results: start here.
 *
 * <p>A {@link dev.headway.Pool} owns workers. A {@link dev.headway.Job} is one function over many
 * inputs, with its settings. {@link dev.headway.Results} deliver what became of each input, while a
 * bar shows how far the job is.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Threads.of(8))) {
 *   List<Thumbnail> all = pool.map(files, Thumbnail::render).toList();
 * }
 * }</pre>
 *
 * <p>The backend says where tasks run:
 *
 * <ul>
 *   <li>{@link dev.headway.process.Processes}: each worker is a JVM of its own, for code that may
 *       crash or hang.
 *   <li>{@link dev.headway.work.Threads}: threads or virtual threads of this JVM.
 *   <li>{@link dev.headway.work.Serial}: the caller's thread, to debug.
 * </ul>
 *
 * <p>A failure is a value, a {@link dev.headway.work.Outcome}, until the caller asks for the value
 * of its task. Then it is thrown.
 *
 * <pre>{@code
 * for (Outcome<Path, String> one : pool.map(files, Hash::sha256).outcomes()) {
 *   if (one instanceof Outcome.Success<Path, String> success) {
 *     use(success.value());
 *   } else {
 *     note(one.input() + ": " + one.error());
 *   }
 * }
 * }</pre>
 *
 * <p>For a bar around a plain loop, a stream or an input stream see {@link dev.headway.Progress}.
 */
@org.jspecify.annotations.NullMarked
package dev.headway;
