/// The closed model of shared slots beside a simulation of every request.
@NullMarked
package dev.medley.core.pooling;

import org.jspecify.annotations.NullMarked;
