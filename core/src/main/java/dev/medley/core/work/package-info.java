/// What people want run: training jobs, inference services and batch jobs, and whose they are.
@NullMarked
package dev.medley.core.work;

import org.jspecify.annotations.NullMarked;
