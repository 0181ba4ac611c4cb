package dev.medley.core.control;

import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.Reason;
import dev.medley.core.plan.Rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Decides what runs where, one command after another.
///
/// GOALS: every device serves the work it serves best, class by class; nothing is lost, run twice
/// or left waiting without a reason; the same commands give the same bytes.
///
/// CONSTRAINTS: only `State.apply` changes the state; a decision depends on state and command
/// alone. What a controller remembers besides (fits, claims, costs of seats) saves time and never
/// shows. Nothing is seated on a device before the run there has given it back.
///
/// ALGORITHM, for a market round; other commands are noted, answered, and wake the next round: 0.
/// what rules bar from where it runs is stopped, 1. whoever has been silent is asked, 2. who may
/// bid does, 3. the market sells, 4. what runs and was not sold its place again is stopped, if that
/// pays, 5. what was sold a new place gets seats, or a reservation, 6. prices are noted.
///
/// EXAMPLE: a job runs at 0.8 equivalents on 8 devices; a new one is worth 1.0 there. Stopping the
/// first loses 10 of the 240 minutes that an allocation lasts, and the gain must be three tenths
/// besides, so its bid counts 1.07: the first goes on. Were the new one worth 1.2, the market would
/// sell to it, the first would be told to save itself, and the new one be seated when the executor
/// says that the devices are free.
public final class Controller {

    private final Rounds rounds;
    private final Seller seller;
    private final Hearing hearing;
    private final Seating seating;

    /// One that sells by prices.
    public Controller(Setup setup, Fitting fitting) {
        this(setup, fitting, Seller::market);
    }

    /// @param sellers who sells, given what works bid for
    public Controller(Setup setup, Fitting fitting, Function<Rounds, Seller> sellers) {
        this.rounds =
                new Rounds(
                        setup.pools(),
                        setup.reference(),
                        setup.standardModel(),
                        setup.goals(),
                        setup.ruleChanges(),
                        fitting);
        this.seller = sellers.apply(rounds);
        this.hearing = new Hearing();
        this.seating = new Seating();
    }

    /// What the command leads to. The state stays as it is until the events are applied.
    public Decision decide(State state, Command command) {
        long at = Math.max(command.atMs(), state.nowMs());
        var decision = decide(state, command, at);
        for (var event : decision.events()) {
            if (event instanceof Event.Closed closed) {
                rounds.forget(closed.work());
            }
        }
        return decision;
    }

    private Decision decide(State state, Command command, long at) {
        return switch (command) {
            case Command.Submit c -> submit(state, c, at);
            case Command.Change c -> change(state, c, at);
            case Command.Cancel c -> cancel(state, c, at);
            case Command.Observe c -> hearing.hear(state, c.seen(), at);
            case Command.AddNode c -> addNode(state, c, at);
            case Command.RemoveNode c -> removeNode(state, c, at);
            case Command.Cordon c -> cordon(state, c, at);
            case Command.Drain c -> drain(state, c, at);
            case Command.Tick _ -> round(state, at);
        };
    }

    /// Why a work waits, or a service serves less than it is asked for, as of now; empty if all is
    /// well or it is not known.
    public List<Reason> why(State state, String work) {
        return new Reasons(state, rounds).of(work);
    }

    /// What a driver that was away should tell its executors: every run is started or stopped once
    /// more, which does nothing where it was done before.
    public List<Effect> remind(State state) {
        return Hearing.remind(state);
    }

    /// Why a work may not come under a name that was used before.
    public static Reason nameTaken(String work) {
        return new Reason(
                "name-taken",
                "There was a work '%s' before; give this one another name.".formatted(work));
    }

    private Decision round(State state, long at) {
        // 0. What rules keep out from now on is stopped first, and the next round sells the rest.
        var barred = new Draft(at);
        Barred.stop(state, barred);
        if (!barred.isEmpty()) {
            barred.wake();
            return barred.decision();
        }
        var draft = new Draft(at);
        // 1. Who has been silent? Which nodes are free to go?
        hearing.ask(state, draft);
        // 2. Who may bid, and what may be sold?
        var bidding = new Bidders(state, at);
        // 3. Sell every device to the work it serves best.
        var sold = seller.sell(bidding.round());
        // 4. Who lost its place, and who won one?
        var holdings = new Holdings(state);
        var wishes = Wishes.of(state, bidding, sold, holdings);
        // 5. Seat what was sold; stop whoever is in its way; keep nodes for gangs without room.
        seating.seat(state, wishes, holdings, draft);
        // 6. Note the prices.
        draft.add(
                new Event.Priced(
                        at,
                        sold.prices(),
                        sold.poolPrices(),
                        sold.objective(),
                        sold.bound(),
                        wishes.promised()));
        return draft.decision();
    }

