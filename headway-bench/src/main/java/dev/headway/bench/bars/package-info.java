/** Where bars compete: who shows best how far a job is, and when it will end. */
package dev.headway.bench.bars;
