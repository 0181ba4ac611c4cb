package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// The bids of one class in flat arrays. A lot is a job in one week, or an increment of a service
/// in one week; it takes at most one of its bids, or part of one.
///
/// Bids that no plan can hold are left out: they need more devices than the pool has in that week,
/// or more than a purse holds, or are worth nothing.
final class WeekBook {

    final Supply supply;
    final double[] capacity;

    /// Index of the ask of each job; jobs with an end have a price for their own work.
    final int[] jobOf;

    final int jobs;

    /// Tenants that bid, by group; one group without a name where tenants' values are added up.
    final List<String> tenants;

    /// Group by ask.
    private final int[] groupOf;

    /// By lot.
    final int[] week;

    final int[] ask;
    final int[] part;
    final int[] job;
    final int[] moneyPurse;
    final int[] devicePurse;
    final double[] top;
    final int[] start;

    /// By bid, for all the time for which it has work in the week.
    final double[] value;

    final int[] pool;
    final double[] use;
    final double[] work;
    final double[] money;
    final int[] candidate;

    final int lots;

    private WeekBook(
            Supply supply, int[] jobOf, int jobs, List<String> tenants, int[] groupOf, Columns c) {
        this.supply = supply;
        this.jobOf = jobOf;
        this.jobs = jobs;
        this.tenants = List.copyOf(tenants);
        this.groupOf = groupOf;
        this.capacity = new double[supply.rows()];
        for (int r = 0; r < capacity.length; r++) {
            capacity[r] = supply.capacity(r);
        }
        lots = c.lots;
        week = Arrays.copyOf(c.week, lots);
        ask = Arrays.copyOf(c.ask, lots);
        part = Arrays.copyOf(c.part, lots);
        job = Arrays.copyOf(c.job, lots);
        moneyPurse = Arrays.copyOf(c.moneyPurse, lots);
        devicePurse = Arrays.copyOf(c.devicePurse, lots);
        start = Arrays.copyOf(c.start, lots + 1);
        start[lots] = c.bids;
        value = Arrays.copyOf(c.value, c.bids);
        pool = Arrays.copyOf(c.pool, c.bids);
        use = Arrays.copyOf(c.use, c.bids);
        work = Arrays.copyOf(c.work, c.bids);
        money = Arrays.copyOf(c.money, c.bids);
        candidate = Arrays.copyOf(c.candidate, c.bids);
        top = new double[lots];
        for (int lot = 0; lot < lots; lot++) {
            for (int b = start[lot]; b < start[lot + 1]; b++) {
                top[lot] = Math.max(top[lot], value[b]);
            }
        }
    }

    /// @param chosen asks of the class, as indexes into all
    /// @param fair whether each tenant is a group of its own
    static WeekBook of(Supply supply, List<Ask> asks, int[] chosen, Value value, boolean fair) {
        var columns = new Columns();
        int[] jobOf = new int[asks.size()];
        Arrays.fill(jobOf, -1);
        int jobs = 0;
        for (int a : chosen) {
            var ask = asks.get(a);
            switch (ask) {
                case Ask.Job job -> {
                    if (!job.candidates().isEmpty() && job.full()[0] > 0) {
                        jobOf[a] = jobs++;
                    }
                    columns.job(supply, a, jobOf[a], job, value);
                }
                case Ask.Service service -> columns.service(supply, a, service, value);
            }
        }
        // A tenant without a bid would have no utility to speak of.
        var names = new TreeSet<String>();
        for (int lot = 0; fair && lot < columns.lots; lot++) {
            names.add(tenant(asks.get(columns.ask[lot])));
        }
        var tenants = fair ? List.copyOf(names) : List.of("");
        int[] groupOf = new int[asks.size()];
        for (int a : chosen) {
            groupOf[a] = fair ? tenants.indexOf(tenant(asks.get(a))) : 0;
        }
        return new WeekBook(supply, jobOf, jobs, tenants, groupOf, columns);
    }

    private static String tenant(Ask ask) {
        return ask.work().terms().tenant();
    }

    /// The group of the ask, or -1 where its tenant bids for nothing.
    int group(int ask) {
        return groupOf[ask];
    }

    /// The most that each group could receive if everything were free: of a job no more than its
    /// work is worth.
    double[] reach() {
        double[] reach = new double[tenants.size()];
        double[] whole = new double[jobs];
        double[] weekly = new double[jobs];
        int[] groupOfJob = new int[jobs];
        for (int lot = 0; lot < lots; lot++) {
            int j = job[lot];
            if (j < 0) {
                reach[groupOf[ask[lot]]] += top[lot];
                continue;
            }
            groupOfJob[j] = groupOf[ask[lot]];
            weekly[j] += top[lot];
            for (int b = start[lot]; b < start[lot + 1]; b++) {
                whole[j] = Math.max(whole[j], value[b] / work[b]);
            }
        }
        for (int j = 0; j < jobs; j++) {
            reach[groupOfJob[j]] += Math.min(whole[j], weekly[j]);
        }
        return reach;
    }

    /// The same book with some of its bids.
    WeekBook keeping(boolean[] keep) {
        var columns = new Columns();
        for (int lot = 0; lot < lots; lot++) {
            columns.lot(
                    week[lot], ask[lot], part[lot], job[lot], moneyPurse[lot], devicePurse[lot]);
            for (int b = start[lot]; b < start[lot + 1]; b++) {
                if (keep[b]) {
                    columns.bid(value[b], pool[b], use[b], work[b], money[b], candidate[b]);
                }
            }
            columns.close();
        }
        return new WeekBook(supply, jobOf, jobs, tenants, groupOf, columns);
    }

