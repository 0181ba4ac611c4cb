package dev.medley.core.control;

import dev.medley.core.fleet.Host;
import dev.medley.core.place.Member;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Room;
import dev.medley.core.plan.Rounds;
import dev.medley.core.plan.Worth;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Tenant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who bids in a round, and what is for sale: every device in service but those of runs that must
/// not be touched yet. A run that was asked to stop does not bid; its devices are for sale, so that
/// whoever is to follow it goes on buying them until they are free.
final class Bidders {

    /// Bids of a gang that nodes are kept for are raised, so that prices do not play with it.
    private static final double RESERVED = 1.25;

    private static final double MOST_AGING = 2;

    /// A tenant's past changes its share by so much at most.
    private static final double MOST_FAIRNESS = 2;

    /// What others must be worth more than a run before it is stopped for them, losses aside:
    /// nobody likes it, and plans that differ by chance take turns otherwise.
    private static final double LEAST_GAIN = 0.3;

    /// The nearer to its end a job with a deadline is, the more an hour of it counts, up to so many
    /// times the first one.
    private static final double MOST_HASTE = 4;

    /// No loss by stopping counts more than so many times what running is worth.
    private static final double MOST_STAY = 5;

    private final State state;
    private final long at;
    final List<Rounds.Bidder> bidders = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final List<Integer> capacity;
    final long[] supply;
    private final TreeMap<String, double[]> fixed = new TreeMap<>();
    private final SortedMap<String, Double> weights;

    /// The state's, once more: they are asked for by every work.
    private final LinkedHashMap<String, List<Incumbents.Run>> promised;

    private final LinkedHashMap<String, Reservation> reservations;

    /// CPU and memory of nodes that are for sale, per pool; empty where nobody asks.
    final List<Host> hosts;

    private boolean asksHosts;
    private final NodeSizes sizes;

    Bidders(State state, long at) {
        this.state = state;
        this.at = at;
        this.sizes = new NodeSizes(state);
        this.capacity = capacity(state);
        this.supply = idle(state);
        this.weights = weights(state, at);
        this.promised = new LinkedHashMap<>(state.promised);
        this.reservations = new LinkedHashMap<>(state.reservations);
        for (int p = 0; p < supply.length; p++) {
            supply[p] += state.departures.staying(p);
        }
        for (var run : state.departures.leaving()) {
            supply[run.pool] += returns(run) ? run.devices() : 0;
        }
        for (var job : state.jobs.values()) {
            if (!job.cancelled) {
                enter(job);
            }
        }
        for (int p = 0; p < supply.length; p++) {
            supply[p] = Math.max(0, supply[p]);
        }
        this.hosts = asksHosts ? Hosts.forSale(state, this::sellsAgain) : List.of();
    }

    Seller.Round round() {
        var devices = Arrays.stream(supply).boxed().toList();
        return new Seller.Round(
                at, bidders, this::past, capacity, devices, hosts, purses(), state.prices);
    }

    private Seller.Past past(int bidder) {
        var job = jobs.get(bidder);
        return new Seller.Past(job.submittedMs, attained(job));
    }

    private long attained(Job job) {
        long attained = job.attainedMs;
        for (var run : job.runs.values()) {
            attained += run.deviceMs(at);
        }
        return attained;
    }

    private void enter(Job job) {
        boolean service = job.work instanceof InferenceService;
        if (job.runs.isEmpty()) {
            if (job.notBeforeMs <= at) {
                bid(job, places(job), LEAST_GAIN);
            }
        } else if (service) {
            long horizon = state.setup().timing().horizonMs();
            double stay = share(job.care.restartMs(), horizon);
            bid(job, places(job), stay);
        } else {
            var run = job.runs.firstEntry().getValue();
            if (!run.goesOn()) {
                return;
            }
            if (isFixed(job, run)) {
                keepOut(job, run);
            } else {
                bid(job, places(job), stay(job, run));
            }
        }
    }

    /// Whether it is too early to interrupt it.
    boolean isFixed(Job job, Run run) {
        return run.phase == Run.Phase.STARTING || at - run.startedMs < job.care.leastRunMs();
    }

    private void keepOut(Job job, Run run) {
        supply[run.pool] -= run.devices();
        double[] spent = fixed.computeIfAbsent(job.tenant, _ -> new double[2]);
        spent[0] += run.fit.costPerHour();
        spent[1] += run.carving.devices(run.devices());
    }

    private void bid(Job job, List<Incumbents.Run> runs, double stay) {
        boolean fair = state.setup().goals().alpha() > 0;
        double weight = fair ? 1 : weights.getOrDefault(job.tenant, 1.0);
        if (job.runs.isEmpty() && !(job.work instanceof InferenceService)) {
            double waited = (double) (at - job.waitingSinceMs) / state.setup().timing().agingMs();
            weight *= 1 + Math.min(MOST_AGING, waited);
        }
        if (job.runs.isEmpty() && reservations.containsKey(job.work.name())) {
            weight *= RESERVED;
        }
        weight *= haste(job);
        jobs.add(job);
        asksHosts |= job.work.terms().needsMore();
        bidders.add(
                new Rounds.Bidder(
                        job.current(at), state.kinds.get(job.kind), runs, weight, stay, room(job)));
    }

