/// What is found in code, and what is not.
@NullMarked
package dev.medley.portscan;

import org.jspecify.annotations.NullMarked;