    private static Decision submit(State state, Command.Submit c, long at) {
        var name = c.work().name();
        if (state.jobs.containsKey(name) || state.closed.containsKey(name)) {
            var taken = nameTaken(name);
            return Decision.refused(taken.code(), taken.text());
        }
        var tenant = c.work().terms().tenant();
        if (state.setup().tenants().stream().noneMatch(t -> t.name().equals(tenant))) {
            return Decision.refused(
                    "unknown-tenant",
                    "Work '%s' belongs to '%s', who is no tenant here.".formatted(name, tenant));
        }
        return Decision.accepted(
                List.of(new Event.Submitted(at, c.work(), c.care())), List.of(new Effect.Wake()));
    }

    private static Decision change(State state, Command.Change c, long at) {
        var job = state.job(c.work().name());
        if (job == null) {
            return Decision.refused(
                    "unknown-work", "There is no work '%s'.".formatted(c.work().name()));
        }
        if (!job.work.terms().tenant().equals(c.work().terms().tenant())
                || job.work.getClass() != c.work().getClass()) {
            return Decision.refused(
                    "not-the-same",
                    "Work '%s' cannot become another's, or another kind; submit a new one."
                            .formatted(c.work().name()));
        }
        return Decision.accepted(
                List.of(new Event.Changed(at, c.work())), List.of(new Effect.Wake()));
    }

    private static Decision cancel(State state, Command.Cancel c, long at) {
        var job = state.job(c.work());
        if (job == null) {
            return Decision.refused("unknown-work", "There is no work '%s'.".formatted(c.work()));
        }
        if (job.cancelled) {
            return Decision.ignored("It was cancelled before.");
        }
        var draft = new Draft(at);
        draft.add(new Event.CancelAsked(at, c.work()));
        for (var run : job.runs.values()) {
            draft.end(run, "cancelled");
        }
        if (job.runs.isEmpty()) {
            draft.add(new Event.Closed(at, c.work(), Event.End.CANCELLED, "cancelled"));
        }
        return draft.decision();
    }

    private static Decision addNode(State state, Command.AddNode c, long at) {
        var node = c.node();
        if (state.machines.containsKey(node.id())) {
            return Decision.refused(
                    "name-taken", "There is a node '%s' already.".formatted(node.id()));
        }
        if (state.setup().pool(node.pool()) < 0) {
            return Decision.refused(
                    "unknown-pool",
                    "Node '%s' names pool '%s', which is none of %s."
                            .formatted(
                                    node.id(),
                                    node.pool(),
                                    state.setup().pools().stream().map(p -> p.id()).toList()));
        }
        if (node.domains().size() != state.setup().tiers().size()) {
            return Decision.refused(
                    "wrong-domains",
                    "Node '%s' names %d domains; there are %d tiers: %s."
                            .formatted(
                                    node.id(),
                                    node.domains().size(),
                                    state.setup().tiers().size(),
                                    state.setup().tiers()));
        }
        return Decision.accepted(
                List.of(new Event.NodeAdded(at, node)), List.of(new Effect.Wake()));
    }

    private static Decision removeNode(State state, Command.RemoveNode c, long at) {
        var machine = state.machines.get(c.node());
        if (machine == null) {
            return unknownNode(c.node());
        }
        var draft = new Draft(at);
        draft.add(new Event.NodeLeaving(at, c.node()));
        empty(machine, draft, "its node leaves");
        if (machine.runs.isEmpty()) {
            draft.add(new Event.NodeRemoved(at, c.node()));
        }
        draft.wake();
        return draft.decision();
    }

    private static Decision cordon(State state, Command.Cordon c, long at) {
        if (!state.machines.containsKey(c.node())) {
            return unknownNode(c.node());
        }
        var events = new ArrayList<Event>();
        events.add(new Event.NodeCordoned(at, c.node(), c.cordoned()));
        return Decision.accepted(events, List.of(new Effect.Wake()));
    }

    private static Decision drain(State state, Command.Drain c, long at) {
        var machine = state.machines.get(c.node());
        if (machine == null) {
            return unknownNode(c.node());
        }
        if (machine.draining) {
            return Decision.ignored(
                    machine.runs.isEmpty()
                            ? "It is drained; uncordon it to bring it back."
                            : "It is being drained already.");
        }
        var draft = new Draft(at);
        draft.add(new Event.NodeDraining(at, c.node()));
        empty(machine, draft, "its node is drained");
        draft.wake();
        return draft.decision();
    }

    private static Decision unknownNode(String node) {
        return Decision.refused("unknown-node", "There is no node '%s'.".formatted(node));
    }

    /// Asks whatever goes on there to stop.
    private static void empty(Machine machine, Draft draft, String why) {
        for (var run : machine.runs.values()) {
            if (run.goesOn()) {
                draft.stop(run, why);
            }
        }
    }
}
