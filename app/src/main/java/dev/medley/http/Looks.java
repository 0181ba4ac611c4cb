package dev.medley.http;

import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.live.Desk;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Looks at the state: server, fleet, works, prices, ledger, tenants.
final class Looks {

    private static final int USUAL_PAGE = 100;
    private static final int MOST_PAGE = 10_000;

    /// Reasons take a look at all pools for each work: pages of more are without, unless asked.
    private static final int REASONED_PAGE = 200;

    private static final double HOUR_MS = 3_600_000;

    private final Face.About about;
    private final Bridge bridge;
    private final Memory memory;
    private final boolean auth;

    Looks(Face.About about, Bridge bridge, Memory memory, boolean auth) {
        this.about = about;
        this.bridge = bridge;
        this.memory = memory;
        this.auth = auth;
    }

    List<Endpoint> endpoints() {
        var everybody = Endpoint.Reach.EVERYBODY;
        return List.of(
                Endpoint.get("/api/v1/server", everybody, this::server),
                Endpoint.get("/api/v1/fleet", everybody, this::fleet),
                Endpoint.get("/api/v1/works", everybody, this::works),
                Endpoint.get("/api/v1/works/:name", everybody, this::work),
                Endpoint.get("/api/v1/works/:name/why", everybody, this::why),
                Endpoint.get("/api/v1/prices", everybody, this::prices),
                Endpoint.get("/api/v1/ledger", everybody, this::ledger),
                Endpoint.get("/api/v1/usage", everybody, this::usage),
                Endpoint.get("/api/v1/tenants", everybody, this::tenants));
    }

    private Future<Answer> look(Function<Desk, Object> question) {
        return bridge.ask(question).map(Answer::ok);
    }

    // --- server and fleet -----------------------------------------------------------------------

    record ServerView(
            String version,
            long nowMs,
            long startedMs,
            double speed,
            boolean demo,
            boolean auth,
            String currency,
            You you,
            List<String> tenants,
            List<OfPool> pools,
            long latestEntry) {}

    record You(String name, @Nullable String tenant, String role) {}

    record OfPool(String id, String chip, String site, boolean simulated) {}

    private Future<Answer> server(Call call) {
        var caller = call.caller();
        return look(
                desk -> {
                    var setup = desk.state().setup();
                    var pools =
                            setup.pools().stream()
                                    .map(
                                            p ->
                                                    new OfPool(
                                                            p.id(),
                                                            p.chip().id(),
                                                            p.site().id(),
                                                            about.simulated().contains(p.id())))
                                    .toList();
                    var tenants = setup.tenants().stream().map(t -> t.name()).filter(caller::sees);
                    return new ServerView(
                            about.version(),
                            desk.nowMs(),
                            about.startedMs(),
                            about.speed(),
                            about.demo(),
                            auth,
                            about.currency(),
                            new You(caller.name(), caller.tenant(), Telling.word(caller.role())),
                            tenants.toList(),
                            pools,
                            desk.latest());
                });
    }

    private Future<Answer> fleet(Call call) {
        return look(desk -> FleetView.of(desk, call.caller(), about.simulated()));
    }

    // --- works ----------------------------------------------------------------------------------

    private Future<Answer> works(Call call) {
        var states = new ArrayList<>(List.of(""));
        states.addAll(WorkItem.STATES);
        int limit = call.whole("limit", USUAL_PAGE, 1, MOST_PAGE);
        var usual = limit <= REASONED_PAGE ? "true" : "false";
        var other = limit <= REASONED_PAGE ? "false" : "true";
        var query =
                new WorkPage.Query(
                        call.caller(),
                        call.oneOf("state", states),
                        call.text("tenant"),
                        call.text("q").toLowerCase(Locale.ROOT),
                        limit,
                        call.text("after"),
                        call.oneOf("reasons", List.of(usual, other)).equals("true"));
        return look(desk -> WorkPage.of(desk, memory.lives(), query));
    }

