/// Looks whether this machine is fit to run a server on, and says what to do where it is not.
@NullMarked
package dev.medley.doctor;

import org.jspecify.annotations.NullMarked;
