package dev.medley.core.runway;

import dev.medley.core.stock.Stock;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What hangs on each vendor's chips, on the middle course.
final class Vendors {

    private final RunwayInput input;
    private final Study study;
    private final Stock stock;

    Vendors(RunwayInput input, Study study) {
        this.input = input;
        this.study = study;
        this.stock = input.stock();
    }

    List<Runway.Vendor> all() {
        var names = new TreeSet<String>();
        stock.pools().forEach(pool -> names.add(pool.chip().vendor()));
        return names.stream().map(this::one).toList();
    }

    private Runway.Vendor one(String vendor) {
        var asIs = study.path(study.asIs()).readings();
        var others =
                stock.arrivals().stream().filter(a -> !vendor.equals(vendorOf(a.pool()))).toList();
        var still = stock.withArrivals(others);
        var dates = input.look().dates();
        var without = new ArrayList<long[]>();
        var ungrown = new ArrayList<long[]>();
        var supply = Fate.middle().devices(stock, dates);
        var stopped = Fate.middle().devices(still, dates);
        long own = 0;
        long all = 0;
        for (int m = 0; m < dates.size(); m++) {
            long[] left = Course.devices(supply, m);
            for (int p = 0; p < left.length; p++) {
                boolean its = vendor.equals(stock.pools().get(p).chip().vendor());
                all += m == 0 ? left[p] : 0;
                own += m == 0 && its ? left[p] : 0;
                left[p] = its ? 0 : left[p];
            }
            without.add(left);
            ungrown.add(Course.devices(stopped, m));
        }
        var gone = study.walk(study.asIs(), without).readings();
        var same = others.size() == stock.arrivals().size();
        var grown = same ? asIs : study.walk(study.asIs(), ungrown).readings();
        return new Runway.Vendor(
                vendor,
                all == 0 ? 0 : (double) own / all,
                lost(asIs.getLast(), grown.getLast(), Target.SERVING),
                lost(asIs, gone, Target.SERVING),
                lost(asIs, gone, Target.TRAINING));
    }

    private String vendorOf(String pool) {
        return stock.pools().stream()
                .filter(one -> one.id().equals(pool))
                .map(one -> one.chip().vendor())
                .findFirst()
                .orElse("");
    }

    private static double lost(List<Reading> before, List<Reading> after, Target target) {
        double lost = 0;
        for (int m = 0; m < before.size(); m++) {
            lost += lost(before.get(m), after.get(m), target) / before.size();
        }
        return lost;
    }

    /// A sale may also come out a little better for a target with fewer devices; nothing is lost
    /// then.
    private static double lost(Reading before, Reading after, Target target) {
        double had = before.gets(target);
        return had > 0 ? Math.max(0, 1 - after.gets(target) / had) : 0;
    }
}
