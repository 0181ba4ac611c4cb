package dev.medley.core.plan.weeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.market.Dice;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Village;
import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// Tenants that share weeks fairly.
class FairWeeksTest {

    private static Village village(double alpha, int devices) {
        return new Village()
                .goals(new PlanInput.Goals(alpha, 0, 0, 0, 0))
                .pool("big", devices, 1, 1)
                .tenant("left", null, null)
                .tenant("right", null, null);
    }

    private static double worth(HorizonPlan plan, String tenant) {
        return plan.tenants().stream()
                .filter(one -> one.tenant().equals(tenant))
                .findFirst()
                .orElseThrow()
                .worth();
    }

    @Test
    void tenantsTakeTurnsWhereOneWeekHasRoomForOne() {
        var year =
                new Year(village(1, 8), 4)
                        .counting(new Policy.Weeks(0, 0))
                        .job(Village.terms("l", "left", Priority.STANDARD), 8, 80, null)
                        .job(Village.terms("r", "right", Priority.STANDARD), 8, 80, null);
        var plan = year.plan();

        assertThat(worth(plan, "left")).isCloseTo(16, within(0.01));
        assertThat(worth(plan, "right")).isCloseTo(16, within(0.01));
        assertThat(plan.gap()).isLessThan(0.01);
        assertThat(plan.pools().getFirst().weeks()).allMatch(week -> week.held() == 8);
    }

    @Test
    void withoutFairnessValuesAreAddedUp() {
        var year =
                new Year(village(0, 8), 4)
                        .job(Village.terms("l", "left", Priority.STANDARD), 8, 24, 3 * 168.0)
                        .job(Village.terms("r", "right", Priority.STANDARD), 8, 80, null);
        assertThat(worth(year.plan(), "left")).isGreaterThan(4 * worth(year.plan(), "right"));
    }

    @Test
    void moreFairnessLiftsWhoReceivesLess() {
        double before = 0;
        for (double alpha : List.of(0.0, 0.5, 1.0, 2.0, 8.0)) {
            var year =
                    new Year(village(alpha, 16).pool("old", 16, 0.3, 0.6), 6)
                            .job(Village.terms("l1", "left", Priority.STANDARD), 8, 200, null)
                            .job(Village.terms("l2", "left", Priority.STANDARD), 8, 200, null)
                            .job(Village.terms("l3", "left", Priority.STANDARD), 16, 200, null)
                            .service(
                                    Village.terms("r", "right", Priority.STANDARD),
                                    12,
                                    DemandCurve.LEVEL);
            var plan = year.plan();
            double least = Math.min(worth(plan, "left"), worth(plan, "right"));
            assertThat(least).as("alpha %s", alpha).isGreaterThanOrEqualTo(0.97 * before);
            assertThat(plan.gap()).as("alpha %s", alpha).isLessThan(0.12);
            before = least;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,0.5", "2,0.5", "3,1", "4,1", "5,1", "6,1", "7,2", "8,2", "9,2", "10,4", "11,4", "12,16"
    })
    void provesItsDistanceFromTheBestThatASearchFinds(long seed, double alpha) {
        var dice = new Dice(seed);
        int weeks = 4 + dice.below(2);
        int tenants = 2 + dice.below(2);
        int[] most = new int[tenants];
        var village =
                new Village().goals(new PlanInput.Goals(alpha, 0, 0, 0, 0)).pool("big", 8, 1, 1);
        for (int i = 0; i < tenants; i++) {
            village.tenant("tenant-" + i, null, null);
            most[i] = 1 + dice.below(weeks);
        }
        var year = new Year(village, weeks).counting(new Policy.Weeks(0, 0));
        for (int i = 0; i < tenants; i++) {
            var terms = Village.terms("job-" + i, "tenant-" + i, Priority.STANDARD);
            year.job(terms, 8, 8 * most[i], null);
        }
        var plan = year.plan();
        double[] received = new double[tenants];
        for (int i = 0; i < tenants; i++) {
            received[i] = worth(plan, "tenant-" + i) / 8;
        }
        // Weeks can be cut: the best continuous shares, found by filling whoever gains most.
        double best = utility(alpha, filled(weeks, most));
        double mine = utility(alpha, received);
        assertThat(mine).isLessThanOrEqualTo(best + 1e-3 * (1 + Math.abs(best)));
        double really =
                alpha == 1
                        ? 1 - Math.exp((mine - best) / tenants)
                        : 1 - Math.pow(mine / best, 1 / (1 - alpha));
        assertThat(plan.gap()).isGreaterThanOrEqualTo(really - 1e-6);
        // The bound is tight; what is left is that gangs take whole weeks.
        assertThat(plan.gap()).isLessThan(really + 0.002);
    }

    private static double[] filled(int weeks, int[] most) {
        double[] shares = new double[most.length];
        double step = 0.0005;
        for (int n = 0; n < Math.round(weeks / step); n++) {
            int next = -1;
            for (int i = 0; i < most.length; i++) {
                boolean open = shares[i] + step <= most[i] + 1e-9;
                next = open && (next < 0 || shares[i] < shares[next]) ? i : next;
            }
            if (next >= 0) {
                shares[next] += step;
            }
        }
        return shares;
    }

    private static double utility(double alpha, double[] received) {
        double sum = 0;
        for (double v : received) {
            sum += alpha == 1 ? Math.log(v) : Math.pow(v, 1 - alpha) / (1 - alpha);
        }
        return sum;
    }

    @Test
    void pricesAreInEquivalentsAsWithoutFairness() {
        var fair =
                new Year(village(1, 8), 3)
                        .counting(new Policy.Weeks(0, 0))
                        .job(Village.terms("l", "left", Priority.STANDARD), 8, 80, null)
                        .job(Village.terms("r", "right", Priority.STANDARD), 8, 80, null)
                        .plan();
        assertThat(fair.pools().getFirst().weeks())
                .allSatisfy(week -> assertThat(week.price()).isCloseTo(1, within(0.1)));
    }
}
