/// Keeps what was decided: in a SQLite file, or in PostgreSQL. A batch of entries is one durable
/// transaction; each entry carries a checksum that goes on from the one before, so that whatever
/// was changed, cut or lost is found and named. Snapshots shorten recovery, compaction drops what
/// they cover when it is old, and one server at a time holds the journal.
@NullMarked
package dev.medley.journal;

import org.jspecify.annotations.NullMarked;
