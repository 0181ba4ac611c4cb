/// Runs works as processes of this machine: each run a process group in a folder of its own, under
/// a small wrapper that outlives the server and notes how the program ended. A server that starts
/// again adopts what it finds.
@NullMarked
package dev.medley.process;

import org.jspecify.annotations.NullMarked;
