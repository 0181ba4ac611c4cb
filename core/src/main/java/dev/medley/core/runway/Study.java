package dev.medley.core.runway;

import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Trials;
import dev.medley.core.plan.Yield;
import dev.medley.core.units.Streams;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/// Finds out how long a stock lasts.
///
/// GOALS. The need of a pool is what works would take there, so every day is a sale of Medley's own
/// market; supply, arrivals, ports and growth are uncertain, so there are hundreds of courses of
/// events; a difference between two worlds is never one of dice.
///
/// ALGORITHM. 1. Fits, once for every work. 2. The middle course in every world, month after month,
/// each sale from the prices of the one before. 3. Every drawn course ([Course]), each sale from
/// the middle's prices of its world and month, so that courses can be played in any order. 4. Bands
/// over the courses ([Summary]).
public final class Study implements Course.Middle {

    private final RunwayInput input;
    private final Crew crew;
    private final List<LocalDate> dates;
    private final Trials trials;
    private final AskBook book;
    private final World asIs;
    private final List<Options.Choice> options = new ArrayList<>();
    private final List<World> without = new ArrayList<>();
    private final LinkedHashMap<String, Path> paths = new LinkedHashMap<>();
    private final Reading start;

    private Study(RunwayInput input, Fitting fitting, Crew crew) {
        this.input = input;
        this.crew = crew;
        this.dates = input.look().dates();
        var pools = input.stock().largest();
        this.trials =
                new Trials(
                        new PlanInput(
                                pools,
                                input.tenants(),
                                AskBook.forms(input.works()),
                                input.reference(),
                                input.standardModel(),
                                input.goals(),
                                dev.medley.core.plan.Incumbents.NONE),
                        fitting);
        this.book = new AskBook(input, pools, trials);
        this.asIs = World.asIs(input.stock());
        book.foresee(asIs, Fate.middle());
        book.make(crew);
        var first = walk(asIs, fateSupply(asIs));
        paths.put(asIs.name(), first);
        this.start = first.readings().getFirst();
        boolean[] training = trainingPools(first.sold().getFirst().yield(), pools);
        book.train(training);
        options.addAll(new Options(input, asIs, training).choices());
        for (var arrival : input.stock().arrivals()) {
            var others = input.stock().arrivals().stream().filter(a -> !a.equals(arrival)).toList();
            without.add(
                    asIs.having("without " + arrival.name(), input.stock().withArrivals(others)));
        }
    }

    /// Plays what may come, and sums it up.
    ///
    /// @param crew does what can be done at the same time
    public static Runway of(RunwayInput input, Fitting fitting, Crew crew) {
        return new Study(input, fitting, crew).run();
    }

    /// A course with all its sales.
    ///
    /// @param readings before they are held against the start
    record Path(List<Trials.Sold> sold, List<Reading> readings) {
        List<Trials.Prices> prices() {
            return sold.stream().map(Trials.Sold::prices).toList();
        }
    }

    private Runway run() {
        var look = input.look();
        var streams = new Streams(look.seed());
        var fates = new ArrayList<Fate>();
        for (int draw = 0; draw < look.draws(); draw++) {
            fates.add(Fate.drawn(streams, draw, look.growthBand()));
        }
        foresee(fates);
        walkAll();
        var courses = new ArrayList<Supplier<Course.Played>>();
        for (var fate : fates) {
            courses.add(() -> new Course(input, book, trials, this).play(fate));
        }
        var played = crew.all("playing courses of events", courses);
        long sales = (long) paths.size() * dates.size();
        for (var one : played) {
            sales += one.sales();
        }
        var vendors = new Vendors(input, this).all();
        return new Summary(input, played, start.against(start)).runway(this, vendors, sales);
    }

    private void foresee(List<Fate> fates) {
        var worlds = new ArrayList<World>();
        worlds.add(asIs);
        for (var option : options) {
            if (worlds.stream().noneMatch(option.world()::asksAs)) {
                worlds.add(option.world());
            }
        }
        for (var world : worlds) {
            book.foresee(world, Fate.middle());
            fates.forEach(fate -> book.foresee(world, fate));
        }
        book.make(crew);
    }

    /// The middle course in every other world.
    private void walkAll() {
        var worlds = new ArrayList<World>(without);
        options.forEach(option -> worlds.add(option.world()));
        var tasks = new ArrayList<Supplier<Path>>();
        worlds.forEach(world -> tasks.add(() -> walk(world, fateSupply(world))));
        var walked = crew.all("walking the middle course", tasks);
        for (int w = 0; w < walked.size(); w++) {
            paths.put(worlds.get(w).name(), walked.get(w));
        }
    }

    private List<long[]> fateSupply(World world) {
        var devices = Fate.middle().devices(world.stock(), dates);
        var supply = new ArrayList<long[]>();
        for (int m = 0; m < dates.size(); m++) {
            supply.add(Course.devices(devices, m));
        }
        return supply;
    }

    /// The middle course with this supply, month after month.
    Path walk(World world, List<long[]> supply) {
        var sold = new ArrayList<Trials.Sold>();
        var readings = new ArrayList<Reading>();
        var known = Trials.Prices.UNKNOWN;
        for (int m = 0; m < dates.size(); m++) {
            var asks = book.of(world, Fate.middle(), m);
            var sale = trials.sell(asks, supply.get(m), known);
            known = sale.prices();
            sold.add(sale);
            readings.add(Reading.of(asks, sale.yield()));
        }
        return new Path(sold, readings);
    }

    /// Pools of which training takes half or more of what is taken.
    private static boolean[] trainingPools(Yield yield, List<Pool> pools) {
        boolean[] training = new boolean[pools.size()];
        for (int p = 0; p < training.length; p++) {
            double all = 0;
            for (var kind : Yield.Kind.values()) {
                all += yield.devices(kind, p);
            }
            training[p] = all > 0 && yield.devices(Yield.Kind.TRAINING, p) >= all / 2;
        }
        return training;
    }

    /// The middle course in this world.
    Path path(World world) {
        var path = paths.get(world.name());
        if (path == null) {
            throw new IllegalStateException("Nobody walked " + world.name() + ".");
        }
        return path;
    }

    List<Options.Choice> choices() {
        return options;
    }

    @Override
    public List<Trials.Prices> prices(World world) {
        return path(world).prices();
    }

    @Override
    public Trials.Prices usual() {
        var usual = Trials.Prices.UNKNOWN;
        for (var later : prices(asIs)) {
            usual = usual.filledFrom(later);
        }
        return usual;
    }

    @Override
    public World asIs() {
        return asIs;
    }

    @Override
    public List<World> options() {
        return options.stream().map(Options.Choice::world).toList();
    }

    @Override
    public List<World> without() {
        return without;
    }

    @Override
    public Reading start() {
        return start;
    }
}
