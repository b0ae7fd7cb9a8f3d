/** A discrete simulation of one driver with many slots: the engine is real, the cluster a model. */
package dev.headway.bench.scale;
