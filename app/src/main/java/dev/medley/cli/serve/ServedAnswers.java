package dev.medley.cli.serve;

import dev.medley.cli.planning.PlanCommand;
import dev.medley.cli.vouchers.VoucherJson;
import dev.medley.cli.vouchers.VoucherView;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Amount;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.Fitting;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.core.ledger.vouchers.MeteredUsage;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Plan;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Planner;
import dev.medley.core.runway.Crew;
import dev.medley.core.runway.RunwayInput;
import dev.medley.core.runway.Study;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;
import dev.medley.files.Documents;
import dev.medley.http.Face;
import dev.medley.live.Live;
import dev.medley.report.Heading;
import dev.medley.report.RunwayJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a server answers that takes longer than a look: it asks the loop for a copy of what it
/// needs, and computes beside it.
final class ServedAnswers implements Face.Answers {

    /// Fewer than the command's, because a page waits for them.
    private static final int DRAWS = 50;

    private static final int SOON_DAYS = 90;
    private static final int MOST_RUNWAYS = 4;
    private static final double HOUR_MS = 3_600_000;

    private final Documents.Loaded loaded;
    private final Catalog catalog;
    private final Live live;
    private final Fitting fitting;
    private final Function<List<LocalDate>, List<Permissions>> permissions;
    private final Supplier<LocalDate> today;

    /// The latest runways, the oldest first.
    private final List<Runway> runways = new CopyOnWriteArrayList<>();

    /// @param loaded what the server was started with
    /// @param fitting for any number of threads
    /// @param permissions where rules let work run on each of these days, in all pools of the stock
    ServedAnswers(
            Documents.Loaded loaded,
            Catalog catalog,
            Live live,
            Fitting fitting,
            Function<List<LocalDate>, List<Permissions>> permissions,
            Supplier<LocalDate> today) {
        this.loaded = loaded;
        this.catalog = catalog;
        this.live = live;
        this.fitting = fitting;
        this.permissions = permissions;
        this.today = today;
    }

    @Override
    public Object preview(List<Face.Submission> works) {
        return PreviewView.of(Forked.of(live, works), works, fitting);
    }

    @Override
    public Object whatif(List<Face.Submission> works, @Nullable String tenant) {
        return WhatifView.of(Forked.of(live, works), fitting, tenant);
    }

    // --- plan -----------------------------------------------------------------------------------

    record PlanView(
            Policy medley, List<Policy> others, int works, int running, int waiting, long ms) {}

    /// A policy with what it reaches. Other policies have no bound.
    ///
    /// @param objective reference-device equivalents of all that would run, without weights
    /// @param value the same in the market's terms, in which bound and gap are
    /// @param served mean share of demand that services get
    /// @param deadlines jobs with a deadline that it meets
    record Policy(
            String policy,
            String rule,
            double objective,
            @Nullable Double value,
            @Nullable Double bound,
            @Nullable Double gap,
            int running,
            double served,
            int deadlines,
            double costPerHour) {}

    private record Works(Setup setup, List<Work> works, long nowMs) {}

    private Works works() {
        return live.ask(
                        desk -> {
                            var works = new ArrayList<Work>();
                            desk.state().jobs().values().forEach(job -> works.add(job.work()));
                            return new Works(desk.state().setup(), works, desk.nowMs());
                        })
                .join();
    }

    @Override
    public Object plan() {
        long begun = System.nanoTime();
        var now = works();
        var setup = now.setup;
        var input =
                new PlanInput(
                        setup.pools(),
                        setup.tenants(),
                        now.works,
                        setup.reference(),
                        setup.standardModel(),
                        setup.goals().under(setup.permissions(now.nowMs)),
                        Incumbents.NONE);
        var plan = new Planner(input, fitting).plan();
        var others =
                // The first of them is Medley's own plan.
                plan.alternatives().stream()
                        .skip(1)
                        .map(
                                a ->
                                        new Policy(
                                                a.name(),
                                                a.rule(),
                                                a.worth(),
                                                null,
                                                null,
                                                null,
                                                a.running(),
                                                a.demand(),
                                                a.deadlines(),
                                                a.costPerHour()))
                        .toList();
        double cost = plan.allocations().stream().mapToDouble(a -> a.costPerHour()).sum();
        var names = plan.allocations().stream().map(a -> a.work().name()).distinct().count();
        var medley =
                new Policy(
                        "medley",
                        "prices decide",
                        plan.worth(),
                        plan.objective(),
                        plan.bound(),
                        plan.gap(),
                        (int) names,
                        served(plan, now.works),
                        deadlines(plan),
                        cost);
        return new PlanView(
                medley,
                others,
                now.works.size(),
                (int) names,
                plan.waiting().size(),
                (System.nanoTime() - begun) / 1_000_000);
    }

