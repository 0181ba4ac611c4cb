package dev.medley.core.plan;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns fits into candidates for the market.
///
/// Jobs bid a few of their efficient shapes in each pool. Services split their demand into equal
/// increments so that one service can span pools; an increment bids several numbers of replicas up
/// to what it needs, in the shape that serves most per device and in the smallest one.
public final class Bidding {

    /// Shapes of a job that enter the market, per pool.
    private static final int SHAPES = 8;

    /// Most increments a service's demand is split into.
    private static final int INCREMENTS = 128;

    /// Share of a pool that is lost when an increment takes the whole pool: what is left over next
    /// to large increments. Measured on ten synthetic fleets of 1,000 works: 0.08 to 0.1 left the
    /// most value, 0.05 and 0.15 up to 0.2 % less, 0.3 and more 1.2 % less.
    private static final double LEFT_OVER = 0.1;

    /// Times pools, squared, over increments: what is lost where pools are many and increments few,
    /// since each increment runs in one of them. Measured like the share above: 0.02 and 0.06 left
    /// 0.2 to 0.3 % more than nothing, 0.15 less.
    private static final double APART = 0.02;

    private final List<Pool> pools;
    private final FitTable fits;
    private final Scale scale;
    private final Weights weights;
    private final SortedMap<String, Double> tenantWeights;
    private final Incumbents incumbents;
    private final Permissions permissions;
    private final Worth.View view;

    /// @param tenantWeights what multiplies the worth of a tenant's work; 1 for tenants not named
    /// @param view what comes after the sale
    public Bidding(
            List<Pool> pools,
            FitTable fits,
            Scale scale,
            Weights weights,
            SortedMap<String, Double> tenantWeights,
            Incumbents incumbents,
            Permissions permissions,
            Worth.View view) {
        this.pools = List.copyOf(pools);
        this.fits = fits;
        this.scale = scale;
        this.weights = weights;
        this.tenantWeights = new TreeMap<>(tenantWeights);
        this.incumbents = incumbents;
        this.permissions = permissions;
        this.view = view;
    }

    /// The claim of the work with this index in the fit table.
    public Claim claim(Work work, int index) {
        double perRate =
                scale.perRate(work, index) * tenantWeights.getOrDefault(work.terms().tenant(), 1.0);
        if (perRate == 0) {
            return new Claim(work, List.of());
        }
        var shapes = new ArrayList<List<ShapeFit>>();
        for (int p = 0; p < pools.size(); p++) {
            shapes.add(shapesIn(work, index, p));
        }
        return work instanceof InferenceService service
                ? serviceClaim(service, shapes, perRate)
                : jobClaim(work, shapes, perRate);
    }

    private List<ShapeFit> shapesIn(Work work, int index, int pool) {
        if (!permissions.refusals(work, pools.get(pool)).isEmpty()) {
            return List.of();
        }
        return switch (fits.inPool(index, pool)) {
            case Fit.Rejected _ -> List.of();
            case Fit.Fits some -> Hosting.seated(work, pools.get(pool), some.shapes());
        };
    }

    private Claim jobClaim(Work work, List<List<ShapeFit>> fits, double perRate) {
        var candidates = new ArrayList<Candidate>();
        boolean pressed = canMeetDeadline(work, fits);
        for (int p = 0; p < fits.size(); p++) {
            var shapes = spread(fits.get(p));
            double enough = pressed ? enough(work, shapes) : Double.POSITIVE_INFINITY;
            for (var shape : shapes) {
                double quality = Worth.quality(work, shape);
                double worth = Worth.ofJob(work, shape.rate(), quality, perRate, enough);
                add(candidates, work, p, shape, 1, shape.rate(), worth);
            }
        }
        return new Claim(work, candidates.isEmpty() ? List.of() : List.of(candidates));
    }

