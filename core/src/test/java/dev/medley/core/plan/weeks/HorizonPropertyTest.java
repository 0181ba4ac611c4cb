package dev.medley.core.plan.weeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.Dice;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Village;
import dev.medley.core.plan.Worth;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/// What holds of every plan, on drawn fleets; a failure names its seed.
class HorizonPropertyTest {

    private static final double WEEK = 168;

    private static final List<Priority> PRIORITIES =
            List.of(Priority.CORE, Priority.STANDARD, Priority.SPARE);

    private static Year drawn(long seed, int scale) {
        var dice = new Dice(seed);
        var village =
                new Village()
                        .goals(new PlanInput.Goals(0, 0.2, 0.05, 0.001, 0))
                        .tenant("limited", 20.0 + dice.below(30), 16 + dice.below(32))
                        .pool("fast", 16 * scale, 1, 1)
                        .pool("cann-slow", 32 * scale, 0.4, 0.8);
        int weeks = 3 + dice.below(4);
        var year = new Year(village, weeks).losing(dice.below(2) * 6.0);
        Integer[] devices = new Integer[weeks];
        for (int t = 0; t < weeks; t++) {
            devices[t] = 8 * scale * dice.below(5);
        }
        year.devices("cann-slow", devices);
        for (int i = 0; i < 4 + dice.below(8); i++) {
            double deadline = (0.3 + 5 * dice.uniform()) * WEEK;
            year.job(
                    terms("job-" + i, dice),
                    1 << dice.below(5),
                    0.05 + 40 * dice.uniform() * dice.uniform(),
                    dice.below(2) == 0 ? null : (Double) deadline);
        }
        for (int i = 0; i < dice.below(6); i++) {
            year.batch("batch-" + i, 1 << dice.below(5), 1 + 90 * dice.uniform());
        }
        for (int i = 0; i < 1 + dice.below(5); i++) {
            year.service(
                    terms("service-" + i, dice),
                    1 + 12 * dice.uniform(),
                    new DemandCurve(List.of(), -0.1 + 0.4 * dice.uniform()));
        }
        return year;
    }

