package dev.medley.core.sim;

import dev.medley.core.control.Event;
import dev.medley.core.control.Setup;
import dev.medley.core.control.State;
import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// What tenants hold and have held, kept by the events alone: no more than they may, and as much
/// device-time as the ledger says.
final class Tenancy {

    /// Money is a sum of fractions.
    private static final double ROUNDING = 1e-6;

    private final TreeMap<String, Tenant> tenants = new TreeMap<>();
    private final TreeMap<String, String> owners = new TreeMap<>();
    private final TreeMap<String, Event.RunPlaced> runs = new TreeMap<>();
    private final TreeMap<String, Long> shares = new TreeMap<>();
    private final TreeMap<String, Double> money = new TreeMap<>();
    private final TreeMap<String, Long> heldMs = new TreeMap<>();
    private final List<Pool> pools;
    private long nowMs;

    Tenancy(Setup setup) {
        this.pools = setup.pools();
        setup.tenants().forEach(tenant -> tenants.put(tenant.name(), tenant));
    }

    void note(Event event) {
        long elapsed = Math.max(0, event.atMs() - nowMs);
        shares.forEach((tenant, held) -> heldMs.merge(tenant, held * elapsed, Long::sum));
        nowMs += elapsed;
        if (event instanceof Event.Submitted e) {
            owners.put(e.work().name(), e.work().terms().tenant());
        } else if (event instanceof Event.RunPlaced e) {
            runs.put(e.run(), e);
            count(e, 1);
            limits(owner(e));
        } else if (event instanceof Event.RunEnded e) {
            var placed = runs.remove(e.run());
            Violation.unless(placed != null, "Run %s ended without having begun.", e.run());
            if (placed != null) {
                count(placed, -1);
            }
        }
    }

    private String owner(Event.RunPlaced run) {
        var owner = owners.get(run.work());
        Violation.unless(owner != null, "Run %s belongs to nobody.", run.run());
        return owner == null ? "" : owner;
    }

    private void count(Event.RunPlaced run, int times) {
        long held = 0;
        for (var seat : run.seats()) {
            held += seat.devices().size();
        }
        var carving = pools.get(run.pool()).carving();
        shares.merge(owner(run), times * carving.shares(held), Long::sum);
        money.merge(owner(run), times * run.fit().costPerHour(), Double::sum);
    }

    private void limits(String name) {
        var tenant = tenants.get(name);
        if (tenant == null) {
            throw new Violation("There is no tenant '%s'.".formatted(name));
        }
        @Nullable Integer most = tenant.maxDevices();
        Violation.unless(
                most == null || shares.getOrDefault(name, 0L) <= Carving.WHOLE.shares(most),
                "Tenant '%s' holds %s shares of devices and may hold %s devices.",
                name,
                shares.get(name),
                most);
        @Nullable Double budget = tenant.budgetPerHour();
        Violation.unless(
                budget == null || money.getOrDefault(name, 0.0) <= budget + ROUNDING,
                "Tenant '%s' spends %s per hour and may spend %s.",
                name,
                money.get(name),
                budget);
    }

    /// Device-time adds up, tenant by tenant, to what runs held.
    void ledger(State state) {
        Violation.unless(state.nowMs() == nowMs, "It is %s, not %s.", state.nowMs(), nowMs);
        var ledger = state.ledger().deviceMs(nowMs);
        for (var name : tenants.keySet()) {
            long written = ledger.getOrDefault(name, 0L);
            long held = heldMs.getOrDefault(name, 0L) / Carving.SHARES;
            Violation.unless(
                    written == held,
                    "The ledger gives %s %s device-ms; runs held %s.",
                    name,
                    written,
                    held);
        }
    }
}
