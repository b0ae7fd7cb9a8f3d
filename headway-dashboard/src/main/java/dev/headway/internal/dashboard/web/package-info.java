/** The server, and what it sends. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.dashboard.web;
