/// Holds the web page to its word: its sources, the forms that it computes with, and the whole page
/// in a real browser. The page itself is no Java; it lies in `src/main/web`.
@NullMarked
package dev.medley.web;

import org.jspecify.annotations.NullMarked;
