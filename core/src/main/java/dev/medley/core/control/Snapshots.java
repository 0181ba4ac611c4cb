package dev.medley.core.control;

import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Room;
import dev.medley.core.plan.Rounds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes snapshots of states and makes states of them. What is idle, who holds what and which run
/// is whose follows from the rest, and is worked out again.
final class Snapshots {

    private final Setup setup;
    private final Snapshot from;

    /// The setup's number for each of the snapshot's pools, or -1 if it is gone.
    private final int[] poolNow;

    private final State state;

    private Snapshots(Setup setup, Snapshot from) {
        this.setup = setup;
        this.from = from;
        this.poolNow = from.pools().stream().mapToInt(setup::pool).toArray();
        this.state = new State(setup, from);
    }

    static Snapshot of(State state) {
        var pools = state.setup().pools().stream().map(pool -> pool.id()).toList();
        var domains = new ArrayList<List<String>>();
        state.setup().tiers().forEach(tier -> domains.add(state.cluster.domainNames(tier)));
        var learnt = new TreeMap<Integer, SortedMap<Integer, Double>>(state.learnt);
        return new Snapshot(
                state.nowMs(),
                state.events(),
                pools,
                state.setup().tiers(),
                state.cluster.pools(),
                domains,
                state.kinds,
                state.cluster.nodes().stream().map(n -> of(state.machine(n.id()))).toList(),
                state.jobs.values().stream().map(Snapshots::of).toList(),
                state.runs.values().stream().map(Snapshots::of).toList(),
                List.copyOf(state.closedInOrder),
                List.copyOf(state.reservations.values()),
                learnt,
                state.ledger.accounts(),
                state.prices,
                state.poolPrices,
                state.promised,
                state.room);
    }

    private static Snapshot.Machine of(Machine machine) {
        return new Snapshot.Machine(
                machine.node,
                machine.down,
                machine.cordoned,
                machine.lost,
                machine.leaving,
                machine.draining ? Boolean.TRUE : null);
    }

    private static Snapshot.Job of(Job job) {
        return new Snapshot.Job(
                job.work,
                job.care,
                job.kind,
                job.submittedMs,
                job.deadlineFromMs,
                job.saved,
                job.failures,
                job.runsSoFar,
                job.attainedMs,
                job.waitingSinceMs,
                job.notBeforeMs,
                job.cancelled,
                job.lastTrouble);
    }

    private static Snapshot.Run of(Run run) {
        return new Snapshot.Run(
                new Event.RunPlaced(
                        run.placedMs, run.id, run.work, run.pool, run.fit, run.member, run.seats),
                run.ratio,
                run.phase,
                run.startedMs,
                run.heardMs,
                run.askedMs,
                run.savedMs,
                run.done,
                run.saved);
    }

    /// The state that goes on from a snapshot.
    static State open(Setup setup, Snapshot snapshot) {
        var misfits = snapshot.misfits(setup);
        if (!misfits.isEmpty()) {
            throw new IllegalArgumentException(misfits.getFirst().text());
        }
        return new Snapshots(setup, snapshot).open();
    }

    private State open() {
        kinds();
        for (var machine : from.machines()) {
            if (setup.pool(machine.node().pool()) >= 0) {
                state.add(machine.node());
            }
        }
        from.jobs().forEach(this::job);
        from.runs().forEach(this::run);
        // Whoever holds a device that is down holds it on: seats first.
        for (var machine : from.machines()) {
            health(machine);
        }
        from.closed().forEach(state::keep);
        reservations();
        from.accounts().forEach(state.ledger::open);
        markets();
        return state;
    }

