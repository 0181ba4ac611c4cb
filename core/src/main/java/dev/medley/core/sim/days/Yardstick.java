package dev.medley.core.sim.days;

import dev.medley.core.control.Amount;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// How long jobs take on the fleet by themselves: what arrivals and fairness are measured with.
public final class Yardstick {

    private static final double MS_PER_HOUR = 3_600_000;

    private final List<Pool> pools;
    private final List<ChipOffer> offers;
    private final Permissions permissions;
    private final Fitting fitting;

    /// @param fitting asked for every work that is measured; it had better remember
    public Yardstick(List<Pool> pools, Permissions permissions, Fitting fitting) {
        this.pools = List.copyOf(pools);
        this.offers = Planner.offers(this.pools);
        this.permissions = permissions;
        this.fitting = fitting;
    }

    /// Has the fits of all these works made at once.
    public void prepare(List<Work> works) {
        var essences = new LinkedHashSet<Work>();
        works.forEach(work -> essences.add(Essence.of(work)));
        fitting.fitAll(List.copyOf(essences), offers);
    }

    /// Speed of a job.
    ///
    /// @param fleet with all devices of every pool that it may use, each as good as in its best
    ///   shape there
    /// @param most in its fastest shape
    public record Speed(double fleet, double most) {

        /// On an exclusive share of one n-th of every pool.
        double ofShare(double n) {
            return Math.min(most, fleet / n);
        }
    }

    public Speed speed(Work work) {
        double fleet = 0;
        double most = 0;
        for (int p = 0; p < pools.size(); p++) {
            double perDevice = 0;
            for (var shape : shapes(work, p)) {
                perDevice = Math.max(perDevice, shape.rate() / shape.shape().devices());
                most = Math.max(most, shape.rate());
            }
            fleet += perDevice * pools.get(p).devices();
        }
        return new Speed(fleet, most);
    }

    /// The time a job is meant to take: until its deadline, or in the middle one of its shapes
    /// where that is fastest; infinite for work that never ends or runs nowhere.
    public double usualMs(Work work) {
        double total = Amount.total(work);
        var hours = work.hoursToDeadline();
        if (total == Amount.ENDLESS) {
            return Double.POSITIVE_INFINITY;
        }
        double rate = 0;
        for (int p = 0; p < pools.size(); p++) {
            var shapes = shapes(work, p);
            if (!shapes.isEmpty()) {
                rate = Math.max(rate, shapes.get(shapes.size() / 2).rate());
            }
        }
        if (!(rate > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        return hours == null ? total / rate * 1000 : hours * MS_PER_HOUR;
    }

    private List<ShapeFit> shapes(Work work, int pool) {
        if (!permissions.refusals(work, pools.get(pool)).isEmpty()) {
            return List.of();
        }
        return switch (fitting.fit(Essence.of(work), offers.get(pool))) {
            case Fit.Rejected _ -> List.of();
            case Fit.Fits some -> {
                var shapes = new ArrayList<>(some.shapes());
                shapes.sort((a, b) -> Integer.compare(a.shape().devices(), b.shape().devices()));
                yield shapes;
            }
        };
    }
}
