package dev.medley.http;

import dev.medley.core.control.Event;
import dev.medley.core.control.Run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Energy and money of runs, by tenant and by pool, since the first entry that is remembered. The
/// figures are predicted ones: a run's watts and cost per hour, for as long as it held its devices.
final class Bills {

    private static final double HOUR_MS = 3_600_000;

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final TreeMap<String, Sum> tenants = new TreeMap<>();
    private final TreeMap<Integer, Sum> pools = new TreeMap<>();
    private long sinceMs = Long.MAX_VALUE;

    /// Sums over runs.
    record Sum(double deviceHours, double energyKwh, double money) {

        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    deviceHours + other.deviceHours,
                    energyKwh + other.energyKwh,
                    money + other.money);
        }
    }

    private record Open(
            String tenant, int pool, int devices, double watts, double cost, long fromMs) {

        Sum until(long atMs) {
            double hours = Math.max(0, atMs - fromMs) / HOUR_MS;
            return new Sum(devices * hours, watts * hours / 1000, cost * hours);
        }
    }

    void began(long atMs) {
        sinceMs = Math.min(sinceMs, atMs);
    }

    /// A run that held devices when the server came up, of which nothing is remembered.
    void begin(Run run, String tenant) {
        open.computeIfAbsent(
                run.id(),
                _ -> {
                    began(run.placedMs());
                    return new Open(
                            tenant,
                            run.pool(),
                            run.devices(),
                            run.fit().watts(),
                            run.fit().costPerHour(),
                            run.placedMs());
                });
    }

    void placed(Event.RunPlaced e, String tenant) {
        int devices = e.seats().size() * e.member().devices();
        open.put(
                e.run(),
                new Open(
                        tenant,
                        e.pool(),
                        devices,
                        e.fit().watts(),
                        e.fit().costPerHour(),
                        e.atMs()));
    }

    void ended(String run, long atMs) {
        var one = open.remove(run);
        if (one != null) {
            var sum = one.until(atMs);
            tenants.merge(one.tenant, sum, Sum::plus);
            pools.merge(one.pool, sum, Sum::plus);
        }
    }

    long sinceMs() {
        return sinceMs == Long.MAX_VALUE ? 0 : sinceMs;
    }

    Map<String, Sum> tenants(long nowMs) {
        var all = new TreeMap<>(tenants);
        open.values().forEach(one -> all.merge(one.tenant, one.until(nowMs), Sum::plus));
        return all;
    }

    Map<Integer, Sum> pools(long nowMs) {
        var all = new TreeMap<>(pools);
        open.values().forEach(one -> all.merge(one.pool, one.until(nowMs), Sum::plus));
        return all;
    }
}
