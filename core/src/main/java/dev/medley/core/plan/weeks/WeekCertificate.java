package dev.medley.core.plan.weeks;

import dev.medley.core.market.Utility;
import dev.medley.core.work.Priority;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What an outsider needs to check a plan over weeks without trusting it: per class supply and
/// prices of each week, each job's price of its own work, every bid and how much of it was chosen.
/// `docs/certificate.md` says what is to be checked. Bids are handed out one by one, since there
/// may be millions.
public final class WeekCertificate {

    private final HorizonInput input;
    private final List<WeekSale.Sold> sold;

    WeekCertificate(HorizonInput input, List<WeekSale.Sold> sold) {
        this.input = input;
        this.sold = List.copyOf(sold);
    }

    /// What comes first for a class.
    public record Header(
            Priority priority,
            int weeks,
            double alpha,
            double objective,
            double bound,
            int lots,
            int bids) {}

    /// A tenant's utility, where tenants share fairly.
    ///
    /// @param dualWeight what a unit of its value counts in the bound
    /// @param received value of the plan
    public record Share(String tenant, Utility utility, double dualWeight, double received) {}

    /// Something that is limited in a week: devices of a pool, or what a tenant may take.
    ///
    /// @param id pool, or tenant and kind of limit
    /// @param held devices of a pool that somebody holds, those on shelves counted whole
    public record Limit(
            int week, String id, boolean pool, double capacity, double held, double price) {}

    /// A job's price of all of its own work.
    public record Own(String work, double price) {}

    /// A bid for one week.
    ///
    /// @param lot takes at most one of its bids
    /// @param use devices, for the part of the week in which it has work
    /// @param spend by limit of its tenant, for the same part
    /// @param part share of all of the job's work that it does; 0 for services and where work never
    ///   ends
    /// @param chosen how much of the bid the plan takes, 0 to 1
    /// @param lost how much of the bid is lost by beginning anew
    public record Bid(
            String lot,
            String work,
            String tenant,
            int week,
            String pool,
            double value,
            double use,
            SortedMap<String, Double> spend,
            double part,
            double chosen,
            double lost) {
        public Bid {
            spend = Collections.unmodifiableSortedMap(new TreeMap<>(spend));
        }
    }

    /// Tenants that share fairly; none where values are added up.
    public List<Share> shares(int at) {
        var one = sold.get(at);
        double[] received = one.draft().received(one.book());
        var shares = new ArrayList<Share>();
        for (int g = 0; g < one.fairness().tenants().size(); g++) {
            shares.add(
                    new Share(
                            one.fairness().tenants().get(g),
                            one.fairness().utilities().get(g),
                            one.prices().weight()[g],
                            received[g]));
        }
        return shares;
    }

    /// One certificate for each class, highest first.
    public List<Header> headers() {
        var headers = new ArrayList<Header>();
        for (var one : sold) {
            headers.add(
                    new Header(
                            one.priority(),
                            input.weeks(),
                            one.fairness().alpha(),
                            one.objective(),
                            one.bound(),
                            one.book().lots,
                            one.book().value.length));
        }
        return headers;
    }

    public List<Limit> limits(int at) {
        var one = sold.get(at);
        var supply = one.book().supply;
        var limits = new ArrayList<Limit>();
        for (int t = 0; t < supply.weeks(); t++) {
            for (int p = 0; p < supply.pools(); p++) {
                limits.add(
                        new Limit(
                                t,
                                input.base().pools().get(p).id(),
                                true,
                                supply.free(t, p),
                                supply.free(t, p)
                                        - one.draft().calendar.free(t * supply.pools() + p),
                                one.prices().price()[supply.row(t, p)]));
            }
            for (int q = 0; q < supply.purses().size(); q++) {
                int row = supply.purseRow(t, q);
                limits.add(
                        new Limit(
                                t,
                                supply.purses().get(q).id(),
                                false,
                                one.book().capacity[row],
                                0,
                                one.prices().price()[row]));
            }
        }
        return limits;
    }

    public List<Own> own(int at) {
        var one = sold.get(at);
        var all = new ArrayList<Own>();
        for (int a = 0; a < one.book().jobOf.length; a++) {
            int j = one.book().jobOf[a];
            if (j >= 0) {
                all.add(new Own(one.draft().asks.get(a).work().name(), one.prices().own()[j]));
            }
        }
        return all;
    }

    public void bids(int at, Consumer<Bid> each) {
        var one = sold.get(at);
        var book = one.book();
        var draft = one.draft();
        for (int lot = 0; lot < book.lots; lot++) {
            int a = book.ask[lot];
            int week = book.week[lot];
            var name = draft.asks.get(a).work().name();
            boolean job = draft.choice[a].length > 0;
            int taken = job ? draft.choice[a][week] : draft.taken[a][week][book.part[lot]];
            var id = name + "@" + week + (job ? "" : "/" + (book.part[lot] + 1));
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                double chosen = 0;
                double done = 0;
                if (taken == book.candidate[b]) {
                    chosen = job ? share(draft, a, week, taken) : 1;
                    done = job ? done(draft, a, week, taken) : kept(draft, a, week, lot, book);
                }
                each.accept(
                        new Bid(
                                id,
                                name,
                                draft.asks.get(a).work().terms().tenant(),
                                week,
                                input.base().pools().get(book.pool[b]).id(),
                                book.value[b],
                                book.use[b],
                                spend(book, lot, b),
                                book.job[lot] < 0 ? 0 : book.work[b],
                                chosen,
                                chosen - done));
            }
        }
    }

    private static double share(Draft draft, int a, int week, int k) {
        return draft.share[a][week] / draft.job(a).share(k);
    }

    /// How much of the bid is done: of one that begins anew in the first week the value and the
    /// work already are what is left of it.
    private static double done(Draft draft, int a, int week, int k) {
        var job = draft.job(a);
        double whole = job.share(k) * draft.value.kept(job, week, k);
        return (draft.share[a][week] - draft.lost(a, week)) / whole;
    }

    private static double kept(Draft draft, int a, int week, int lot, WeekBook book) {
        return switch (draft.asks.get(a)) {
            case Ask.Job _ -> 1;
            case Ask.Service service -> {
                int part = book.part[lot];
                int k = draft.taken[a][week][part];
                var before = draft.placesBefore(a, service, week);
                yield (1 - draft.lost(service, week, part, k, before))
                        / draft.value.kept(service, week, part, k);
            }
        };
    }

    private static SortedMap<String, Double> spend(WeekBook book, int lot, int bid) {
        var spend = new TreeMap<String, Double>();
        var purses = book.supply.purses();
        if (book.moneyPurse[lot] >= 0) {
            spend.put(purses.get(book.moneyPurse[lot]).id(), book.money[bid]);
        }
        if (book.devicePurse[lot] >= 0) {
            spend.put(purses.get(book.devicePurse[lot]).id(), book.use[bid]);
        }
        return spend;
    }
}
