package dev.medley.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The latest entries, for whoever follows them: a ring that overwrites its oldest. Followers keep
/// a number each, so a slow one costs nothing; one that falls behind the ring is told so.
final class Feed {

    static final int MOST = 10_000;

    private static final int MOST_NAMES = 50;
    private static final int MOST_TEXTS = 3;

    private final Item[] ring = new Item[MOST];
    private long first = 1;
    private long last;

    /// A line with whose it is.
    ///
    /// @param work the work it is about, or null
    /// @param tenant who owns that work, or null
    record Seen(Telling.Line line, @Nullable String work, @Nullable String tenant) {}

    /// One entry.
    record Item(long number, long atMs, List<Seen> seen) {}

    /// What is sent of an entry.
    record Sent(
            long number,
            long atMs,
            List<String> kinds,
            List<String> works,
            List<String> nodes,
            String text) {}

    void add(Item item) {
        if (item.number() <= last) {
            return;
        }
        if (last == 0 || item.number() != last + 1) {
            first = item.number();
        }
        last = item.number();
        ring[(int) (last % MOST)] = item;
        first = Math.max(first, last - MOST + 1);
    }

    /// Number of the oldest entry that is still there.
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /// Entries so far are not remembered.
    void skipTo(long number) {
        if (number > last) {
            last = number;
            first = number + 1;
        }
    }

    Item item(long number) {
        return ring[(int) (number % MOST)];
    }

    /// An entry as this caller may see it; null if nothing of it is theirs.
    static @Nullable Sent seenBy(Caller caller, Item item) {
        var kinds = new LinkedHashSet<String>();
        var works = new LinkedHashSet<String>();
        var nodes = new LinkedHashSet<String>();
        var texts = new ArrayList<String>();
        int more = 0;
        for (var seen : item.seen()) {
            if (seen.work() == null ? hidden(caller, seen) : !caller.sees(seen.tenant())) {
                continue;
            }
            kinds.add(seen.line().kind());
            if (seen.work() != null && works.size() < MOST_NAMES) {
                works.add(seen.work());
            }
            if (seen.line().about() == Telling.About.NODE && nodes.size() < MOST_NAMES) {
                nodes.add(seen.line().subject());
            }
            if (texts.size() < MOST_TEXTS) {
                texts.add(text(seen));
            } else {
                more++;
            }
        }
        if (kinds.isEmpty()) {
            return null;
        }
        var text = String.join("; ", texts) + (more > 0 ? "; and %d more".formatted(more) : "");
        return new Sent(
                item.number(),
                item.atMs(),
                List.copyOf(kinds),
                List.copyOf(works),
                List.copyOf(nodes),
                text);
    }

    /// Prices are everybody's; rates measured, gangs without room and nodes say what others do.
    private static boolean hidden(Caller caller, Seen seen) {
        return caller.tenant() != null && !seen.line().kind().equals("priced");
    }

    private static String text(Seen seen) {
        return seen.line().about() == Telling.About.WORK
                ? "%s %s".formatted(seen.work(), seen.line().text())
                : seen.line().text();
    }
}
