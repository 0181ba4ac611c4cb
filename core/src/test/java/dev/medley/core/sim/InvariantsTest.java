package dev.medley.core.sim;

import static dev.medley.core.sim.Yard.HOUR;
import static dev.medley.core.sim.Yard.MINUTE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Effect;
import dev.medley.core.control.Event;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Reservation;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Treatment;
import dev.medley.core.units.Streams;
import dev.medley.core.work.Priority;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Each invariant is broken once, to see that it would be noticed.
class InvariantsTest {

    private static final Command TICK = new Command.Tick(0);

    private static Yard yard() {
        return new Yard(
                new Village()
                        .pool("big", 16, 1, 1)
                        .tenant("them", null, 8)
                        .tenant("poor", 5.0, null)
                        .training("a", 8)
                        .training("b", 8)
                        .training(Village.terms("c", "them", Priority.STANDARD), 8, null)
                        .training(Village.terms("d", "poor", Priority.STANDARD), 8, null));
    }

    private static void noticed(String what, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(Violation.class).hasMessageContaining(what);
    }

    // --- seats ----------------------------------------------------------------------------------

    @Test
    void aDeviceInTwoGangsIsNoticed() {
        var one = yard();
        one.apply(one.placed("a#0", "a", "big-0", 8));
        var other = yard();
        other.apply(other.placed("b#0", "b", "big-0", 8));
        var both = new ArrayList<>(one.state.runs().values());
        both.addAll(other.state.runs().values());

        noticed("is held by a#0 and b#0", () -> Seats.once(both, 16_000));
    }

    @Test
    void booksThatDoNotAgreeWithTheRunsAreNoticed() {
        var yard = yard();
        yard.apply(yard.placed("a#0", "a", "big-0", 8));

        Seats.once(yard.state.runs().values(), yard.state.cluster().heldMilli());
        noticed("8 devices held", () -> Seats.once(yard.state.runs().values(), 7000));
    }

    @Test
    void aGangThatIsNotWholeIsNoticed() {
        var yard = yard();
        yard.apply(yard.placed("a#0", "a", "big-0", 5));

        noticed("holds 5 devices of 8", () -> Seats.whole(yard.state));
    }

    @Test
    void aJobThatRunsTwiceIsNoticed() {
        var yard = yard();
        yard.apply(yard.placed("a#0", "a", "big-0", 8));
        Seats.whole(yard.state);
        yard.apply(yard.placed("a#1", "a", "big-1", 8));
        noticed("[a#0, a#1] at once", () -> Seats.whole(yard.state));

        var executor = executor();
        executor.start(start(yard, "a#0", "big-0"), 0);
        Seats.known(yard.state.runs(), executor.alive().values());
        executor.start(start(yard, "a#1", "big-1"), 0);
        noticed("runs twice", () -> Seats.known(yard.state.runs(), executor.alive().values()));
    }

    @Test
    void whoeverSitsWhereItShouldNotIsNoticed() {
        var yard = yard();
        var executor = executor();
        executor.start(start(yard, "a#0", "big-0"), 0);
        noticed(
                "it does not hold",
                () -> Seats.known(yard.state.runs(), executor.alive().values()));

        yard.apply(yard.placed("a#0", "a", "big-1", 8));
        noticed(
                "not where it should be",
                () -> Seats.known(yard.state.runs(), executor.alive().values()));
    }

    private static SimulatedExecutor executor() {
        return new SimulatedExecutor(new Streams(1), Chances.NONE, 60_000);
    }

    private static Effect.Start start(Yard yard, String run, String node) {
        var placed = yard.placed(run, "a", node, 8);
        return new Effect.Start(run, yard.work("a"), placed.fit(), placed.seats(), 0, Care.DEFAULT);
    }

    @Test
    void lostWorkIsNoticed() {
        var yard = yard();
        Seats.lost(yard.state, List.of("a"));
        noticed("'ghost' is lost", () -> Seats.lost(yard.state, List.of("a", "ghost")));

        yard.apply(new Event.Closed(0, "a", Event.End.DONE, "done"));
        Seats.lost(yard.state, List.of("a"));
        yard.apply(new Event.Submitted(0, yard.work("a"), Care.DEFAULT));
        noticed("'a' is over and is not", () -> Seats.lost(yard.state, List.of("a")));
    }

