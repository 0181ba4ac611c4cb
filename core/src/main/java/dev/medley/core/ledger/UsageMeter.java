package dev.medley.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Meters what runs hold into double-entry books: device time and energy go from a pool to the
/// tenant, money the other way, one posting for each day, pool and tenant. A tenant's account is
/// kept in detail by work: what its works had of a pool adds up to what it had, to the millisecond,
/// the joule and the smallest coin.
///
/// Days are those of UTC. A day is posted when it is over; what runs hold today is reckoned on
/// asking. Device time is exact to the millisecond; energy and money are predicted ones of each
/// run's shape, and rounded once for each day, pool and work.
///
/// Works are remembered up to a number; those that are over the longest then stand together under
/// [#EARLIER].
public final class UsageMeter {

    /// In the place of the works of a tenant that are forgotten one by one.
    public static final String EARLIER = "(earlier works)";

    private static final int REMEMBERED = 10_000;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final double MS_PER_HOUR = 3_600_000;

    private final String currency;
    private final Books books = new Books();
    private final List<DayUse> days = new ArrayList<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final int remembered;

    /// What works had on days that are over, and on which day they had something last.
    private final TreeMap<Place, Past> past = new TreeMap<>();

    private TreeMap<Place, Sum> today = new TreeMap<>();
    private long day = Long.MIN_VALUE;

    /// What a run holds.
    ///
    /// @param watts at the plug
    /// @param costPerHour in the currency, power included
    public record Hold(
            String work,
            String tenant,
            String pool,
            int devices,
            double watts,
            double costPerHour) {}

    /// What a tenant had of a pool on a day.
    ///
    /// @param joules watt-seconds at the plug
    /// @param minor hundredths of the currency
    public record DayUse(
            LocalDate day, String pool, String tenant, long deviceMs, long joules, long minor) {}

    /// What a work had of a pool since the meter began.
    ///
    /// @param work its name, or [#EARLIER]
    public record WorkUse(
            String work, String tenant, String pool, long deviceMs, long joules, long minor) {}

    private record Place(String pool, String tenant, String work) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::pool)
                        .thenComparing(Place::tenant)
                        .thenComparing(Place::work);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Past(long deviceMs, long joules, long minor, long lastDay) {

        Past plus(Past other) {
            return new Past(
                    deviceMs + other.deviceMs,
                    joules + other.joules,
                    minor + other.minor,
                    Math.max(lastDay, other.lastDay));
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

        Past rounded(long day) {
            return new Past(deviceMs, Math.round(joules), Math.round(minor), day);
        }
    }

    /// @param currency of all money, ISO 4217
    public UsageMeter(String currency) {
        this(currency, REMEMBERED);
    }

    /// @param remembered so many works and pools are told apart on days that are over
    UsageMeter(String currency, int remembered) {
        this.currency = currency;
        this.remembered = remembered;
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
        var place = new Place(one.hold.pool, one.hold.tenant, one.hold.work);
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
            remember();
            today = new TreeMap<>();
            // Nothing happens on days on which nothing is held.
            day = open.isEmpty() ? now : day + 1;
        }
    }

    private void remember() {
        today.forEach((place, sum) -> past.merge(place, sum.rounded(day), Past::plus));
        if (past.size() <= remembered) {
            return;
        }
        var oldest = new ArrayList<>(past.keySet());
        oldest.removeIf(place -> place.work.equals(EARLIER));
        oldest.sort(
                Comparator.comparingLong(
                                (Place place) -> Objects.requireNonNull(past.get(place)).lastDay)
                        .thenComparing(Comparator.naturalOrder()));
        // Some more than is necessary, so that not every day ends with a search.
        int most = Math.min(oldest.size(), past.size() - remembered * 9 / 10);
        for (var place : oldest.subList(0, Math.max(0, most))) {
            var gone = past.remove(place);
            if (gone != null) {
                past.merge(new Place(place.pool, place.tenant, EARLIER), gone, Past::plus);
            }
        }
    }

    /// Works of a tenant come one after another: their sums make the tenant's.
    private static List<DayUse> uses(SortedMap<Place, Sum> sums, long day) {
        var uses = new ArrayList<DayUse>();
        var date = LocalDate.ofEpochDay(day);
        sums.forEach(
                (place, sum) -> {
                    var more = sum.rounded(day);
                    var last = uses.isEmpty() ? null : uses.getLast();
                    boolean same =
                            last != null
                                    && last.pool.equals(place.pool)
                                    && last.tenant.equals(place.tenant);
                    var before = last != null && same ? uses.removeLast() : null;
                    uses.add(
                            new DayUse(
                                    date,
                                    place.pool,
                                    place.tenant,
                                    (before == null ? 0 : before.deviceMs) + more.deviceMs,
                                    (before == null ? 0 : before.joules) + more.joules,
                                    (before == null ? 0 : before.minor) + more.minor));
                });
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
        var sums = untilNow(nowMs);
        var all = new ArrayList<>(days);
        all.addAll(uses(sums, day));
        return all;
    }

    /// What works had since the meter began, until now, by pool, tenant and work.
    public List<WorkUse> works(long nowMs) {
        var all = new TreeMap<Place, Past>();
        untilNow(nowMs).forEach((place, sum) -> all.put(place, sum.rounded(day)));
        past.forEach((place, one) -> all.merge(place, one, Past::plus));
        var uses = new ArrayList<WorkUse>();
        all.forEach(
                (place, one) ->
                        uses.add(
                                new WorkUse(
                                        place.work,
                                        place.tenant,
                                        place.pool,
                                        one.deviceMs,
                                        one.joules,
                                        one.minor)));
        return uses;
    }

    private SortedMap<Place, Sum> untilNow(long nowMs) {
        advance(nowMs);
        var sums = new TreeMap<>(today);
        open.values().forEach(one -> add(sums, one, nowMs));
        return sums;
    }

    /// Days that are over. Nobody else writes to them.
    public Books books() {
        return books;
    }
}
