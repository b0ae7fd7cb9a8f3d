/** What runs inside of a worker process. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.worker;
