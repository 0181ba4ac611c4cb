package dev.medley.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Meters what runs hold into double-entry books: device time and energy go from a pool to the
/// tenant, money the other way, one posting for each day, pool and tenant.
///
/// Days are those of UTC. A day is posted when it is over; what runs hold today is reckoned on
/// asking. Device time is exact to the millisecond; energy and money are predicted ones of each
/// run's shape, and rounded once for each posting.
public final class UsageMeter {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final double MS_PER_HOUR = 3_600_000;

    private final String currency;
    private final Books books = new Books();
    private final List<DayUse> days = new ArrayList<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private TreeMap<Place, Sum> today = new TreeMap<>();
    private long day = Long.MIN_VALUE;

    /// What a run holds.
    ///
    /// @param watts at the plug
    /// @param costPerHour in the currency, power included
    public record Hold(String tenant, String pool, int devices, double watts, double costPerHour) {}

    /// What a tenant had of a pool on a day.
    ///
    /// @param joules watt-seconds at the plug
    /// @param minor hundredths of the currency
    public record DayUse(
            LocalDate day, String pool, String tenant, long deviceMs, long joules, long minor) {}

    private record Place(String pool, String tenant) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int pools = pool.compareTo(other.pool);
            return pools != 0 ? pools : tenant.compareTo(other.tenant);
        }
    }

    private record Open(Hold hold, long fromMs) {}

    private record Sum(long deviceMs, double joules, double minor) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(Hold hold, long ms) {
            return new Sum(
                    deviceMs + hold.devices * ms,
                    joules + hold.watts * ms / 1000,
                    minor + 100 * hold.costPerHour * ms / MS_PER_HOUR);
        }
    }

    /// @param currency of all money, ISO 4217
    public UsageMeter(String currency) {
        this.currency = currency;
    }

    /// A run holds devices from now on. One that is known already changes nothing.
    public void begin(String run, Hold hold, long atMs) {
        advance(atMs);
        open.putIfAbsent(run, new Open(hold, atMs));
    }

    /// A run gave its devices back. One that is not known changes nothing.
    public void end(String run, long atMs) {
        advance(atMs);
        var one = open.remove(run);
        if (one != null) {
            add(today, one, atMs);
        }
    }

    private static void add(Map<Place, Sum> sums, Open one, long toMs) {
        var place = new Place(one.hold.pool, one.hold.tenant);
        long ms = Math.max(0, toMs - one.fromMs);
        sums.put(place, sums.getOrDefault(place, Sum.NONE).plus(one.hold, ms));
    }

    /// Posts the days that are over.
    private void advance(long atMs) {
        long now = Math.floorDiv(atMs, DAY_MS);
        day = day == Long.MIN_VALUE ? now : day;
        while (day < now) {
            long end = (day + 1) * DAY_MS;
            for (var entry : open.entrySet()) {
                add(today, entry.getValue(), end);
                entry.setValue(
                        new Open(entry.getValue().hold, Math.max(end, entry.getValue().fromMs)));
            }
            for (var use : uses(today, day)) {
                days.add(use);
                post(use, Instant.ofEpochMilli(end));
            }
            today = new TreeMap<>();
            // Nothing happens on days on which nothing is held.
            day = open.isEmpty() ? now : day + 1;
        }
    }

    private static List<DayUse> uses(SortedMap<Place, Sum> sums, long day) {
        var uses = new ArrayList<DayUse>();
        sums.forEach(
                (place, sum) ->
                        uses.add(
                                new DayUse(
                                        LocalDate.ofEpochDay(day),
                                        place.pool,
                                        place.tenant,
                                        sum.deviceMs,
                                        Math.round(sum.joules),
                                        Math.round(sum.minor))));
        return uses;
    }

    private void post(DayUse use, Instant at) {
        var posting = Metering.use(use, currency, at);
        if (!posting.legs().isEmpty()
                && books.post(posting) instanceof Books.Answer.Refused(var reasons)) {
            throw new IllegalStateException("The books refuse what was metered: " + reasons);
        }
    }

    /// Days that are over, oldest first, each by pool and tenant; and the one that is not, until
    /// now.
    public List<DayUse> until(long nowMs) {
        advance(nowMs);
        var sums = new TreeMap<>(today);
        open.values().forEach(one -> add(sums, one, nowMs));
        var all = new ArrayList<>(days);
        all.addAll(uses(sums, day));
        return all;
    }

    /// Days that are over. Nobody else writes to them.
    public Books books() {
        return books;
    }
}