    // --- tenants --------------------------------------------------------------------------------

    @Test
    void aLedgerThatDoesNotAddUpIsNoticed() {
        var yard = yard();
        yard.apply(yard.placed("a#0", "a", "big-0", 8));
        yard.apply(new Event.NodeCordoned(HOUR, "big-1", true));
        var honest = new Tenancy(yard.setup);
        yard.applied.forEach(honest::note);
        honest.ledger(yard.state);

        var forgetful = new Tenancy(yard.setup);
        yard.applied.stream()
                .filter(event -> !(event instanceof Event.RunPlaced))
                .forEach(forgetful::note);
        noticed("The ledger gives us 28800000", () -> forgetful.ledger(yard.state));
    }

    @Test
    void tenantsBeyondTheirLimitsAreNoticed() {
        var yard = yard();
        var tenancy = new Tenancy(yard.setup);
        yard.applied.forEach(tenancy::note);
        tenancy.note(yard.placed("c#0", "c", "big-0", 8));

        noticed(
                "'them' holds 16 devices and 0 of 840 shares of one, and may hold 8",
                () -> tenancy.note(yard.placed("c#1", "c", "big-1", 8)));
        noticed("'poor' spends", () -> tenancy.note(yard.placed("d#0", "d", "big-1", 8)));
    }

    // --- stops ----------------------------------------------------------------------------------

    @Test
    void stoppingARunForOthersTooEarlyIsNoticed() {
        var yard = yard();
        var stops = new Stops(yard.setup);
        yard.applied.forEach(event -> stops.note(TICK, event));
        stops.note(TICK, yard.placed("a#0", "a", "big-0", 8));
        var early = new Event.RunStopping(9 * MINUTE, "a#0", false, "");
        noticed("before it has started", () -> stops.note(TICK, early));

        stops.note(TICK, new Event.RunStarted(0, "a#0"));
        noticed("after 540000 ms", () -> stops.note(TICK, early));
        stops.note(new Command.RemoveNode(0, "big-0"), early);
        stops.note(TICK, new Event.RunStopping(10 * MINUTE, "a#0", false, ""));
    }

    @Test
    void runsWhereRulesBarThemAreNoticed() {
        var village = new Village().pool("big", 16, 1, 1).training("a", 8);
        var yard = new Yard(village.rule("big", "us", Treatment.BLOCK));
        var stops = new Stops(yard.setup);
        yard.applied.forEach(event -> stops.note(TICK, event));
        stops.barred(yard.state);
        var placed = yard.placed("a#0", "a", "big-0", 8);
        yard.apply(placed);
        stops.note(TICK, placed);
        noticed("a#0 goes on in a pool where rules bar it", () -> stops.barred(yard.state));

        var stopping = new Event.RunStopping(0, "a#0", false, "");
        stops.note(TICK, stopping);
        yard.apply(stopping);
        stops.barred(yard.state);
    }

    // --- waiting --------------------------------------------------------------------------------

    @Test
    void workThatWaitsForNoReasonOrAnOldOneIsNoticed() {
        var yard = yard();
        noticed("waits for no reason", () -> Waiting.reasons(yard.state, _ -> List.of()));
        noticed("yet waits because of", () -> Waiting.reasons(yard.state, why("stopping")));
        noticed("put off until", () -> Waiting.reasons(yard.state, why("put-off")));
        noticed("What is kept", () -> Waiting.reasons(yard.state, why("reserved")));
        Waiting.reasons(yard.state, why("no-room"));

        yard.apply(yard.placed("a#0", "a", "big-0", 8));
        noticed("'a' runs, yet waits", () -> Waiting.reasons(yard.state, why("no-room")));
    }

    private static Function<String, List<Reason>> why(String code) {
        return _ -> List.of(new Reason(code, "because"));
    }

