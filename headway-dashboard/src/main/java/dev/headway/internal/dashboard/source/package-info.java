/** Where the lines of jobs come from: sockets and files. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.dashboard.source;
