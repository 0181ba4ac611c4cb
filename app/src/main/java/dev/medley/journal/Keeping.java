package dev.medley.journal;

/// How long a journal keeps what it no longer needs to recover.
///
/// @param snapshotEvery so many entries lie between a snapshot and the next
/// @param entriesMs entries that a snapshot covers are dropped when they are so much older than the
///   latest
/// @param answersMs so long a repeated request finds its answer
/// @param least so many entries and answers are kept however old they are: a clock that jumps ahead
///   makes everything old at once
public record Keeping(long snapshotEvery, long entriesMs, long answersMs, long least) {

    private static final long DAY_MS = 24 * 3_600_000L;

    /// A snapshot every 20,000 entries; entries for 90 days, answers for 7.
    public static final Keeping DEFAULT = new Keeping(20_000, 90 * DAY_MS, 7 * DAY_MS, 100_000);

    public Keeping {
        if (snapshotEvery < 1 || entriesMs < 0 || answersMs < 0 || least < 1) {
            throw new IllegalArgumentException(
                    "Entries between snapshots (%d) and those kept (%d) must be positive, times (%d, %d) not negative."
                            .formatted(snapshotEvery, least, entriesMs, answersMs));
        }
    }
}
