package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Run;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.ledger.UsageMeter;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What runs held since the first entry that is remembered, as [UsageMeter] has it: the same that
/// vouchers see. Energy and money are predicted ones: a run's watts and cost per hour, for as long
/// as it held its devices.
final class Bills {

    private static final double HOUR_MS = 3_600_000;
    private static final double KWH = 3.6e6;

    private final UsageMeter meter;
    private final List<String> pools;
    private long sinceMs = Long.MAX_VALUE;

    /// @param pools ids, in the setup's order
    Bills(String currency, List<String> pools) {
        this.meter = new UsageMeter(currency);
        this.pools = List.copyOf(pools);
    }

    /// Sums over runs.
    record Sum(double deviceHours, double energyKwh, double money) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(long deviceMs, long joules, long minor) {
            return new Sum(
                    deviceHours + deviceMs / HOUR_MS,
                    energyKwh + joules / KWH,
                    money + minor / 100.0);
        }
    }

    void began(long atMs) {
        sinceMs = Math.min(sinceMs, atMs);
    }

    /// A run that held devices when the server came up, of which nothing is remembered.
    void begin(Run run, String tenant) {
        began(run.placedMs());
        hold(run.id(), run.work(), tenant, run.pool(), run.devices(), run.fit(), run.placedMs());
    }

    void placed(Event.RunPlaced e, String tenant) {
        int devices = e.seats().size() * e.member().devices();
        hold(e.run(), e.work(), tenant, e.pool(), devices, e.fit(), e.atMs());
    }

    private void hold(
            String run,
            String work,
            String tenant,
            int pool,
            int devices,
            ShapeFit fit,
            long atMs) {
        var id = pool >= 0 && pool < pools.size() ? pools.get(pool) : String.valueOf(pool);
        meter.begin(
                run,
                new UsageMeter.Hold(work, tenant, id, devices, fit.watts(), fit.costPerHour()),
                atMs);
    }

    void ended(String run, long atMs) {
        meter.end(run, atMs);
    }

    long sinceMs() {
        return sinceMs == Long.MAX_VALUE ? 0 : sinceMs;
    }

    /// Day by day.
    List<UsageMeter.DayUse> uses(long nowMs) {
        return meter.until(nowMs);
    }

    /// What a work had since [#sinceMs], of all pools and of each.
    record OfWork(String work, String tenant, Sum sum, Map<String, Sum> pools) {}

    /// Works that the callers may see, those with most device time first.
    List<OfWork> works(long nowMs, Predicate<String> seen) {
        var all = new TreeMap<String, OfWork>();
        for (var use : meter.works(nowMs)) {
            if (seen.test(use.tenant())) {
                var one =
                        all.computeIfAbsent(
                                use.tenant() + "/" + use.work(),
                                _ ->
                                        new OfWork(
                                                use.work(),
                                                use.tenant(),
                                                Sum.NONE,
                                                new TreeMap<>()));
                var more = Sum.NONE.plus(use.deviceMs(), use.joules(), use.minor());
                one.pools.put(use.pool(), more);
                var sum = one.sum.plus(use.deviceMs(), use.joules(), use.minor());
                all.put(
                        use.tenant() + "/" + use.work(),
                        new OfWork(one.work, one.tenant, sum, one.pools));
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparingDouble((OfWork one) -> -one.sum.deviceHours))
                .toList();
    }

    Map<String, Sum> tenants(long nowMs) {
        return sums(nowMs, UsageMeter.DayUse::tenant);
    }

    Map<String, Sum> pools(long nowMs) {
        return sums(nowMs, UsageMeter.DayUse::pool);
    }

    private Map<String, Sum> sums(long nowMs, Function<UsageMeter.DayUse, String> of) {
        var all = new TreeMap<String, Sum>();
        for (var use : meter.until(nowMs)) {
            var key = of.apply(use);
            var sum = all.getOrDefault(key, Sum.NONE);
            all.put(key, sum.plus(use.deviceMs(), use.joules(), use.minor()));
        }
        return all;
    }
}
