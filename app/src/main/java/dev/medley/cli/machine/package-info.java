/// Commands about this machine: its devices, and whether Medley can run on it.
@NullMarked
package dev.medley.cli.machine;

import org.jspecify.annotations.NullMarked;
