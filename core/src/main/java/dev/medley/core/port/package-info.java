/// What ties code to CUDA, what becomes of it on another stack, how ready the code is, and what the
/// port may cost. Whoever reads sources hands in clues; this room knows no file and no parser.
///
/// **The walk.** A parser finds a [Clue] (a module imported, a name used, a flag given). [Matcher]
/// holds it against the [Sign]s of a [Mapping]'s rules; a hit is a [Finding]. [Assessor] gathers
/// the findings by rule and answers for every [Target] with an [Assessment]: what works as is, is
/// done by a tool, must be replaced, rewritten, or is blocked; a readiness; a range of effort.
@NullMarked
package dev.medley.core.port;

import org.jspecify.annotations.NullMarked;
