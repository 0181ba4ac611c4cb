package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.live.Desk;
import dev.medley.live.Entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What the server remembers beside the state: lives of works, prices, bills, the latest entries.
/// Only the event loop's thread uses it, but for the short answers of [Lives].
final class Memory {

    /// How an entry without events is told.
    static final String REFUSED = "refused";

    private final Telling telling;
    private final List<String> pools;
    private final Lives lives = new Lives();
    private final Prices prices = new Prices();
    private final Bills bills;
    private final Feed feed = new Feed();

    /// @param currency of all money
    Memory(Setup setup, String currency) {
        this.telling = new Telling(setup);
        this.pools = setup.pools().stream().map(pool -> pool.id()).toList();
        this.bills = new Bills(currency, pools);
    }

    /// Adds what the state knows and no entry said; on the loop's thread, before anybody asks.
    void begin(Desk desk) {
        var state = desk.state();
        lives.begin(state.jobs().values(), state.runs().values());
        for (var run : state.runs().values()) {
            var tenant = lives.tenant(run.work());
            bills.begin(run, tenant == null ? "" : tenant);
        }
        prices.add(desk.nowMs(), state.poolPrices());
        bills.began(desk.nowMs());
        feed.skipTo(desk.latest());
    }

    void take(Entry entry) {
        if (entry.number() <= feed.last()) {
            return;
        }
        var seen = new ArrayList<Feed.Seen>(entry.events().size());
        for (var event : entry.events()) {
            var line = telling.of(event, entry);
            lives.saw(event, line, entry);
            bill(event);
            if (event instanceof Event.Priced priced) {
                prices.add(priced.atMs(), priced.poolPrices());
            }
            var work = lives.owner(line);
            seen.add(new Feed.Seen(line, work, work == null ? null : lives.tenant(work)));
        }
        var refused = Telling.refused(entry);
        if (refused != null) {
            var at = entry.command().atMs();
            var line = new Telling.Line(at, REFUSED, Telling.About.ALL, "", refused);
            seen.add(new Feed.Seen(line, null, null));
        }
        feed.add(new Feed.Item(entry.number(), entry.command().atMs(), List.copyOf(seen)));
    }

    private void bill(Event event) {
        if (event instanceof Event.RunPlaced placed) {
            bills.began(placed.atMs());
            var tenant = lives.tenant(placed.work());
            bills.placed(placed, tenant == null ? "" : tenant);
        } else if (event instanceof Event.RunEnded ended) {
            bills.ended(ended.run(), ended.atMs());
        }
    }

    /// Ids of the pools, in the setup's order.
    List<String> pools() {
        return pools;
    }

    /// Id of a pool, or null if there is none of this number.
    @Nullable String pool(int number) {
        return number >= 0 && number < pools.size() ? pools.get(number) : null;
    }

    Lives lives() {
        return lives;
    }

    Prices prices() {
        return prices;
    }

    Bills bills() {
        return bills;
    }

    Feed feed() {
        return feed;
    }
}
