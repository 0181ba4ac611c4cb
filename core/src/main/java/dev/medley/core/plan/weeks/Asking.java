package dev.medley.core.plan.weeks;

import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Bidding;
import dev.medley.core.plan.Candidate;
import dev.medley.core.plan.FitTable;
import dev.medley.core.plan.IncumbentBids;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.Scale;
import dev.medley.core.plan.Worth;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes asks of works: the candidates of a plan of one day, without what changes with time, and
/// beside them what time allows.
final class Asking {

    private final HorizonInput input;
    private final List<Pool> pools;
    private final FitTable fits;
    private final Bidding bidding;
    private final Openings openings;

    private Asking(HorizonInput input, List<Pool> pools, FitTable fits, Bidding bidding) {
        this.input = input;
        this.pools = pools;
        this.fits = fits;
        this.bidding = bidding;
        this.openings = new Openings(input, pools);
    }

    static Asking of(HorizonInput input, Fitting fitting) {
        var base = input.base();
        var pools = input.largest();
        List<ChipOffer> offers = Planner.offers(pools);
        var reference = Planner.referenceOffer(base.reference());
        var fits = FitTable.of(base.works(), offers, reference, fitting);
        var scale = new Scale(fits, offers, reference, fitting, base.standardModel());
        var bidding =
                new Bidding(
                        pools,
                        fits,
                        scale,
                        new Bidding.Weights(0, 0),
                        Planner.tenantWeights(base),
                        Incumbents.NONE,
                        Permissions.OF_TERMS,
                        Worth.View.LONG_RUN);
        return new Asking(input, pools, fits, bidding);
    }

    FitTable fits() {
        return fits;
    }

    Openings openings() {
        return openings;
    }

    /// One ask per work, in their order.
    List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        for (int i = 0; i < input.base().works().size(); i++) {
            var work = input.base().works().get(i);
            asks.add(
                    work instanceof InferenceService service
                            ? ofService(service, i)
                            : ofJob(work, i));
        }
        return asks;
    }

    private Ask.Job ofJob(Work work, int index) {
        var lots = bidding.claim(timeless(work), index).lots();
        List<Candidate> candidates = lots.isEmpty() ? List.of() : lots.getFirst();
        double amount =
                WeekWorth.work(work) * WeekWorth.share(work.hoursToDeadline(), input.weeks());
        double[] full = new double[candidates.size()];
        for (int k = 0; k < full.length; k++) {
            full[k] =
                    amount == WeekWorth.ENDLESS
                            ? 0
                            : WeekWorth.perWeek(work, candidates.get(k).rate()) / amount;
        }
        double[] due = new double[input.weeks()];
        double[] late = new double[input.weeks()];
        for (int t = 0; t < due.length; t++) {
            due[t] = WeekWorth.due(work, t);
            late[t] = WeekWorth.late(work, t, input.time());
        }
        var running = input.base().incumbents().of(work);
        return new Ask.Job(
                work,
                candidates,
                full,
                due,
                late,
                openings.of(work),
                !running.isEmpty(),
                new IncumbentBids(pools, running).choice(candidates));
    }

    private Ask.Service ofService(InferenceService service, int index) {
        var lots = new ArrayList<List<List<Candidate>>>();
        var known = new LinkedHashMap<Double, List<List<Candidate>>>();
        double[] demand = new double[input.weeks()];
        for (int t = 0; t < demand.length; t++) {
            demand[t] =
                    service.demand()
                            .most(
                                    service.requestsPerSecond(),
                                    t * WeekWorth.HOURS,
                                    (t + 1) * WeekWorth.HOURS);
            var some =
                    known.computeIfAbsent(
                            demand[t],
                            rate -> bidding.claim(timeless(service.under(rate)), index).lots());
            lots.add(some);
        }
        var places = new LinkedHashMap<Incumbents.Place, Integer>();
        var numbered = new LinkedHashMap<Double, int[][]>();
        var numbers = new ArrayList<int[][]>();
        for (int t = 0; t < demand.length; t++) {
            var some = lots.get(t);
            numbers.add(numbered.computeIfAbsent(demand[t], _ -> numbers(some, places)));
        }
        var running = input.base().incumbents().of(service);
        boolean[] runsAt = new boolean[places.size()];
        for (var run : running) {
            var place = places.get(run.place());
            if (place != null) {
                runsAt[place] = true;
            }
        }
        return new Ask.Service(
                service, lots, demand, openings.of(service), numbers, runsAt, !running.isEmpty());
    }

    /// Numbers the places of candidates in the order in which they appear.
    private int[][] numbers(List<List<Candidate>> lots, Map<Incumbents.Place, Integer> places) {
        int[][] numbers = new int[lots.size()][];
        for (int lot = 0; lot < numbers.length; lot++) {
            var some = lots.get(lot);
            numbers[lot] = new int[some.size()];
            for (int k = 0; k < some.size(); k++) {
                numbers[lot][k] =
                        places.computeIfAbsent(some.get(k).place(pools), _ -> places.size());
            }
        }
        return numbers;
    }

    /// The work without deadline and terms of place; [Openings] knows those.
    private static Work timeless(Work work) {
        var terms = anywhere(work.terms());
        return switch (work) {
            case TrainingJob job ->
                    new TrainingJob(
                            terms,
                            job.variants(),
                            job.qualityFloor(),
                            job.method(),
                            job.tokens(),
                            job.sequenceLength(),
                            job.batchTokens(),
                            null,
                            job.minDevices(),
                            job.maxDevices());
            case BatchJob job ->
                    new BatchJob(
                            terms, job.devices(), job.rates(), job.command(), job.hours(), null);
            case InferenceService service -> service.under(terms).moving(DemandCurve.LEVEL);
        };
    }

    private static Terms anywhere(Terms terms) {
        return new Terms(
                terms.name(),
                terms.tenant(),
                terms.priority(),
                terms.weight(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Outlook.NONE,
                terms.launch(),
                terms.needs());
    }

    List<Pool> pools() {
        return pools;
    }
}