    /// A deadline met earns the whole of what pressing work earns over that of other work, and one
    /// missed nothing of it. What is left of the work has all of that to win, however little it is:
    /// so jobs finish one after another in time instead of all a little late.
    private double haste(Job job) {
        if (!job.isPressed(at)) {
            return 1;
        }
        double total = Amount.total(job.work);
        double done = job.saved;
        for (var run : job.runs.values()) {
            done = Math.max(done, Ends.done(run, at));
        }
        double times = total / Math.max(total / MOST_HASTE, total - done);
        return (1 + (Worth.PRESSURE - 1) * times) / Worth.PRESSURE;
    }

    /// Where it may find room: where nobody was refused, and where nodes are kept for it.
    private Room room(Job job) {
        var reservation = reservations.get(job.work.name());
        var room = reservation == null ? state.room : state.room.opened(reservation.pool());
        return sizes.within(room, job.work.terms());
    }

    /// Where it runs, and where it bought what it does not have yet: whoever waits for devices to
    /// be given back must not lose them again to whoever comes along meanwhile.
    private List<Incumbents.Run> places(Job job) {
        var bought = promised.getOrDefault(job.work.name(), List.of());
        boolean grows = job.runs.isEmpty() || job.work instanceof InferenceService;
        if (bought.isEmpty() || !grows) {
            return job.going().runs();
        }
        var replicas = job.going().copy();
        var room = room(job);
        for (var wanted : bought) {
            var place = wanted.place();
            int pool = state.setup().pool(place.pool());
            if (room.has(state.setup().pools(), pool, job.work.terms(), place.devices())) {
                replicas.raise(place, wanted.replicas());
            }
        }
        return replicas.runs();
    }

    /// What stopping a job's run loses, as a share of what it would earn if it went on, and what
    /// others must gain besides.
    private double stay(Job job, Run run) {
        long rest = Amount.restMs(job.work, Ends.done(run, at), run.fit.rate());
        long time = Math.max(1, Math.min(rest, state.setup().timing().horizonMs()));
        return share(run.lossMs(at), time);
    }

    private static double share(long lostMs, long ofMs) {
        return Math.min(MOST_STAY, LEAST_GAIN + (double) lostMs / ofMs);
    }

    // --- what there is --------------------------------------------------------------------------

    private static List<Integer> capacity(State state) {
        int[] devices = new int[state.setup().pools().size()];
        for (var machine : state.machines.values()) {
            if (machine.inService()) {
                devices[machine.pool] += machine.node.devices() - machine.down.size();
            }
        }
        return Arrays.stream(devices).boxed().toList();
    }

    private static long[] idle(State state) {
        long[] byNumber = state.cluster.idleMilliByPool();
        long[] idle = new long[state.setup().pools().size()];
        for (int number = 0; number < byNumber.length; number++) {
            int pool = state.setup().pool(state.cluster.pools().get(number));
            idle[pool] += byNumber[number] / Member.WHOLE;
        }
        return idle;
    }

    /// Whether the run's devices can be sold again.
    private boolean returns(Run run) {
        return run.goesOn() || state.isInService(run);
    }

    /// Whether what the run holds is for sale now: it bids for it again, or has been asked to stop.
    private boolean sellsAgain(Run run) {
        boolean keptOut =
                !(run.job.work instanceof InferenceService)
                        && run.goesOn()
                        && isFixed(run.job, run);
        return !keptOut && returns(run);
    }

    /// Tenants with what they weigh now, and without what their fixed runs take.
    private List<Tenant> purses() {
        var tenants = new ArrayList<Tenant>();
        for (var tenant : state.setup().tenants()) {
            double[] spent = fixed.getOrDefault(tenant.name(), new double[2]);
            @Nullable Double budget = tenant.budgetPerHour();
            @Nullable Integer most = tenant.maxDevices();
            tenants.add(
                    new Tenant(
                            tenant.name(),
                            weights.getOrDefault(tenant.name(), tenant.weight()),
                            tenant.internal(),
                            tenant.headquarters(),
                            budget == null ? null : Math.max(0, budget - spent[0]),
                            most == null ? null : Math.max(0, whole(most - spent[1]))));
        }
        return tenants;
    }

    /// Limits are of whole devices: what is left of one for a while counts as none.
    private static int whole(double devices) {
        return (int) Math.floor(devices + 1e-9);
    }

    /// What each tenant with work weighs: the less of its share it has had lately, the more. Shares
    /// are of devices, by weight. A tenant that is to get c times as much weighs c to the power of
    /// alpha as much; where alpha is 0 and values are added up, its bids count c times as much.
    private static SortedMap<String, Double> weights(State state, long at) {
        var active = new LinkedHashSet<String>();
        for (var job : state.jobs.values()) {
            active.add(job.tenant);
        }
        double stated = 0;
        double recent = 0;
        for (var tenant : state.setup().tenants()) {
            if (active.contains(tenant.name())) {
                stated += tenant.weight();
                recent += state.ledger.recent(tenant.name(), at);
            }
        }
        double alpha = state.setup().goals().alpha();
        var weights = new TreeMap<String, Double>();
        for (var tenant : state.setup().tenants()) {
            if (active.contains(tenant.name())) {
                double due = recent * tenant.weight() / stated;
                double had = state.ledger.recent(tenant.name(), at);
                double ratio = recent > 0 ? Math.sqrt(due / Math.max(had, 1e-9 * recent)) : 1;
                double more = Math.clamp(ratio, 1 / MOST_FAIRNESS, MOST_FAIRNESS);
                weights.put(
                        tenant.name(), tenant.weight() * StrictMath.pow(more, Math.max(1, alpha)));
            }
        }
        return weights;
    }
}
