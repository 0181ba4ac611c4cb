package dev.medley.core.plan;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Carving;
import dev.medley.core.fleet.Pool;

import java.util.List;

/// One way to run a work, or an increment of a service, as it enters the market.
///
/// @param pool index of the pool in the fleet
/// @param replicas equal replicas of the shape
/// @param rate work per second that counts, in the shape's unit; demand beyond the work's own is
///   left out
/// @param worth value in reference-device equivalents, before costs
/// @param value worth, less what moving here would lose, less money and power at the policy's
///   weights
/// @param costPerHour money per hour, devices and power
/// @param watts power at the plug
/// @param parts that devices of its pool are carved into, 1 where they are whole
public record Candidate(
        int pool,
        ShapeFit shape,
        int replicas,
        double rate,
        double worth,
        double value,
        double costPerHour,
        double watts,
        int parts) {

    /// Devices it takes from its pool.
    public int devices() {
        return replicas * shape.shape().devices();
    }

    /// The same in shares of whole devices ([Carving#SHARES]), to be added up over pools.
    public long shares() {
        return (long) devices() * (Carving.SHARES / parts);
    }

    /// Where it would run, and how it would lie on its devices there.
    ///
    /// @param pools of the fleet, in its order
    public Incumbents.Place place(List<Pool> pools) {
        return Incumbents.Place.of(pools.get(pool).id(), shape.shape());
    }

    /// Value that each of its devices earns.
    public double valuePerDevice() {
        return value / devices();
    }
}