    private Future<Answer> work(Call call) {
        var name = call.part("name");
        return bridge.ask(desk -> known(desk, name, call.caller()))
                .map(view -> Answer.ok(view.with(past(name), memory.lives().life(name))));
    }

    private List<WorkView.OfPast> past(String name) {
        return memory.lives().past(name).stream()
                .map(
                        p ->
                                new WorkView.OfPast(
                                        p.id(),
                                        memory.pool(p.pool()),
                                        p.devices(),
                                        p.placedMs(),
                                        p.endedMs(),
                                        p.how()))
                .toList();
    }

    private WorkView known(Desk desk, String name, Caller caller) {
        var job = desk.state().jobs().get(name);
        if (job != null && caller.sees(job.work().terms().tenant())) {
            return WorkView.of(desk, memory.lives(), job);
        }
        var closed = desk.state().closed().get(name);
        if (closed != null && caller.sees(memory.lives().tenant(name))) {
            var brief = memory.lives().brief(name);
            return new WorkView(
                    WorkItem.of(closed, brief),
                    brief == null ? null : SpecView.of(brief.work()),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    0);
        }
        throw unknown(name).thrown();
    }

    static Problem unknown(String name) {
        return Problem.notFound("There is no work '%s'.".formatted(Problem.shown(name)));
    }

    record Reasons(String name, String state, List<Reason> reasons) {}

    private Future<Answer> why(Call call) {
        var name = call.part("name");
        return look(
                desk -> {
                    var view = known(desk, name, call.caller()).item();
                    return new Reasons(name, view.state(), view.reasons());
                });
    }

    // --- prices, ledger, tenants ----------------------------------------------------------------

    record PricesView(long nowMs, long sinceMs, List<Series> pools) {}

    record Series(String id, List<double[]> points) {}

