/// The pure core of Medley: no I/O, clock, randomness, threads or logging. Data flows one way:
/// units, catalogue, work, fit, market.
@NullMarked
package dev.medley.core;

import org.jspecify.annotations.NullMarked;
