package dev.medley.cli.planning;

import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Progress;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.weeks.HorizonInput;
import dev.medley.core.plan.weeks.HorizonPlan;
import dev.medley.core.plan.weeks.HorizonPlanner;
import dev.medley.core.stock.Forecast;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Parsed;
import dev.medley.core.work.Port;
import dev.medley.files.Documents;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// `medley plan --horizon`: the weeks to plan, and what is known of them.
final class HorizonOption {

    private static final double WEEK_SECONDS = 7 * 24 * 3600;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            description = "Plans week by week for so long, as 26w, instead of one day.")
    private @Nullable String horizon;

    @Option(
            names = "--ports",
            paramLabel = "DAY",
            description = {
                "With --horizon, which day of a port counts: earliest, expected or latest;",
                "expected if not given."
            })
    private Port.Day ports = Port.Day.EXPECTED;

    boolean isGiven() {
        return horizon != null;
    }

    /// Weeks to plan, or 0 after saying what is wrong.
    int weeks(CommandLine line) {
        var text = horizon == null ? "" : horizon;
        int weeks =
                switch (Dimension.TIME.parsePositive(text)) {
                    case Parsed.Value<Double>(Double seconds) ->
                            (int) Math.min(1e6, Math.ceil(seconds / WEEK_SECONDS - 1e-9));
                    case Parsed.Wrong<Double>(String rule, String _) -> {
                        line.getErr()
                                .println(
                                        "medley: --horizon: '%s' %s; write for example 26w"
                                                .formatted(text, rule));
                        yield 0;
                    }
                };
        if (weeks > HorizonInput.MOST_WEEKS) {
            line.getErr()
                    .println(
                            "medley: --horizon: %s is more than %d weeks; plan fewer"
                                    .formatted(text, HorizonInput.MOST_WEEKS));
            return 0;
        }
        return weeks;
    }

    /// The plan, or null after saying on stderr what is wrong with the rules.
    @Nullable HorizonPlan plan(
            Documents.Loaded loaded,
            Catalog catalog,
            LocalDate date,
            int weeks,
            Incumbents incumbents,
            RulesOption rules,
            Progress progress,
            CommandLine line) {
        var days = new ArrayList<LocalDate>();
        for (int t = 0; t < weeks; t++) {
            days.add(date.plusWeeks(t));
            days.add(date.plusWeeks(t + 1).minusDays(1));
        }
        var permissions = rules.permissions(loaded, loaded.stock().pools(), days, line);
        if (permissions == null) {
            return null;
        }
        var ruled = new ArrayList<HorizonInput.RuledWeek>();
        for (int t = 0; t < weeks; t++) {
            ruled.add(
                    new HorizonInput.RuledWeek(permissions.get(2 * t), permissions.get(2 * t + 1)));
        }
        var policy = loaded.portfolio().policy();
        var input =
                new HorizonInput(
                        new PlanInput(
                                loaded.stock().pools(),
                                loaded.portfolio().tenants(),
                                loaded.portfolio().works(),
                                catalog.chip(policy.referenceChip()).orThrow(),
                                catalog.model(policy.standardModel()).orThrow(),
                                PlanCommand.goals(policy),
                                incumbents),
                        devices(loaded, days, weeks),
                        ruled,
                        ports,
                        policy.switching(),
                        policy.weeks());
        var fitting = Inputs.fitting(progress);
        progress.say("planning weeks");
        return new HorizonPlanner(input, fitting).plan();
    }

    /// Devices that are expected to be there all week: the fewer of its first and its last day.
    private static List<List<Integer>> devices(
            Documents.Loaded loaded, List<LocalDate> days, int weeks) {
        var forecast = Forecast.of(loaded.stock(), days).middle();
        var devices = new ArrayList<List<Integer>>();
        for (int p = 0; p < loaded.stock().pools().size(); p++) {
            var perWeek = new ArrayList<Integer>();
            for (int t = 0; t < weeks; t++) {
                int least = Math.min(forecast.of(2 * t, p), forecast.of(2 * t + 1, p));
                perWeek.add(Math.max(0, least));
            }
            devices.add(perWeek);
        }
        return devices;
    }
}
