/// Real processes, ended, killed and adopted.
@NullMarked
package dev.medley.process;

import org.jspecify.annotations.NullMarked;