    private Future<Answer> prices(Call call) {
        long from = call.number("fromMs", Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        long to = call.number("toMs", Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        int points = call.whole("points", 500, 2, 5000);
        return bridge.ask(Desk::nowMs)
                .map(
                        now -> {
                            var series = new ArrayList<Series>();
                            for (int p = 0; p < memory.pools().size(); p++) {
                                series.add(
                                        new Series(
                                                memory.pools().get(p),
                                                memory.prices()
                                                        .series(
                                                                p,
                                                                from,
                                                                Math.min(to, now),
                                                                points)));
                            }
                            return Answer.ok(
                                    new PricesView(now, memory.prices().firstMs(), series));
                        });
    }

    /// @param sinceMs energy and money are counted from here on; device-hours from the beginning
    record LedgerView(
            long nowMs,
            long sinceMs,
            String currency,
            List<OfTenant> tenants,
            List<LedgerPool> pools,
            List<LedgerWork> works,
            int worksLeftOut) {}

    /// @param deviceHours from the beginning, as the controller counts them
    /// @param meteredHours of them, those that the books have
    record OfTenant(
            String tenant,
            double deviceHours,
            double meteredHours,
            long held,
            double energyKwh,
            double money) {}

    record LedgerPool(String pool, double deviceHours, double energyKwh, double money) {}

    /// @param pools what it had of each pool; adds up to the rest
    record LedgerWork(
            String work,
            String tenant,
            double deviceHours,
            double energyKwh,
            double money,
            List<LedgerPool> pools) {}

    private record Books(long nowMs, Map<String, Long> deviceMs, Map<String, Long> held) {}

    private Future<Answer> ledger(Call call) {
        var caller = call.caller();
        int most = call.whole("works", 100, 0, 10_000);
        return bridge.ask(
                        desk -> {
                            var ledger = desk.state().ledger();
                            return new Books(
                                    desk.nowMs(), ledger.deviceMs(desk.nowMs()), ledger.held());
                        })
                .map(books -> Answer.ok(ledger(books, caller, most)));
    }

    private LedgerView ledger(Books books, Caller caller, int most) {
        var bills = memory.bills();
        var sums = bills.tenants(books.nowMs);
        var tenants = new ArrayList<OfTenant>();
        books.deviceMs.forEach(
                (tenant, ms) -> {
                    if (caller.sees(tenant)) {
                        var sum = sums.getOrDefault(tenant, Bills.Sum.NONE);
                        tenants.add(
                                new OfTenant(
                                        tenant,
                                        ms / HOUR_MS,
                                        sum.deviceHours(),
                                        books.held.getOrDefault(tenant, 0L),
                                        sum.energyKwh(),
                                        sum.money()));
                    }
                });
        var pools = new ArrayList<LedgerPool>();
        if (caller.tenant() == null) {
            bills.pools(books.nowMs).forEach((pool, sum) -> pools.add(ofPool(pool, sum)));
        }
        var works = bills.works(books.nowMs, caller::sees);
        var shown = works.stream().limit(most).map(Looks::ofWork).toList();
        return new LedgerView(
                books.nowMs,
                bills.sinceMs(),
                about.currency(),
                tenants,
                pools,
                shown,
                works.size() - shown.size());
    }

    private static LedgerPool ofPool(String pool, Bills.Sum sum) {
        return new LedgerPool(pool, sum.deviceHours(), sum.energyKwh(), sum.money());
    }

    private static LedgerWork ofWork(Bills.OfWork one) {
        var pools = new ArrayList<LedgerPool>();
        one.pools().forEach((pool, sum) -> pools.add(ofPool(pool, sum)));
        return new LedgerWork(
                one.work(),
                one.tenant(),
                one.sum().deviceHours(),
                one.sum().energyKwh(),
                one.sum().money(),
                pools);
    }

    /// @param days what was metered on each day, exact: device-milliseconds, joules, hundredths of
    ///   the currency
    record UsageView(long nowMs, long sinceMs, String currency, List<UsageDay> days) {}

    record UsageDay(
            String day, String pool, String tenant, long deviceMs, long joules, long minor) {}

    private Future<Answer> usage(Call call) {
        var caller = call.caller();
        return bridge.ask(Desk::nowMs)
                .map(
                        now -> {
                            var bills = memory.bills();
                            var days =
                                    bills.uses(now).stream()
                                            .filter(use -> caller.sees(use.tenant()))
                                            .map(Looks::day)
                                            .toList();
                            return Answer.ok(
                                    new UsageView(now, bills.sinceMs(), about.currency(), days));
                        });
    }

    private static UsageDay day(UsageMeter.DayUse use) {
        return new UsageDay(
                use.day().toString(),
                use.pool(),
                use.tenant(),
                use.deviceMs(),
                use.joules(),
                use.minor());
    }

    record TenantsView(List<TenantItem> tenants) {}

    record TenantItem(
            String name,
            double weight,
            boolean internal,
            @Nullable Double budgetPerHour,
            @Nullable Integer maxDevices,
            int works,
            int waiting,
            long devices) {}

    private Future<Answer> tenants(Call call) {
        var caller = call.caller();
        return look(
                desk -> {
                    var held = desk.state().ledger().held();
                    var works = new TreeMap<String, int[]>();
                    for (var job : desk.state().jobs().values()) {
                        var count =
                                works.computeIfAbsent(job.work().terms().tenant(), _ -> new int[2]);
                        count[0]++;
                        count[1] += job.runs().isEmpty() ? 1 : 0;
                    }
                    var shown = new ArrayList<TenantItem>();
                    for (var tenant : desk.state().setup().tenants()) {
                        if (caller.sees(tenant.name())) {
                            var count = works.getOrDefault(tenant.name(), new int[2]);
                            shown.add(
                                    new TenantItem(
                                            tenant.name(),
                                            tenant.weight(),
                                            tenant.internal(),
                                            tenant.budgetPerHour(),
                                            tenant.maxDevices(),
                                            count[0],
                                            count[1],
                                            held.getOrDefault(tenant.name(), 0L)));
                        }
                    }
                    return new TenantsView(shown);
                });
    }
}