    /// Mean share of demand that services get.
    private static double served(Plan plan, List<Work> works) {
        double shares =
                plan.allocations().stream()
                        .filter(a -> a.work() instanceof InferenceService)
                        .mapToDouble(Plan.Allocation::share)
                        .sum();
        long services = works.stream().filter(InferenceService.class::isInstance).count();
        return services == 0 ? 1 : shares / services;
    }

    private static int deadlines(Plan plan) {
        int met = 0;
        for (var a : plan.allocations()) {
            var hours = a.work().hoursToDeadline();
            if (hours != null && Amount.restMs(a.work(), 0, a.rate()) <= hours * HOUR_MS) {
                met++;
            }
        }
        return met;
    }

    // --- runway, vouchers -----------------------------------------------------------------------

    /// What a runway is worked out from; as long as it is the same, so is the answer.
    private record Basis(int months, LocalDate today, List<Work> works) {}

    private record Runway(Basis basis, JsonNode answer) {}

    /// One after another, so that the loop has a processor, and says how far it is.
    private record Teller(Consumer<Face.Step> doing) implements Crew {
        @Override
        public <T> List<T> all(String what, List<Supplier<T>> tasks) {
            var results = new ArrayList<T>();
            for (var task : tasks) {
                doing.accept(new Face.Step(what, results.size(), tasks.size()));
                results.add(task.get());
            }
            return results;
        }
    }

    @Override
    public Object runway(int months, Consumer<Face.Step> doing) {
        var basis = new Basis(months, today.get(), works().works);
        for (var known : runways) {
            if (known.basis.equals(basis)) {
                return known.answer;
            }
        }
        var fresh = new Runway(basis, runway(basis, doing));
        runways.add(fresh);
        while (runways.size() > MOST_RUNWAYS) {
            runways.removeFirst();
        }
        return fresh.answer;
    }

    private JsonNode runway(Basis basis, Consumer<Face.Step> doing) {
        long begun = System.nanoTime();
        var policy = loaded.portfolio().policy();
        var look = new RunwayInput.Look(basis.today, basis.months, DRAWS, 1, 0.95, 0.5);
        var input =
                new RunwayInput(
                        loaded.stock(),
                        loaded.portfolio().tenants(),
                        basis.works,
                        catalog.chip(policy.referenceChip()).orThrow(),
                        catalog.model(policy.standardModel()).orThrow(),
                        PlanCommand.goals(policy),
                        permissions.apply(look.dates()),
                        look);
        var runway = Study.of(input, fitting, new Teller(doing));
        var heading =
                new Heading(
                        loaded.fleet().name(),
                        basis.today,
                        policy.referenceChip(),
                        policy.currency(),
                        (System.nanoTime() - begun) / 1_000_000);
        var out = new ByteArrayOutputStream();
        RunwayJson.write(runway, heading, out);
        return tree(out.toByteArray());
    }

    @Override
    public Object vouchers(List<UsageMeter.DayUse> uses) {
        var policy = loaded.portfolio().policy();
        var inputs =
                MeteredUsage.with(
                        loaded.vouchers(),
                        uses,
                        loaded.fleet().pools(),
                        policy.currency(),
                        policy.exchangeRates());
        var view = VoucherView.of(inputs, today.get(), SOON_DAYS, null, null);
        var text = new StringWriter();
        VoucherJson.print(new PrintWriter(text), view);
        return JsonMapper.shared().readTree(text.toString());
    }

    private static JsonNode tree(byte[] json) {
        return JsonMapper.shared().readTree(json);
    }
}
