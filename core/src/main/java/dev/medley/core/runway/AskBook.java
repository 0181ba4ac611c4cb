package dev.medley.core.runway;

import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Ask;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Trials;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Work;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/// What every work asks for on every day of every course of events, made once for all that are
/// equal.
///
/// CONSTRAINTS. Courses of events are played at the same time, so everything they may ask for is
/// made before ([#foresee], [#make]). Demand is rounded to steps of [#STEP], so that there are some
/// dozens of demands per service and not thousands.
final class AskBook {

    /// Demands are told apart by so much: rounding changes them by half of it at most.
    static final double STEP = 0.02;

    /// What makes an ask differ from others of the same work.
    ///
    /// @param level steps of demand above the one of the start
    /// @param open pools where it may run
    /// @param closed whether it leaves the pools that train
    private record Key(int work, boolean variants, int level, BitSet open, boolean closed) {}

    private record Situation(int work, boolean anyStack, int month, int ready) {}

    private final RunwayInput input;
    private final Trials trials;
    private final List<LocalDate> dates;
    private final List<Pool> pools;
    private final LinkedHashMap<Situation, BitSet> openings = new LinkedHashMap<>();
    private final LinkedHashSet<Key> foreseen = new LinkedHashSet<>();
    private final LinkedHashMap<Key, Ask> asks = new LinkedHashMap<>();
    private boolean[] training = {};

    AskBook(RunwayInput input, List<Pool> pools, Trials trials) {
        this.input = input;
        this.trials = trials;
        this.dates = input.look().dates();
        this.pools = List.copyOf(pools);
    }

    /// Every form in which works will be tried.
    static List<Work> forms(List<Work> works) {
        var forms = new ArrayList<Work>();
        for (var work : works) {
            forms.add(work);
            if (work instanceof InferenceService service && service.variants().size() > 1) {
                forms.add(service.original());
            }
        }
        return forms;
    }

    /// Tells which pools train: services leave them where a world says so.
    void train(boolean[] some) {
        training = some.clone();
    }

    /// Notes what will be asked for.
    void foresee(World world, Fate fate) {
        for (int month = 0; month < dates.size(); month++) {
            for (int w = 0; w < input.works().size(); w++) {
                if (takesPart(w, world, month)) {
                    foreseen.add(key(w, world, fate, month));
                }
            }
        }
    }

    /// Makes what was foreseen.
    void make(Crew crew) {
        foreseen.removeAll(asks.keySet());
        var missing = List.copyOf(foreseen);
        var tasks = new ArrayList<Supplier<Ask>>();
        missing.forEach(key -> tasks.add(() -> ask(key)));
        var made = crew.all("making bids", tasks);
        for (int i = 0; i < made.size(); i++) {
            asks.put(missing.get(i), made.get(i));
        }
        foreseen.clear();
    }

    /// What is asked for in this world on this course of events, work after work.
    List<Ask> of(World world, Fate fate, int month) {
        var some = new ArrayList<Ask>();
        for (int w = 0; w < input.works().size(); w++) {
            if (takesPart(w, world, month)) {
                var ask = asks.get(key(w, world, fate, month));
                if (ask == null) {
                    throw new IllegalStateException("Nobody foresaw this ask.");
                }
                some.add(ask);
            }
        }
        return some;
    }

    private boolean takesPart(int w, World world, int month) {
        var terms = input.works().get(w).terms();
        return terms.outlook().hoursToStart() <= hours(month)
                && !(world.withoutSpare() && terms.priority() == Priority.SPARE);
    }

    double hours(int month) {
        return 24.0 * ChronoUnit.DAYS.between(dates.getFirst(), dates.get(month));
    }

    private Key key(int w, World world, Fate fate, int month) {
        var work = input.works().get(w);
        int ready = 0;
        var ports = work.terms().outlook().ports();
        for (int i = 0; i < ports.size(); i++) {
            ready |= fate.hoursToReady(work, ports.get(i)) <= hours(month) ? 1 << i : 0;
        }
        boolean service = work instanceof InferenceService;
        var situation = new Situation(w, service && world.anyStack(), month, ready);
        var open = openings.get(situation);
        if (open == null) {
            open = open(situation);
            openings.put(situation, open);
        }
        return new Key(
                w,
                service && world.variants(),
                level(work, fate, month),
                open,
                service && world.keepOut());
    }

    private int level(Work work, Fate fate, int month) {
        if (!(work instanceof InferenceService service)) {
            return 0;
        }
        double times = fate.demand(service, hours(month)) / service.requestsPerSecond();
        return (int) Math.round(StrictMath.log(Math.max(times, 1e-6)) / StrictMath.log1p(STEP));
    }

    /// Pools where the work may run then.
    private BitSet open(Situation situation) {
        var work = input.works().get(situation.work());
        var stacks = new ArrayList<>(work.terms().stacks());
        var ports = work.terms().outlook().ports();
        for (int i = 0; i < ports.size(); i++) {
            if ((situation.ready() >> i & 1) == 1) {
                stacks.add(ports.get(i).stack());
            }
        }
        var then = onStacks(work, situation.anyStack() ? List.of() : stacks);
        var permissions = input.permissions().get(situation.month());
        var open = new BitSet();
        for (int p = 0; p < pools.size(); p++) {
            open.set(p, permissions.refusals(then, pools.get(p)).isEmpty());
        }
        return open;
    }

    private Ask ask(Key key) {
        var work = input.works().get(key.work());
        var then = onStacks(work, List.of());
        var plain = then;
        if (then instanceof InferenceService service) {
            double rate =
                    service.requestsPerSecond()
                            * StrictMath.exp(key.level() * StrictMath.log1p(STEP));
            plain = service.original().under(rate);
            then = key.variants() ? service.under(rate) : plain;
        }
        var ask = trials.ask(then, Permissions.OF_TERMS).countedAs(trials.perRate(plain));
        boolean[] shut = new boolean[pools.size()];
        for (int p = 0; p < shut.length; p++) {
            shut[p] = !key.open().get(p);
        }
        var there = ask.outside(shut);
        if (key.closed()) {
            var elsewhere = there.outside(training);
            return elsewhere.claim().lots().isEmpty() ? there : elsewhere;
        }
        return there;
    }

    /// The work as its code runs on these stacks, on a day when it may start.
    private static Work onStacks(Work work, List<String> stacks) {
        return work.under(onStacks(work.terms(), stacks));
    }

    private static Terms onStacks(Terms terms, List<String> stacks) {
        return new Terms(
                terms.name(),
                terms.tenant(),
                terms.priority(),
                terms.weight(),
                stacks,
                terms.allowedChips(),
                terms.forbiddenChips(),
                terms.allowedSites(),
                terms.forbiddenSites(),
                Outlook.NONE,
                terms.launch(),
                terms.needs());
    }
}
