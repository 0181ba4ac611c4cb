package dev.medley.core.stock;

import dev.medley.core.fleet.Pool;
import dev.medley.core.units.Streams;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Devices per pool on given days, from a stock whose devices count on the first of them.
///
/// GOALS. What is expected and what is drawn come from one description; a draw of one cohort does
/// not depend on what else there is, so that with the same dice a stock with one arrival more has
/// at least as many devices in every pool on every day.
///
/// ALGORITHM. Each pool is cut into cohorts that come and go together: arrivals, leased parts,
/// retired parts, and the rest of today's devices. A cohort's devices fail one after another. On a
/// day, a pool has the devices of the cohorts present, less those that are down beyond its spares.
/// Spares do not fail.
///
/// What is dated before the first day is taken as done and counted in today's devices; so is an
/// arrival whose middle day has come, unless its latest day is still ahead: that one is late, and
/// comes at random after the first day.
public final class Forecast {

    private final Stock stock;
    private final LocalDate start;
    private final double[] days;
    private final List<Pool> pools;

    private Forecast(Stock stock, List<LocalDate> dates) {
        this.stock = stock;
        this.start = dates.getFirst();
        this.days = dates.stream().mapToDouble(date -> DateBand.days(start, date)).toArray();
        this.pools = stock.pools();
    }

    /// A forecast for these days.
    ///
    /// @param dates ascending; the first is the day on which the stock's devices are counted
    public static Forecast of(Stock stock, List<LocalDate> dates) {
        return new Forecast(stock, dates);
    }

    /// Devices that work, by date and pool, in the order of the stock's pools.
    public record Devices(List<List<Integer>> byDate) {
        public Devices {
            byDate = byDate.stream().map(List::copyOf).toList();
        }

        public int of(int date, int pool) {
            return byDate.get(date).get(pool);
        }
    }

    /// The middle of what may come: arrivals on their middle days, leases renewed where that is
    /// more likely than not, as many failures as are expected. Parts of devices do not count.
    public Devices middle() {
        return devices(new Middle());
    }

    /// What these dice make of it.
    public Devices draw(Streams streams) {
        return devices(new Drawn(streams));
    }

    /// How one of the possible courses of events is chosen.
    private sealed interface Course {
        double arrival(Arrival arrival);

        boolean renewed(Lease lease);

        double[] down(Cohort cohort, Failures failures);
    }

    private final class Middle implements Course {
        @Override
        public double arrival(Arrival arrival) {
            return DateBand.days(start, arrival.date().middle());
        }

        @Override
        public boolean renewed(Lease lease) {
            return lease.renewal() > 0.5;
        }

        @Override
        public double[] down(Cohort cohort, Failures failures) {
            return cohort.expectedDown(days, failures.up((int) days[days.length - 1]));
        }
    }

    private final class Drawn implements Course {
        private final Streams streams;

        Drawn(Streams streams) {
            this.streams = streams;
        }

        @Override
        public double arrival(Arrival arrival) {
            double past = arrival.date().reached(start);
            double u = streams.share("arrival " + arrival.name());
            return arrival.date().quantile(past + u * (1 - past), start);
        }

        @Override
        public boolean renewed(Lease lease) {
            return streams.share("renewal " + lease.name()) < lease.renewal();
        }

        @Override
        public double[] down(Cohort cohort, Failures failures) {
            int[] down = cohort.down(days, failures, streams);
            double[] same = new double[down.length];
            for (int i = 0; i < down.length; i++) {
                same[i] = down[i];
            }
            return same;
        }
    }

    private Devices devices(Course course) {
        double[][] present = new double[days.length][pools.size()];
        double[][] down = new double[days.length][pools.size()];
        for (var cohort : cohorts(course)) {
            var failures = stock.failuresOf(pools.get(cohort.pool()).id());
            double[] some = course.down(cohort, failures);
            for (int i = 0; i < days.length; i++) {
                present[i][cohort.pool()] += cohort.present(days[i]) ? cohort.devices() : 0;
                down[i][cohort.pool()] += some[i];
            }
        }
        var byDate = new ArrayList<List<Integer>>();
        for (int i = 0; i < days.length; i++) {
            var row = new ArrayList<Integer>();
            for (int p = 0; p < pools.size(); p++) {
                int spares = stock.spares().getOrDefault(pools.get(p).id(), 0);
                double missing = Math.max(0, down[i][p] - spares);
                row.add((int) Math.floor(present[i][p] - missing + 1e-9));
            }
            byDate.add(row);
        }
        return new Devices(byDate);
    }

    private List<Cohort> cohorts(Course course) {
        var cohorts = new ArrayList<Cohort>();
        for (int p = 0; p < pools.size(); p++) {
            var pool = pools.get(p);
            int rest = pool.devices();
            for (var lease : stock.leases()) {
                if (lease.pool().equals(pool.id()) && !lease.ends().isBefore(start)) {
                    cohorts.add(leased(lease, p, course));
                    rest -= lease.devices();
                }
            }
            for (int i = 0; i < stock.retirements().size(); i++) {
                var retirement = stock.retirements().get(i);
                if (retirement.pool().equals(pool.id()) && retirement.date().isAfter(start)) {
                    double until = DateBand.days(start, retirement.date());
                    var name = "retired " + i;
                    cohorts.add(new Cohort(name, p, retirement.devices(), 0, until));
                    rest -= retirement.devices();
                }
            }
            cohorts.add(new Cohort("stock " + pool.id(), p, rest, 0, Cohort.NEVER));
            for (var arrival : stock.arrivals()) {
                if (arrival.pool().equals(pool.id()) && arrival.date().latest().isAfter(start)) {
                    cohorts.add(arrived(arrival, p, course));
                }
            }
        }
        return cohorts;
    }

    private Cohort leased(Lease lease, int pool, Course course) {
        var last = course.renewed(lease) ? lease.renewedUntil() : lease.ends();
        double until = DateBand.days(start, last) + 1;
        return new Cohort("lease " + lease.name(), pool, lease.devices(), 0, until);
    }

    private Cohort arrived(Arrival arrival, int pool, Course course) {
        double from = Math.max(1, course.arrival(arrival));
        var last = arrival.until();
        double until = last == null ? Cohort.NEVER : DateBand.days(start, last) + 1;
        return new Cohort("arrival " + arrival.name(), pool, arrival.devices(), from, until);
    }
}
