/** How the work of a job is shared out where one driver has many machines. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.cluster;
