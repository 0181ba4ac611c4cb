package dev.medley.core.runway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.stock.DateBand;
import dev.medley.core.stock.Failures;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// How long small stocks last, against arithmetic by hand.
class StudyTest {

    /// Core serving takes 50 devices of 100 and 10 % more each month; training needs the other 50.
    private static Outpost tight() {
        return new Outpost()
                .pool("a", 100, 1, 1)
                .trains("train", 50, Priority.STANDARD)
                .serves("serve", 50, 0.1, Priority.CORE);
    }

    @Test
    void endsOnTheMonthThatArithmeticSays() {
        // 50 x 1.1 = 55 devices serve a month later; 45 are left, too few for a job of 50.
        var runway = tight().runway();

        assertThat(end(runway, Target.TRAINING)).isEqualTo(month(1));
        assertThat(training(runway).end().share()).isEqualTo(1);
        // 50 x 1.1^8 = 107 exceed the fleet, and 100 of 107 are less than 95 %.
        assertThat(end(runway, Target.CORE_SERVING)).isEqualTo(month(8));
        assertThat(training(runway).gets().getFirst().middle()).isCloseTo(50, within(0.1));
        assertThat(training(runway).gets().get(1).middle()).isZero();
        assertThat(training(runway).need().get(1).middle()).isCloseTo(50, within(0.1));
    }

    @Test
    void saysWhatAnOfferGainsAndCosts() {
        // Of 150 devices, 50 are left while 50 x 1.1^m <= 100: up to month 7.
        var runway = tight().offered("more", "a", 50, Outpost.START.plusDays(15), 2).runway();

        var option = runway.options().getFirst();
        assertThat(option.name()).isEqualTo("more");
        assertThat(option.end().middle()).isEqualTo(month(8));
        assertThat(option.meanMonths()).isEqualTo(7);
        assertThat(option.money()).isEqualTo(350 * 24 * 50 * 2.0);
        assertThat(option.monthsPerMillion()).isCloseTo(7 / 0.84, within(1e-9));
    }

    @Test
    void neverEndsWhereNothingChanges() {
        var runway =
                new Outpost()
                        .pool("a", 100, 1, 1)
                        .trains("train", 50, Priority.STANDARD)
                        .serves("serve", 50, 0, Priority.CORE)
                        .runway();

        assertThat(runway.targets()).allMatch(target -> target.end().share() == 0);
        assertThat(end(runway, Target.TRAINING)).isNull();
    }

    @Test
    void endsWhenALeaseDoes() {
        var runway =
                new Outpost()
                        .pool("a", 100, 1, 1)
                        .leased("a", 20, LocalDate.of(2027, 4, 30))
                        .trains("train", 50, Priority.STANDARD)
                        .serves("serve", 50, 0, Priority.CORE)
                        .runway();

        assertThat(end(runway, Target.TRAINING)).isEqualTo(month(5));
    }

    @Test
    void endsWhenARuleClosesAPool() {
        var runway =
                new Outpost()
                        .pool("a", 50, 1, 1)
                        .pool("cann", 50, 1, 1)
                        .closes("cann", 3)
                        .trains("train", 40, Priority.STANDARD, "cann")
                        .runway();

        assertThat(end(runway, Target.TRAINING)).isEqualTo(month(3));
        assertThat(runway.closings())
                .containsExactly(new Runway.Closing(month(3), "cann", 1, "made up"));
        assertThat(pool(runway, "cann").supply().get(3).middle()).isEqualTo(50);
        assertThat(takes(pool(runway, "cann"), 3)).isZero();
    }