    @Test
    void reservationsNobodyCanBelieveAreNoticed() {
        kept("nobody can believe", reservation("a", 2 * HOUR, HOUR, 3 * HOUR));
        kept("nobody can believe", reservation("a", -HOUR, -HOUR, HOUR));
        kept("which is over", reservation("ghost", HOUR, HOUR, HOUR));
        kept(
                "is kept for 'a' and 'b'",
                reservation("a", HOUR, HOUR, HOUR),
                reservation("b", HOUR, HOUR, HOUR));

        var yard = yard();
        yard.apply(new Event.Reserved(0, reservation("a", HOUR, HOUR, HOUR)));
        Waiting.reservations(yard.state);
        yard.apply(new Event.NodeCordoned(0, "big-0", true));
        noticed("not in service", () -> Waiting.reservations(yard.state));
    }

    private static void kept(String what, Reservation... some) {
        var yard = yard();
        for (var one : some) {
            yard.apply(new Event.Reserved(0, one));
        }
        noticed(what, () -> Waiting.reservations(yard.state));
    }

    private static Reservation reservation(String work, long earliest, long start, long latest) {
        var node = new TreeMap<>(Map.of("big-0", 1));
        return new Reservation(work, 0, node, 0, 0, start, earliest, latest);
    }

    // --- in the end -----------------------------------------------------------------------------

    @Test
    void truthThatNeverCameOutIsNoticed() {
        var yard = yard();
        var executor = executor();
        Settled.check(yard.state, executor);
        executor.breaks(new Fault.DeviceLoss(0, "big-0", 3, 0), 0);
        noticed("devices [3] are dead", () -> Settled.check(yard.state, executor));
        executor.mended(new Fault.DeviceLoss(0, "big-0", 3, 0), 0);
        executor.breaks(new Fault.NodeLoss(0, "big-1", 0), 0);
        noticed("big-1 is dead", () -> Settled.check(yard.state, executor));
        executor.mended(new Fault.NodeLoss(0, "big-1", 0), 0);
        executor.start(start(yard, "a#0", "big-0"), 0);
        noticed("[a#0] run, and nobody knows", () -> Settled.check(yard.state, executor));
    }

    @Test
    void runsThatVanishedOrWillNotStopAreNoticed() {
        var yard = yard();
        var executor = executor();
        yard.apply(yard.placed("a#0", "a", "big-0", 8));
        yard.apply(new Event.RunStopping(0, "a#0", false, ""));
        Settled.check(yard.state, executor);
        yard.apply(new Event.NodeCordoned(3 * HOUR, "big-1", true));
        noticed("a#0 is gone", () -> Settled.check(yard.state, executor));

        executor.start(start(yard, "a#0", "big-0"), 0);
        noticed("never did", () -> Settled.check(yard.state, executor));
    }

    @Test
    void workThatIsDoneTwiceIsNoticed() {
        var yard = yard();
        var executor = executor();
        for (var run : List.of("a#0", "a#1")) {
            executor.start(start(yard, run, "big-0"), 0);
        }
        executor.alarm("a#0", 1L << 50);
        assertThatCode(() -> executor.alarm("a#0", 1L << 51)).doesNotThrowAnyException();
        executor.alarm("a#1", 1L << 50);
        noticed("'a' was done twice", () -> executor.alarm("a#1", 1L << 51));
    }

    @Test
    void decisionsThatDependOnMoreThanTheyMayAreNoticed() {
        var calls = new AtomicInteger();
        var scenario = Storm.of(3);
        Fitting moody =
                (work, offer) ->
                        calls.incrementAndGet() > 20
                                ? new Fit.Rejected(
                                        work.name(),
                                        offer.chip().id(),
                                        List.of(new Reason("mood", "not today")))
                                : scenario.fitting().fit(work, offer);
        var broken =
                new Scenario(
                        scenario.setup(),
                        moody,
                        scenario.nodes(),
                        scenario.orders(),
                        List.of(),
                        Chances.NONE,
                        scenario.tickMs(),
                        6 * HOUR,
                        3);

        assertThatThrownBy(() -> Simulation.run(broken))
                .isInstanceOf(Failure.class)
                .hasRootCauseInstanceOf(Violation.class);
    }

    @Test
    void observationsOfNodesAreTrueWhateverCameBefore() {
        var executor = executor();
        executor.add("big-0");
        executor.breaks(new Fault.DeviceLoss(0, "big-0", 2, 0), 0);
        executor.takeSeen();
        executor.reportNodes();

        assertThat(executor.takeSeen())
                .containsExactly(new Observation.NodeSeen("big-0", true, List.of(2)));
    }
}
