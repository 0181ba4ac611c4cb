package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Run;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.ledger.UsageMeter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

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

        Sum plus(UsageMeter.DayUse use) {
            return new Sum(
                    deviceHours + use.deviceMs() / HOUR_MS,
                    energyKwh + use.joules() / KWH,
                    money + use.minor() / 100.0);
        }
    }

    void began(long atMs) {
        sinceMs = Math.min(sinceMs, atMs);
    }

    /// A run that held devices when the server came up, of which nothing is remembered.
    void begin(Run run, String tenant) {
        began(run.placedMs());
        hold(run.id(), tenant, run.pool(), run.devices(), run.fit(), run.placedMs());
    }

    void placed(Event.RunPlaced e, String tenant) {
        int devices = e.seats().size() * e.member().devices();
        hold(e.run(), tenant, e.pool(), devices, e.fit(), e.atMs());
    }

    private void hold(String run, String tenant, int pool, int devices, ShapeFit fit, long atMs) {
        var id = pool >= 0 && pool < pools.size() ? pools.get(pool) : String.valueOf(pool);
        meter.begin(
                run,
                new UsageMeter.Hold(tenant, id, devices, fit.watts(), fit.costPerHour()),
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
            all.put(key, all.getOrDefault(key, Sum.NONE).plus(use));
        }
        return all;
    }
}