    @Test
    void opensAPoolWhenAPortIsReady() {
        var port = new Port("cann", null, null, 24.0 * 40, null);
        var terms =
                new Terms(
                        "train",
                        "us",
                        Priority.STANDARD,
                        1,
                        List.of("cuda"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Outlook(0, List.of(port)));
        var runway =
                new Outpost()
                        .pool("a", 20, 1, 1)
                        .pool("cann", 50, 1, 1)
                        .serves(terms, 60, 0)
                        .runway();
        var gets = target(runway, Target.SERVING).gets();

        assertThat(gets.get(1).middle()).isCloseTo(20, within(0.1));
        assertThat(gets.get(2).middle()).isCloseTo(60, within(0.3));
        assertThat(runway.options()).extracting(Runway.Option::name).contains("port-serving");
    }

    @Test
    void gainsNothingByAnOfferThatComesTooLate() {
        var runway = tight().offered("late", "a", 50, month(6), 2).runway();

        assertThat(runway.options().getFirst().meanMonths()).isZero();
    }

    @Test
    void neverEndsEarlierWithAnOfferOrLaterWithoutAnArrival() {
        var runway = uncertain().runway();

        assertThat(runway.options()).isNotEmpty();
        assertThat(runway.options()).allMatch(option -> option.months().low() >= 0);
        assertThat(runway.arrivals()).hasSize(2).allMatch(lost -> lost.months().low() >= 0);
    }

    @Test
    void lastsAtLeastAsLongWithOneArrivalMoreUnderTheSameDice() {
        var fewer = uncertain().runway();
        var more =
                uncertain()
                        .arrives("third", "a", 16, DateBand.on(Outpost.START.plusDays(20)))
                        .runway();

        var before = training(fewer).end();
        var after = training(more).end();
        assertThat(after.share()).isLessThanOrEqualTo(before.share());
        assertThat(later(after.early())).isAfterOrEqualTo(later(before.early()));
        assertThat(later(after.middle())).isAfterOrEqualTo(later(before.middle()));
        assertThat(later(after.late())).isAfterOrEqualTo(later(before.late()));
    }

    @Test
    void bandsAreInOrder() {
        var runway = uncertain().runway();

        for (var pool : runway.pools()) {
            assertThat(pool.supply()).allMatch(StudyTest::inOrder);
            pool.needs().forEach(each -> assertThat(each.devices()).allMatch(StudyTest::inOrder));
            pool.gets().forEach(each -> assertThat(each.devices()).allMatch(StudyTest::inOrder));
        }
        for (var target : runway.targets()) {
            assertThat(target.need()).allMatch(StudyTest::inOrder);
            assertThat(target.gets()).allMatch(StudyTest::inOrder);
            assertThat(later(target.end().early())).isBeforeOrEqualTo(later(target.end().middle()));
            assertThat(later(target.end().middle())).isBeforeOrEqualTo(later(target.end().late()));
        }
    }

    @Test
    void sameSeedSameAnswerInAnyOrderOfWork() {
        var runway = uncertain().runway();

        assertThat(uncertain().runway(new Backwards())).isEqualTo(runway);
        assertThat(uncertain().draws(40, 0.5, 2).runway()).isNotEqualTo(runway);
    }

    @Test
    void takesNoMoreThanThereIs() {
        var runway = uncertain().runway();

        for (var pool : runway.pools()) {
            for (int m = 0; m < runway.dates().size(); m++) {
                assertThat(takes(pool, m)).isLessThanOrEqualTo(pool.supply().get(m).high() * 1.01);
            }
        }
    }

    @Test
    void saysWhatHangsOnAVendor() {
        var vendor = tight().runway().vendors().getFirst();

        assertThat(vendor.devices()).isEqualTo(1);
        assertThat(vendor.servedWithout()).isCloseTo(1, within(1e-9));
        assertThat(vendor.servedWithoutGrowth()).isZero();
    }

    private static Outpost uncertain() {
        var band = new DateBand(month(1), month(3), month(8));
        return new Outpost()
                .pool("a", 80, 1, 1)
                .pool("b", 64, 0.4, 1.2)
                .fails("a", new Failures(0.3, 20, 0.8))
                .fails("b", new Failures(0.1, 5, 0))
                .arrives("first", "b", 32, band)
                .arrives("second", "a", 16, band)
                .offered("offer", "a", 24, month(2), 3)
                .trains("train", 16, Priority.STANDARD)
                .trains("tune", 16, Priority.STANDARD)
                .serves("serve", 60, 0.06, Priority.CORE)
                .serves("search", 30, 0.03, Priority.STANDARD)
                .serves("spare", 10, 0, Priority.SPARE)
                .draws(40, 0.5, 1);
    }

    /// Does tasks in the opposite order.
    private static final class Backwards implements Crew {
        @Override
        public <T> List<T> all(String doing, List<Supplier<T>> tasks) {
            var results = new ArrayList<T>();
            for (int i = tasks.size() - 1; i >= 0; i--) {
                results.add(tasks.get(i).get());
            }
            Collections.reverse(results);
            return results;
        }
    }

    private static boolean inOrder(Runway.Band band) {
        return band.low() <= band.middle() && band.middle() <= band.high();
    }

    private static double takes(Runway.PoolYears pool, int month) {
        return pool.gets().stream().mapToDouble(each -> each.devices().get(month).low()).sum();
    }

    private static LocalDate later(@Nullable LocalDate date) {
        return date == null ? LocalDate.MAX : date;
    }

    private static @Nullable LocalDate end(Runway runway, Target target) {
        return target(runway, target).end().middle();
    }

    private static Runway.TargetYears training(Runway runway) {
        return target(runway, Target.TRAINING);
    }

    private static Runway.TargetYears target(Runway runway, Target target) {
        return runway.targets().stream()
                .filter(one -> one.target() == target)
                .findFirst()
                .orElseThrow();
    }

    private static Runway.PoolYears pool(Runway runway, String id) {
        return runway.pools().stream()
                .filter(one -> one.pool().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate month(int months) {
        return Outpost.START.plusMonths(months);
    }
}
