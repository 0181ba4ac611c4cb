/// Speaks to a real server over a real connection; behind it stand a small fleet and a journal in
/// memory.
@NullMarked
package dev.medley.http;

import org.jspecify.annotations.NullMarked;
