package dev.medley.cli.planning;

import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.Progress;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.ledger.vouchers.VoucherHistory;
import dev.medley.core.plan.Incumbents;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.Plan;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Planner;
import dev.medley.core.plan.VoucherCover;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Priority;
import dev.medley.files.Documents;
import dev.medley.report.CertificateFile;
import dev.medley.report.Heading;
import dev.medley.report.HorizonJson;
import dev.medley.report.HorizonTable;
import dev.medley.report.PlanJson;
import dev.medley.report.PlanTable;
import dev.medley.report.WeekCertificateFile;
import dev.medley.report.page.HorizonPage;
import dev.medley.report.page.PlanPage;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `medley plan`: who gets which chips, what they are worth, who waits and why.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Gives every chip of a fleet to the work it serves best, and explains it.")
public final class PlanCommand implements Callable<Integer> {

    @Mixin private Inputs inputs = new Inputs();

    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "The whole plan as JSON, and nothing else, on stdout.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes the plan as one self-contained page.")
    private @Nullable Path html;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Also writes bids, supply and prices, for anyone to check the bound.")
    private @Nullable Path certificate;

    @Option(
            names = "--running",
            paramLabel = "PLAN.json",
            description = "An earlier plan's JSON: what runs now, and moves only when it pays.")
    private @Nullable Path running;

    @Mixin private HorizonOption horizon = new HorizonOption();

    @Option(
            names = {"-v", "--verbose"},
            description = "Every allocation and every reason in the table.")
    private boolean verbose;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var progress = new Progress(spec.commandLine().getErr());
        var catalog = inputs.catalog();
        progress.say("reading documents");
        var loaded = inputs.readFleet(catalog);
        if (loaded == null) {
            return Exit.BAD_INPUT;
        }
        var switching = loaded.portfolio().policy().switching();
        var err = spec.commandLine().getErr();
        var incumbents = RunningOption.incumbents(running, switching, err);
        if (incumbents == null) {
            return Exit.BAD_INPUT;
        }
        if (horizon.isGiven()) {
            return planWeeks(loaded, catalog, incumbents, progress);
        }
        var permissions = rules.permissions(loaded, inputs.date(), spec.commandLine());
        if (permissions == null) {
            return Exit.BAD_INPUT;
        }
        long start = System.nanoTime();
        var fitting = Inputs.fitting(progress);
        var input = input(loaded, catalog, incumbents, permissions);
        progress.say("planning");
        var plan = new Planner(input, fitting).plan();
        plan = plan.paidWith(vouchers(plan, loaded));
        long solveMs = (System.nanoTime() - start) / 1_000_000;
        write(plan, inputs.heading(loaded, solveMs), progress);
        return plan.allocations().isEmpty() && !plan.waiting().isEmpty() ? Exit.NO : 0;
    }

    private int planWeeks(
            Documents.Loaded loaded, Catalog catalog, Incumbents incumbents, Progress progress)
            throws IOException {
        var line = spec.commandLine();
        int weeks = horizon.weeks(line);
        var pools = loaded.fleet().pools();
        if (weeks == 0 || !Inputs.isWhole(pools, "plans over weeks", line.getErr())) {
            return Exit.BAD_INPUT;
        }
        long start = System.nanoTime();
        var plan =
                horizon.plan(
                        loaded, catalog, inputs.date(), weeks, incumbents, rules, progress, line);
        if (plan == null) {
            return Exit.BAD_INPUT;
        }
        var heading = inputs.heading(loaded, (System.nanoTime() - start) / 1_000_000);
        if (html != null) {
            progress.say("writing " + html);
            Files.writeString(html, HorizonPage.of(plan, heading));
        }
        if (certificate != null) {
            progress.say("writing " + certificate);
            try (var out = open(certificate)) {
                WeekCertificateFile.write(plan.certificate(), out);
            }
        }
        if (json) {
            HorizonJson.write(plan, heading, System.out);
        } else {
            var options = new PlanTable.Options(Screen.colour(), verbose);
            HorizonTable.print(plan, heading, options, line.getOut());
        }
        return plan.courses().isEmpty() || plan.courses().stream().anyMatch(c -> c.runs())
                ? 0
                : Exit.NO;
    }

    private static PlanInput input(
            Documents.Loaded loaded,
            Catalog catalog,
            Incumbents incumbents,
            Permissions permissions) {
        var policy = loaded.portfolio().policy();
        return new PlanInput(
                loaded.fleet().pools(),
                loaded.portfolio().tenants(),
                loaded.portfolio().works(),
                catalog.chip(policy.referenceChip()).orThrow(),
                catalog.model(policy.standardModel()).orThrow(),
                goals(policy).under(permissions),
                incumbents);
    }

    /// What vouchers of the documents take off the cost of the plan.
    private VoucherCover vouchers(Plan plan, Documents.Loaded loaded) {
        var vouchers = loaded.vouchers();
        var policy = loaded.portfolio().policy();
        return VoucherCover.of(
                plan,
                VoucherHistory.until(inputs.date(), vouchers).desk(),
                vouchers,
                inputs.date(),
                policy.currency(),
                policy.exchangeRates());
    }

    /// What the operator wants, as the policy states it.
    public static PlanInput.Goals goals(Policy policy) {
        return new PlanInput.Goals(
                policy.alpha(),
                policy.floor(Priority.STANDARD),
                policy.floor(Priority.SPARE),
                policy.moneyWeight(),
                policy.powerWeight());
    }

    private void write(Plan plan, Heading heading, Progress progress) throws IOException {
        if (html != null) {
            progress.say("writing " + html);
            Files.writeString(html, PlanPage.of(plan, heading));
        }
        if (certificate != null) {
            progress.say("writing " + certificate);
            try (var out = open(certificate)) {
                for (var clearing : plan.clearings().values()) {
                    CertificateFile.write(clearing.certificate(), out);
                }
            }
        }
        if (json) {
            PlanJson.write(plan, heading, System.out);
        } else {
            var options = new PlanTable.Options(Screen.colour(), verbose);
            PlanTable.print(plan, heading, options, spec.commandLine().getOut());
        }
    }

    private static OutputStream open(Path path) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(path));
    }
}