    /// Whether there is a deadline, and a gang in some pool that meets it.
    private boolean canMeetDeadline(Work work, List<List<ShapeFit>> fits) {
        double needed = Worth.neededRate(work);
        if (needed == 0) {
            return false;
        }
        for (int p = 0; p < fits.size(); p++) {
            for (var shape : fits.get(p)) {
                if (shape.rate() >= needed && shape.shape().devices() <= pools.get(p).devices()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Rate that counts in these shapes' pool.
    private double enough(Work work, List<ShapeFit> shapes) {
        double aim = Worth.aimedRate(work, view);
        double slowest = Double.MAX_VALUE;
        for (var shape : shapes) {
            if (shape.rate() >= aim) {
                slowest = Math.min(slowest, shape.rate());
            }
        }
        return slowest == Double.MAX_VALUE ? aim : Worth.enough(work, slowest, view);
    }

    /// At most [#SHAPES] shapes, spread evenly over the efficient ones, ends included.
    private static List<ShapeFit> spread(List<ShapeFit> shapes) {
        if (shapes.size() <= SHAPES) {
            return shapes;
        }
        var some = new ArrayList<ShapeFit>();
        for (int i = 0; i < SHAPES; i++) {
            some.add(shapes.get(i * (shapes.size() - 1) / (SHAPES - 1)));
        }
        return some;
    }

    private Claim serviceClaim(
            InferenceService service, List<List<ShapeFit>> fits, double perRate) {
        int increments = increments(service, fits);
        var lots = new ArrayList<List<Candidate>>();
        for (int i = 0; i < increments; i++) {
            double from = (double) i / increments;
            var lot = new ArrayList<Candidate>();
            for (int p = 0; p < fits.size(); p++) {
                for (var shape : choices(fits.get(p), service)) {
                    increment(lot, service, p, shape, from, 1.0 / increments, perRate);
                }
            }
            if (!lot.isEmpty()) {
                lots.add(lot);
            }
        }
        return new Claim(service, lots);
    }

    /// The number of increments that loses least, never more than the fewest replicas that serve
    /// everything. Many increments lose capacity or demand by rounding to whole replicas; few leave
    /// parts of pools over that are too small for any of them.
    private int increments(InferenceService service, List<List<ShapeFit>> fits) {
        int most = INCREMENTS;
        for (var inPool : fits) {
            for (var shape : choices(inPool, service)) {
                most = Math.min(most, replicas(service.requestsPerSecond(), shape));
            }
        }
        long open = fits.stream().filter(inPool -> !inPool.isEmpty()).count();
        int best = 1;
        double least = Double.MAX_VALUE;
        for (int k = 1; k <= most; k++) {
            double loss = APART * open * open / k;
            for (int p = 0; p < fits.size(); p++) {
                for (var shape : choices(fits.get(p), service)) {
                    loss += loss(service.requestsPerSecond() / k, shape, pools.get(p));
                }
            }
            if (loss < least) {
                best = k;
                least = loss;
            }
        }
        return best;
    }

    /// Estimated loss of serving increments of this demand, as a share.
    private static double loss(double demand, ShapeFit shape, Pool pool) {
        double need = demand / shape.rate();
        double above = replicas(demand, shape);
        double below = above - 1;
        double rounding = above / need - 1;
        if (below > 0) {
            rounding = Math.min(rounding, 1 - below / need);
        }
        double part = need * shape.shape().devices() / pool.devices();
        // Beyond a whole pool it is not the pool that is lost: the increment cannot go on
        // elsewhere.
        return rounding + LEFT_OVER * (part <= 1 ? part : 1 + StrictMath.log(part));
    }

    /// Bids of one increment: the replicas that serve all of it, one fewer, and parts of them down
    /// to one, so that leftovers of a pool find takers.
    private void increment(
            List<Candidate> lot,
            InferenceService service,
            int pool,
            ShapeFit shape,
            double from,
            double width,
            double perRate) {
        double demand = service.requestsPerSecond() * width;
        int all = replicas(demand, shape);
        double quality = Worth.quality(service, shape);
        int last = 0;
        for (int n : new int[] {1, all / 8, all / 4, all / 2, all * 3 / 4, all - 1, all}) {
            if (n <= last) {
                continue;
            }
            last = n;
            double rate = Math.min(demand, n * shape.rate());
            double to = Math.min(1, from + width * rate / demand);
            double worth = Worth.ofService(service, from, to, quality, perRate);
            add(lot, service, pool, shape, n, rate, worth);
        }
    }

    private static int replicas(double demand, ShapeFit shape) {
        return (int) Math.min(1_000_000, Math.ceil(demand / shape.rate() - 1e-9));
    }

    /// The shape that serves most per device and, where it differs, the one on fewest devices.
    private static List<ShapeFit> choices(List<ShapeFit> shapes, InferenceService service) {
        if (shapes.isEmpty()) {
            return List.of();
        }
        var smallest = shapes.getFirst();
        var densest = smallest;
        for (var shape : shapes) {
            if (perDevice(shape, service) > perDevice(densest, service)) {
                densest = shape;
            }
        }
        return densest.equals(smallest) ? List.of(densest) : List.of(smallest, densest);
    }

    private static double perDevice(ShapeFit shape, InferenceService service) {
        return shape.rate() * Worth.quality(service, shape) / shape.shape().devices();
    }

    /// Keeps what earns something and fits the pool. Leaving a place where the work runs costs.
    private void add(
            List<Candidate> candidates,
            Work work,
            int pool,
            ShapeFit shape,
            int replicas,
            double rate,
            double worth) {
        double cost = replicas * shape.costPerHour();
        double watts = replicas * shape.watts();
        double value =
                worth * incumbents.kept(work, pools.get(pool).id(), shape.shape())
                        - weights.perMoneyPerHour() * cost
                        - weights.perKilowatt() * watts / 1000;
        long devices = (long) replicas * shape.shape().devices();
        if (value > 0 && devices <= pools.get(pool).devices()) {
            int parts = pools.get(pool).carving().parts();
            candidates.add(
                    new Candidate(pool, shape, replicas, rate, worth, value, cost, watts, parts));
        }
    }

    /// What money and power weigh against value.
    ///
    /// @param perMoneyPerHour equivalents that one currency unit per hour costs
    /// @param perKilowatt equivalents that one kilowatt costs
    public record Weights(double perMoneyPerHour, double perKilowatt) {}
}
