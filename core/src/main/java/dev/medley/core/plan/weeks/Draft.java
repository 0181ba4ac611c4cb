package dev.medley.core.plan.weeks;

import dev.medley.core.plan.Candidate;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// A plan of one class under construction: what each job runs in each week and for how much of it,
/// what each increment of a service takes, and what that leaves of pools and purses. Changes keep
/// every limit.
final class Draft {

    static final int NONE = -1;

    private static final double SLACK = 1e-9;

    final Supply supply;
    final List<Ask> asks;
    final Value value;
    final Calendar calendar;
    final long[] left;

    /// By ask and week, the candidate of a job.
    final int[][] choice;

    /// The part of the week for which it holds its devices.
    final double[][] share;

    /// By ask, week and increment, the candidate of a service.
    final int[][][] taken;

    private final int[] moneyPurse;
    private final int[] devicePurse;

    Draft(Supply supply, List<Ask> asks, Value value) {
        this.supply = supply;
        this.asks = List.copyOf(asks);
        this.value = value;
        this.calendar = new Calendar(supply.free());
        this.left = supply.left().clone();
        int weeks = supply.weeks();
        choice = new int[asks.size()][];
        share = new double[asks.size()][];
        taken = new int[asks.size()][][];
        moneyPurse = new int[asks.size()];
        devicePurse = new int[asks.size()];
        for (int a = 0; a < asks.size(); a++) {
            var tenant = asks.get(a).work().terms().tenant();
            moneyPurse[a] = supply.purse(tenant, true);
            devicePurse[a] = supply.purse(tenant, false);
            switch (asks.get(a)) {
                case Ask.Job _ -> {
                    choice[a] = new int[weeks];
                    Arrays.fill(choice[a], NONE);
                    share[a] = new double[weeks];
                    taken[a] = new int[0][];
                }
                case Ask.Service service -> {
                    choice[a] = new int[0];
                    share[a] = new double[0];
                    taken[a] = new int[weeks][];
                    for (int t = 0; t < weeks; t++) {
                        taken[a][t] = new int[service.lots().get(t).size()];
                        Arrays.fill(taken[a][t], NONE);
                    }
                }
            }
        }
    }

    int moneyPurse(int a) {
        return moneyPurse[a];
    }

    int devicePurse(int a) {
        return devicePurse[a];
    }

    int place(int week, int pool) {
        return week * supply.pools() + pool;
    }

    Ask.Job job(int a) {
        return switch (asks.get(a)) {
            case Ask.Job job -> job;
            case Ask.Service service -> throw new IllegalArgumentException(service.work().name());
        };
    }

    /// By when in the week a run must be done to count as the value says; 1 where it does not
    /// matter.
    private static double due(Ask.Job job, int week, int k) {
        double due = job.due()[week];
        return job.share(k) <= due ? due : 1;
    }

    /// Whether the job could run the candidate for that part of the week beside all that runs.
    boolean fits(int a, int week, int k, double part) {
        var job = job(a);
        var one = job.candidates().get(k);
        return job.open()[week][one.pool()]
                && calendar.fits(place(week, one.pool()), one.devices(), part, due(job, week, k))
                && paid(a, week, one.devices(), one.costPerHour(), part);
    }

    private boolean paid(int a, int week, int devices, double costPerHour, double part) {
        int purses = supply.purses().size();
        int money = moneyPurse[a];
        int quota = devicePurse[a];
        return (quota < 0 || devices <= left[week * purses + quota])
                && (money < 0
                        || (spent(costPerHour, part) <= left[week * purses + money]
                                && costPerHour * Supply.UNITS <= supply.left(week, money)));
    }

    private static long spent(double costPerHour, double part) {
        return (long) Math.ceil(costPerHour * part * Supply.UNITS - SLACK);
    }

    private void pay(int a, int week, int devices, double costPerHour, double part, int sign) {
        int purses = supply.purses().size();
        if (moneyPurse[a] >= 0) {
            left[week * purses + moneyPurse[a]] -= sign * spent(costPerHour, part);
        }
        if (devicePurse[a] >= 0) {
            left[week * purses + devicePurse[a]] -= (long) sign * devices;
        }
    }

    void run(int a, int week, int k, double part) {
        var job = job(a);
        var one = job.candidates().get(k);
        calendar.put(place(week, one.pool()), a, one.devices(), part, due(job, week, k));
        pay(a, week, one.devices(), one.costPerHour(), part, 1);
        choice[a][week] = k;
        share[a][week] = part;
    }

    void stop(int a, int week) {
        int k = choice[a][week];
        if (k == NONE) {
            return;
        }
        var one = job(a).candidates().get(k);
        calendar.take(place(week, one.pool()), a, one.devices(), share[a][week]);
        pay(a, week, one.devices(), one.costPerHour(), share[a][week], -1);
        choice[a][week] = NONE;
        share[a][week] = 0;
    }

    void stopAll(int a) {
        for (int t = 0; t < choice[a].length; t++) {
            stop(a, t);
        }
    }