    private void kinds() {
        for (var kind : from.kinds()) {
            var ratios = new ArrayList<>(Collections.nCopies(setup.pools().size(), 1.0));
            for (int p = 0; p < poolNow.length; p++) {
                if (poolNow[p] >= 0) {
                    ratios.set(poolNow[p], kind.ratios().get(p));
                }
            }
            state.keep(new Rounds.Kind(kind.essence(), ratios));
        }
        from.learnt()
                .forEach(
                        (kind, byPool) -> {
                            var rates = new TreeMap<Integer, Double>();
                            byPool.forEach((pool, ratio) -> put(rates, pool, ratio));
                            if (!rates.isEmpty()) {
                                state.learnt.put(kind, rates);
                            }
                        });
    }

    private <T> void put(SortedMap<Integer, T> byPool, int pool, T what) {
        if (poolNow[pool] >= 0) {
            byPool.put(poolNow[pool], what);
        }
    }

    private void job(Snapshot.Job of) {
        var job = new Job(of.submittedMs(), of.work(), of.care(), of.kind());
        job.deadlineFromMs = of.deadlineFromMs();
        job.saved = of.saved();
        job.failures = of.failures();
        job.runsSoFar = of.runsSoFar();
        job.attainedMs = of.attainedMs();
        job.waitingSinceMs = of.waitingSinceMs();
        job.notBeforeMs = of.notBeforeMs();
        job.cancelled = of.cancelled();
        job.lastTrouble = of.lastTrouble();
        state.jobs.put(job.work.name(), job);
    }

    private void run(Snapshot.Run of) {
        var was = of.placed();
        int pool = poolNow[was.pool()];
        var placed =
                new Event.RunPlaced(
                        was.atMs(),
                        was.run(),
                        was.work(),
                        pool,
                        was.fit(),
                        was.member(),
                        was.seats());
        var run = state.seat(placed, of.ratio());
        state.departures.enter(run, of.phase());
        run.startedMs = of.startedMs();
        run.heardMs = of.heardMs();
        run.askedMs = of.askedMs();
        run.savedMs = of.savedMs();
        run.done = of.done();
        run.saved = of.saved();
    }

    private void health(Snapshot.Machine of) {
        var machine = state.machines.get(of.node().id());
        if (machine == null) {
            return;
        }
        machine.down.addAll(of.down());
        machine.cordoned = of.cordoned();
        machine.lost = of.lost();
        machine.leaving = of.leaving();
        machine.draining = Boolean.TRUE.equals(of.draining());
        machine.down.forEach(device -> state.cluster.setDown(of.node().id(), device, true));
        state.cluster.setCordoned(of.node().id(), !machine.inService());
    }

    private void reservations() {
        for (var one : from.reservations()) {
            if (poolNow[one.pool()] >= 0) {
                state.reservations.put(
                        one.work(),
                        new Reservation(
                                one.work(),
                                poolNow[one.pool()],
                                one.nodes(),
                                one.sinceMs(),
                                one.searchedMs(),
                                one.startMs(),
                                one.earliestMs(),
                                one.latestMs()));
            }
        }
    }

    private void markets() {
        state.prices = from.prices();
        if (!from.poolPrices().isEmpty()) {
            var prices = new ArrayList<>(Collections.nCopies(setup.pools().size(), 0.0));
            for (int p = 0; p < poolNow.length; p++) {
                if (poolNow[p] >= 0) {
                    prices.set(poolNow[p], from.poolPrices().get(p));
                }
            }
            state.poolPrices = List.copyOf(prices);
        }
        var promised = new TreeMap<String, List<Incumbents.Run>>();
        from.promised()
                .forEach(
                        (work, runs) ->
                                promised.put(
                                        work,
                                        runs.stream()
                                                .filter(r -> setup.pool(r.place().pool()) >= 0)
                                                .toList()));
        promised.values().removeIf(List::isEmpty);
        state.promised = Collections.unmodifiableSortedMap(promised);
        var refused = new TreeMap<Integer, List<Room.Refused>>();
        from.room().refused().forEach((pool, gangs) -> put(refused, pool, gangs));
        state.room = new Room(refused);
    }
}
