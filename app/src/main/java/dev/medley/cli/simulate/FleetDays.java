package dev.medley.cli.simulate;

import dev.medley.catalogue.CatalogFiles;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.FaultOption;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.planning.PlanCommand;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Setup;
import dev.medley.core.fit.RememberedFits;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.sim.days.Chronicle;
import dev.medley.core.sim.days.Days;
import dev.medley.core.sim.days.Hazards;
import dev.medley.files.Documents;
import dev.medley.report.page.FleetDaysPage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The part of `medley simulate fleet` that plays people's own fleet and works for some days.
final class FleetDays {

    /// Options that mean nothing without documents.
    static final List<String> OPTIONS =
            List.of("--days", "--arrivals", "--faults", "--catalog", "--rules", "--date");

    private static final double MOST_DAYS = 3650;
    private static final double MOST_LOAD = 100;
    private static final double MS_PER_DAY = 86_400_000;

    /// From one market round to the next where nothing happens, in seconds.
    static final double USUAL_ROUND_S = 1800;

    /// What a work needs from its seats to its first progress, in seconds.
    static final double USUAL_RESTART_S = 120;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILES",
            description =
                    "Documents, as for `medley plan`: their fleet, works, tenants and policy are"
                            + " played for some days by the controller itself.")
    private List<Path> files = List.of();

    @Mixin private CatalogOption catalog = new CatalogOption();

    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description =
                    "With FILES: the first day, as 2026-11-30, from which deadlines count; today"
                            + " if not given.")
    private @Nullable LocalDate date;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "With FILES: how long (default: 30).")
    private double days = 30;

    @Option(
            names = "--arrivals",
            paramLabel = "LOAD",
            defaultValue = "0",
            description =
                    "With FILES: jobs like theirs go on coming at random; 1 keeps the load that"
                            + " they are, 1.2 brings a fifth more (default: 0, nobody comes).")
    private double arrivals;

    @Option(
            names = "--faults",
            paramLabel = "KIND=N,...",
            converter = FaultOption.class,
            description =
                    "With FILES: what goes wrong (default: nothing). losses: node losses per device"
                        + " and year; outage: their mean hours (4); slow: slow spells per device"
                        + " and year; spell: their mean hours (24); speed: what is left of it"
                        + " (0.7); noise: half width of true rates around predicted ones, as 0.1.")
    private Hazards faults = Hazards.NONE;

    /// What the options of both parts say.
    record Common(double roundS, double restartS, long seed, @Nullable Path html, boolean json) {}

    boolean isAsked() {
        return !files.isEmpty();
    }

    int play(Set<FleetPolicy> policies, Common common) throws IOException {
        check(common);
        var line = spec.commandLine();
        var progress = new Progress(line.getErr());
        var known = catalog.load(CatalogFiles.Part.values());
        progress.say("reading documents");
        var today = date == null ? LocalDate.now(ZoneId.systemDefault()) : date;
        var loaded = Inputs.read(files, known, today, line.getErr());
        if (loaded == null || !Inputs.hasFleet(loaded, line.getErr())) {
            return Exit.BAD_INPUT;
        }
        if (loaded.portfolio().works().isEmpty()) {
            line.getErr()
                    .println(
                            "medley: no work among the files.\n"
                                    + "Add a TrainingJob, an InferenceService or a BatchJob;"
                                    + " `medley example DIR` writes some.");
            return Exit.BAD_INPUT;
        }
        var dates = today.datesUntil(today.plusDays((long) Math.ceil(days))).toList();
        var permissions = rules.permissions(loaded, loaded.fleet().pools(), dates, line);
        if (permissions == null) {
            return Exit.BAD_INPUT;
        }
        var setup = setup(loaded, known, permissions);
        var played = play(loaded, setup, policies, common, progress);
        var heading =
                new FleetDaysText.Heading(
                        loaded.fleet().name(),
                        loaded.portfolio().policy().currency(),
                        days,
                        arrivals,
                        faults,
                        common.roundS(),
                        common.restartS(),
                        common.seed());
        var page = common.html();
        if (page != null) {
            progress.say("writing " + page);
            var terms = FleetDaysText.terms(heading, played.getFirst());
            Files.writeString(
                    page, FleetDaysPage.of(played, heading.fleet(), heading.currency(), terms));
        }
        if (common.json()) {
            FleetDaysText.json(played, heading, line.getOut());
        } else {
            FleetDaysText.table(played, heading, line.getOut(), Screen.colour());
        }
        return 0;
    }

    private List<Chronicle> play(
            Documents.Loaded loaded,
            Setup setup,
            Set<FleetPolicy> policies,
            Common common,
            Progress progress) {
        var fitting = new RememberedFits(Inputs.fitting(progress));
        var terms =
                new Days.Terms(
                        (long) (days * MS_PER_DAY),
                        (long) (common.roundS() * 1000),
                        (long) (common.restartS() * 1000),
                        arrivals,
                        faults,
                        common.seed());
        var story = story(setup, fitting, loaded, terms);
        var played = new ArrayList<Chronicle>();
        for (var policy : policies) {
            var seller = policy.seller(setup.pools(), loaded.portfolio().works());
            seller.ifPresent(
                    sellers ->
                            played.add(
                                    story.play(
                                            policy.word(),
                                            sellers,
                                            System::nanoTime,
                                            ms ->
                                                    progress.say(
                                                            "playing under %s, day %.1f"
                                                                    .formatted(
                                                                            policy.word(),
                                                                            ms / MS_PER_DAY)))));
        }
        return played;
    }

    private Days story(
            Setup setup, RememberedFits fitting, Documents.Loaded loaded, Days.Terms terms) {
        try {
            return new Days(setup, fitting, loaded.portfolio().works(), terms);
        } catch (Days.TooMany tooMany) {
            throw wrong(
                    "--arrivals: %s for %s days brings more than %,d works; lower one of them"
                            .formatted(arrivals, days, tooMany.most()));
        }
    }

    private static Setup setup(Documents.Loaded loaded, Catalog known, List<Permissions> byDay) {
        var policy = loaded.portfolio().policy();
        return new Setup(
                loaded.fleet().pools(),
                Days.TIERS,
                loaded.portfolio().tenants(),
                known.chip(policy.referenceChip()).orThrow(),
                known.model(policy.standardModel()).orThrow(),
                PlanCommand.goals(policy).under(byDay.getFirst()),
                RuleChanges.of(byDay, (long) MS_PER_DAY),
                Days.TIMING);
    }

    private void check(Common common) {
        if (!(days > 0 && days <= MOST_DAYS)) {
            throw wrong(
                    "--days: %s must be above 0 and at most %.0f; write for example 30"
                            .formatted(days, MOST_DAYS));
        }
        if (!(arrivals >= 0 && arrivals <= MOST_LOAD)) {
            throw wrong(
                    "--arrivals: %s must be from 0 to %.0f; write for example 1"
                            .formatted(arrivals, MOST_LOAD));
        }
        if (!(common.roundS() * 1000 <= days * MS_PER_DAY)) {
            throw wrong(
                    "--round: %s seconds are more than --days; write for example %.0f"
                            .formatted(common.roundS(), USUAL_ROUND_S));
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