    boolean fitsService(int a, Ask.Service service, int week, int lot, int k) {
        var one = service.lots().get(week).get(lot).get(k);
        return service.open()[week][one.pool()]
                && one.devices() <= calendar.free(place(week, one.pool()))
                && paid(a, week, one.devices(), one.costPerHour(), 1);
    }

    void serve(int a, int week, int lot, int k) {
        switch (asks.get(a)) {
            case Ask.Service service -> serve(a, service, week, lot, k);
            case Ask.Job job -> throw new IllegalArgumentException(job.work().name());
        }
    }

    void serve(int a, Ask.Service service, int week, int lot, int k) {
        var one = service.lots().get(week).get(lot).get(k);
        calendar.put(place(week, one.pool()), a, one.devices(), 1, 1);
        pay(a, week, one.devices(), one.costPerHour(), 1, 1);
        taken[a][week][lot] = k;
    }

    void unserve(int a, Ask.Service service, int week, int lot) {
        int k = taken[a][week][lot];
        if (k != NONE) {
            var one = service.lots().get(week).get(lot).get(k);
            calendar.take(place(week, one.pool()), a, one.devices(), 1);
            pay(a, week, one.devices(), one.costPerHour(), 1, -1);
            taken[a][week][lot] = NONE;
        }
    }

    /// What the candidate's devices, and its tenant's money, cost for all of the week.
    double paid(int a, int week, Candidate one, double[] price) {
        double perDevice = price[supply.row(week, one.pool())];
        if (devicePurse[a] >= 0) {
            perDevice += price[supply.purseRow(week, devicePurse[a])];
        }
        double perMoney = moneyPurse[a] < 0 ? 0 : price[supply.purseRow(week, moneyPurse[a])];
        return perDevice * one.devices() + perMoney * one.costPerHour();
    }

    /// The part of a week that is lost where the job begins anew: it ran before, and not this very
    /// candidate in the week before.
    double lost(int a, int week) {
        var job = job(a);
        boolean ran = job.runs();
        for (int t = 0; t < week; t++) {
            ran |= choice[a][t] != NONE;
        }
        int before = week == 0 ? job.runsAt() : choice[a][week - 1];
        return ran && before != choice[a][week] ? Math.min(share[a][week], value.lostByJobs()) : 0;
    }

    /// Places at which the service ran in the week before, or null where it did not run.
    boolean @Nullable [] placesBefore(int a, Ask.Service service, int week) {
        boolean[] at = new boolean[service.placeCount()];
        if (week == 0) {
            for (int place = 0; place < at.length; place++) {
                at[place] = service.runsAt(place);
            }
            return service.runs() ? at : null;
        }
        boolean ran = false;
        int[] before = taken[a][week - 1];
        for (int lot = 0; lot < before.length; lot++) {
            if (before[lot] != NONE) {
                at[service.places().get(week - 1)[lot][before[lot]]] = true;
                ran = true;
            }
        }
        return ran ? at : null;
    }

    /// The part of the week that an increment loses there: its model is loaded anew where the
    /// service ran elsewhere in the week before. More replicas at a place lose nothing.
    double lost(Ask.Service service, int week, int lot, int k, boolean @Nullable [] before) {
        boolean stays = before == null || before[service.places().get(week)[lot][k]];
        return stays ? 0 : value.lostByServices();
    }

    /// Share of the job's work that it does in this week.
    double progress(int a, int week) {
        int k = choice[a][week];
        return k == NONE ? 0 : job(a).full()[k] * (share[a][week] - lost(a, week));
    }

    double progress(int a) {
        double sum = 0;
        for (int t = 0; t < choice[a].length; t++) {
            sum += progress(a, t);
        }
        return sum;
    }

    double valueOf(int a) {
        return switch (asks.get(a)) {
            case Ask.Job job -> {
                double sum = 0;
                for (int t = 0; t < choice[a].length; t++) {
                    if (choice[a][t] != NONE) {
                        sum += value.perShare(job, t, choice[a][t]) * (share[a][t] - lost(a, t));
                    }
                }
                yield sum;
            }
            case Ask.Service service -> {
                double sum = 0;
                for (int t = 0; t < taken[a].length; t++) {
                    sum += valueOf(a, service, t);
                }
                yield sum;
            }
        };
    }

    double valueOf(int a, Ask.Service service, int week) {
        var before = placesBefore(a, service, week);
        double sum = 0;
        for (int lot = 0; lot < taken[a][week].length; lot++) {
            int k = taken[a][week][lot];
            if (k != NONE) {
                double kept = 1 - lost(service, week, lot, k, before);
                sum += kept * value.ofService(service.lots().get(week).get(lot).get(k), week);
            }
        }
        return sum;
    }

    /// What each group of the book received.
    double[] received(WeekBook book) {
        double[] received = new double[book.tenants.size()];
        for (int a = 0; a < asks.size(); a++) {
            int g = book.group(a);
            if (g >= 0) {
                received[g] += valueOf(a);
            }
        }
        return received;
    }

    /// Of all asks, in their order.
    double objective() {
        double sum = 0;
        for (int a = 0; a < asks.size(); a++) {
            sum += valueOf(a);
        }
        return sum;
    }
}