    private static Terms terms(String name, Dice dice) {
        var priority = PRIORITIES.get(dice.below(3));
        var ports =
                dice.below(3) == 0
                        ? List.of(new Port("cann", null, null, WEEK * 4 * dice.uniform(), null))
                        : List.<Port>of();
        var none = List.<String>of();
        return new Terms(
                name,
                dice.below(3) == 0 ? "limited" : "us",
                priority,
                0.5 + dice.uniform(),
                dice.below(2) == 0 ? List.of("cuda") : none,
                none,
                none,
                none,
                none,
                new Outlook(dice.below(4) == 0 ? WEEK * dice.uniform() : 0, ports));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void keepsEveryLimitAtEveryHour(long seed) {
        var year = drawn(seed, 1);
        var input = year.input();
        var plan = year.plan();

        assertThat(plan.objective()).isLessThanOrEqualTo(plan.bound() * (1 + 1e-9));
        for (int p = 0; p < plan.pools().size(); p++) {
            holdsNoDeviceTwice(plan, input, p);
        }
        for (var course : plan.courses()) {
            assertThat(course.done()).isLessThanOrEqualTo(1 + 1e-6);
            double start = course.work().terms().outlook().hoursToStart();
            for (var stint : course.stints()) {
                assertThat(stint.fromHours()).isGreaterThanOrEqualTo(start);
                var stacks = course.work().terms().stacks();
                if (stint.pool() == 1 && !stacks.isEmpty()) {
                    var port = course.work().terms().outlook().ports().getFirst();
                    assertThat(stint.fromHours()).isGreaterThanOrEqualTo(port.hoursToReady());
                }
            }
            if (!(course.work() instanceof InferenceService)) {
                doesNoMoreThanItsWork(course);
            }
        }
        keepsPurses(plan, input);
        assertThat(year.plan().courses()).isEqualTo(plan.courses());
    }

    private static void holdsNoDeviceTwice(HorizonPlan plan, HorizonInput input, int pool) {
        var hours = new ArrayList<Double>();
        for (var course : plan.courses()) {
            course.stints().forEach(stint -> hours.add(stint.fromHours()));
        }
        for (double hour : hours) {
            int week = (int) Math.floor(hour / WEEK + 1e-9);
            int held = 0;
            for (var course : plan.courses()) {
                for (var stint : course.stints()) {
                    boolean runs =
                            stint.fromHours() <= hour + 1e-6 && stint.toHours() > hour + 1e-6;
                    held += stint.pool() == pool && runs ? stint.devices() : 0;
                }
            }
            assertThat(held).isLessThanOrEqualTo(input.devices().get(pool).get(week));
            assertThat(plan.pools().get(pool).weeks().get(week).held())
                    .isLessThanOrEqualTo(input.devices().get(pool).get(week));
        }
    }

    private static void doesNoMoreThanItsWork(HorizonPlan.Course course) {
        double work = WeekWorth.work(course.work());
        double done = 0;
        for (var stint : course.stints()) {
            double weeks = (stint.toHours() - stint.fromHours() - stint.lostHours()) / WEEK;
            done += WeekWorth.perWeek(course.work(), stint.rate()) * weeks;
        }
        assertThat(done).isLessThanOrEqualTo(work * (1 + 1e-6));
        assertThat(done / work).isCloseTo(course.done(), within(0.05));
    }

    private static void keepsPurses(HorizonPlan plan, HorizonInput input) {
        for (var tenant : input.base().tenants()) {
            for (int t = 0; t < plan.weeks(); t++) {
                double money = 0;
                for (var course : plan.courses()) {
                    for (var stint : course.stints()) {
                        double part =
                                Math.min(stint.toHours(), (t + 1) * WEEK)
                                        - Math.max(stint.fromHours(), t * WEEK);
                        if (course.work().terms().tenant().equals(tenant.name()) && part > 0) {
                            money += stint.replicas() * stint.fit().costPerHour() * part / WEEK;
                        }
                    }
                }
                var budget = tenant.budgetPerHour();
                assertThat(money)
                        .isLessThanOrEqualTo(budget == null ? Double.MAX_VALUE : budget + 1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noPlanOfFewerDevicesExceedsTheBoundOfMore(long seed) {
        // One class and no floors: classes may take from one another what more devices bring.
        var fewer = drawn(seed, 1).plan();
        var more = drawn(seed, 2).plan();
        assertThat(fewer.classes().getFirst().objective())
                .isLessThanOrEqualTo(more.classes().getFirst().bound() * (1 + 1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsTheBestPlanWhereASearchCanFindIt(long seed) {
        var dice = new Dice(seed);
        int weeks = 4;
        int places = 1 + dice.below(2);
        int jobs = 3 + dice.below(2);
        int[] work = new int[jobs];
        int[] deadline = new int[jobs];
        var year = new Year(new Village().pool("big", 8 * places, 1, 1), weeks);
        for (int j = 0; j < jobs; j++) {
            work[j] = 1 + dice.below(3);
            deadline[j] = 1 + dice.below(weeks);
            year.job(
                    Village.terms("job-" + j, "us", Priority.STANDARD),
                    8,
                    8 * work[j],
                    deadline[j] * WEEK);
        }
        double best = best(0, weeks, places, work, deadline);
        var plan = year.plan();
        assertThat(plan.bound()).isGreaterThanOrEqualTo(best - 1e-6);
        assertThat(plan.objective()).isLessThanOrEqualTo(best + 1e-6);
        assertThat(plan.objective()).isGreaterThanOrEqualTo(0.97 * best);
    }

    /// The best from this week on, by trying every choice of jobs. Jobs are alike in size, so whole
    /// weeks lose nothing against parts of weeks.
    private static double best(int week, int weeks, int places, int[] left, int[] deadline) {
        if (week == weeks) {
            return 0;
        }
        double best = 0;
        for (int chosen = 0; chosen < 1 << left.length; chosen++) {
            if (Integer.bitCount(chosen) > places) {
                continue;
            }
            double value = 0;
            int[] rest = left.clone();
            boolean possible = true;
            for (int j = 0; j < left.length; j++) {
                if ((chosen & 1 << j) != 0) {
                    possible &= rest[j]-- > 0;
                    value +=
                            8
                                    * Policy.Weeks.DEFAULT.weight(week)
                                    * (week < deadline[j]
                                            ? Worth.PRESSURE
                                            : Policy.Weeks.DEFAULT.late(week - deadline[j]));
                }
            }
            if (possible) {
                best = Math.max(best, value + best(week + 1, weeks, places, rest, deadline));
            }
        }
        return best;
    }
}