    int row(int lot, int bid) {
        return supply.row(week[lot], pool[bid]);
    }

    /// The bid's value, as its group counts, less what its devices, money and work cost at these
    /// prices.
    double margin(int lot, int bid, double[] price, double[] own, double[] weight) {
        double margin = weight[groupOf[ask[lot]]] * value[bid] - price[row(lot, bid)] * use[bid];
        if (job[lot] >= 0) {
            margin -= own[job[lot]] * work[bid];
        }
        if (moneyPurse[lot] >= 0) {
            margin -= price[supply.purseRow(week[lot], moneyPurse[lot])] * money[bid];
        }
        if (devicePurse[lot] >= 0) {
            margin -= price[supply.purseRow(week[lot], devicePurse[lot])] * use[bid];
        }
        return margin;
    }

    /// Growing arrays.
    private static final class Columns {
        private int lots;
        private int bids;
        private int[] week = new int[1024];
        private int[] ask = new int[1024];
        private int[] part = new int[1024];
        private int[] job = new int[1024];
        private int[] moneyPurse = new int[1024];
        private int[] devicePurse = new int[1024];
        private int[] start = new int[1025];
        private double[] value = new double[4096];
        private int[] pool = new int[4096];
        private double[] use = new double[4096];
        private double[] work = new double[4096];
        private double[] money = new double[4096];
        private int[] candidate = new int[4096];

        void lot(int aWeek, int anAsk, int aPart, int aJob, int purse, int quota) {
            if (lots == week.length) {
                int longer = lots * 2;
                week = Arrays.copyOf(week, longer);
                ask = Arrays.copyOf(ask, longer);
                part = Arrays.copyOf(part, longer);
                job = Arrays.copyOf(job, longer);
                moneyPurse = Arrays.copyOf(moneyPurse, longer);
                devicePurse = Arrays.copyOf(devicePurse, longer);
                start = Arrays.copyOf(start, longer + 1);
            }
            week[lots] = aWeek;
            ask[lots] = anAsk;
            part[lots] = aPart;
            job[lots] = aJob;
            moneyPurse[lots] = purse;
            devicePurse[lots] = quota;
            start[lots] = bids;
        }

        void bid(double aValue, int aPool, double used, double worked, double spent, int which) {
            if (bids == value.length) {
                int longer = bids * 2;
                value = Arrays.copyOf(value, longer);
                pool = Arrays.copyOf(pool, longer);
                use = Arrays.copyOf(use, longer);
                work = Arrays.copyOf(work, longer);
                money = Arrays.copyOf(money, longer);
                candidate = Arrays.copyOf(candidate, longer);
            }
            value[bids] = aValue;
            pool[bids] = aPool;
            use[bids] = used;
            work[bids] = worked;
            money[bids] = spent;
            candidate[bids] = which;
            bids++;
        }

        /// A lot without bids is no lot.
        void close() {
            if (bids > start[lots]) {
                lots++;
                start[lots] = bids;
            }
        }

        void job(Supply supply, int a, int number, Ask.Job job, Value value) {
            int purse = supply.purse(job.work().terms().tenant(), true);
            int quota = supply.purse(job.work().terms().tenant(), false);
            for (int t = 0; t < supply.weeks(); t++) {
                lot(t, a, 0, number, purse, quota);
                for (int k = 0; k < job.candidates().size(); k++) {
                    var candidate = job.candidates().get(k);
                    double kept = value.kept(job, t, k);
                    double gain = kept * value.ofJob(job, t, k);
                    if (gain > 0
                            && job.open()[t][candidate.pool()]
                            && fits(supply, t, candidate, purse, quota)) {
                        double share = job.share(k);
                        bid(
                                gain,
                                candidate.pool(),
                                candidate.devices() * share,
                                kept * job.progress(k),
                                candidate.costPerHour() * share,
                                k);
                    }
                }
                close();
            }
        }

        void service(Supply supply, int a, Ask.Service service, Value value) {
            int purse = supply.purse(service.work().terms().tenant(), true);
            int quota = supply.purse(service.work().terms().tenant(), false);
            for (int t = 0; t < supply.weeks(); t++) {
                var some = service.lots().get(t);
                for (int i = 0; i < some.size(); i++) {
                    lot(t, a, i, -1, purse, quota);
                    for (int k = 0; k < some.get(i).size(); k++) {
                        var candidate = some.get(i).get(k);
                        double gain = value.kept(service, t, i, k) * value.ofService(candidate, t);
                        if (gain > 0
                                && service.open()[t][candidate.pool()]
                                && fits(supply, t, candidate, purse, quota)) {
                            bid(
                                    gain,
                                    candidate.pool(),
                                    candidate.devices(),
                                    0,
                                    candidate.costPerHour(),
                                    k);
                        }
                    }
                    close();
                }
            }
        }

        /// Whether the candidate fits, alone, at every hour that it runs.
        private static boolean fits(
                Supply supply, int week, Candidate candidate, int purse, int quota) {
            return candidate.devices() <= supply.free(week, candidate.pool())
                    && (purse < 0
                            || candidate.costPerHour() * Supply.UNITS <= supply.left(week, purse))
                    && (quota < 0 || candidate.devices() <= supply.left(week, quota));
        }
    }
}
