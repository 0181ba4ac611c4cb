package dev.medley.cli.rules;

import dev.medley.catalogue.CatalogFiles.Part;
import dev.medley.cli.input.CatalogOption;
import dev.medley.cli.input.Inputs;
import dev.medley.cli.input.RuleNames;
import dev.medley.cli.input.RulesOption;
import dev.medley.cli.terminal.Exit;
import dev.medley.cli.terminal.NotFound;
import dev.medley.cli.terminal.Screen;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.fleet.Fleet;
import dev.medley.core.rules.Act;
import dev.medley.core.rules.Answer;
import dev.medley.core.rules.Circumstances;
import dev.medley.core.rules.Examiner;
import dev.medley.core.rules.Placements;
import dev.medley.core.rules.Purchase;
import dev.medley.core.rules.Question;
import dev.medley.core.rules.RuleBook;
import dev.medley.core.rules.RuleInputs;
import dev.medley.core.rules.RulePolicy;
import dev.medley.core.rules.Treatment;
import dev.medley.core.work.Tenant;
import dev.medley.files.Documents;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `medley rules check`: what rules say of a chip, a fleet or a purchase list on a day.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "What dated rules say of a chip, a fleet or a purchase list.",
            "With files: of every pool of a Fleet at its site, for its owner and the tenants, and",
            "of every line of a PurchaseList.",
            "Exit code 1: something is blocked, by the Policy's rules or, without them, by what is",
            "worse than ATTENTION."
        })
public final class RulesCheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILES",
            description = "Documents: a Fleet, a Policy, Tenants, PurchaseLists.")
    private List<Path> files = List.of();

    @Option(names = "--chip", paramLabel = "CHIP", description = "A chip, by any of its names.")
    private @Nullable String chip;

    @Option(
            names = "--hbm-density",
            paramLabel = "N",
            description = "Instead of a chip: a stack of memory by itself, in GB/s per mm2.")
    private @Nullable Double density;

    @Mixin private CaseOptions options = new CaseOptions();
    @Mixin private CatalogOption catalog = new CatalogOption();
    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--bills", description = "Bills as well; they never enter a verdict.")
    private boolean bills;

    @Option(
            names = {"-v", "--verbose"},
            description = "Every rule set with all margins, clear ones too.")
    private boolean verbose;

    @Option(names = "--json", description = "Write JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (files.isEmpty() && chip == null && density == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Check what? Give --chip CHIP, or files with a Fleet or a PurchaseList.");
        }
        if (density != null && (chip != null || !(density > 0) || density > 1e6)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hbm-density takes a positive number, and stands instead of --chip.");
        }
        var book = rules.load();
        var loadedCatalog =
                files.isEmpty() ? catalog.load(Part.CHIPS) : catalog.load(Part.values());
        return check(book, loadedCatalog);
    }

    private int check(RuleBook book, Catalog known) {
        Documents.Loaded loaded = null;
        if (!files.isEmpty()) {
            loaded = Inputs.read(files, known, options.date(), spec.commandLine().getErr());
            if (loaded == null || !RuleNames.check(loaded.rules(), book, spec.commandLine())) {
                return Exit.BAD_INPUT;
            }
        }
        var inputs = loaded == null ? RuleInputs.NONE : loaded.rules();
        var checking = new Checking(book, inputs, bills);
        if (chip != null || density != null) {
            if (density != null) {
                checking.add("memory", "a stack of memory", options.ofMemory(density));
            } else if (chip != null) {
                switch (known.chip(chip)) {
                    case Lookup.Found<Chip>(var found) ->
                            checking.add(
                                    "chip",
                                    found.id(),
                                    options.question(found, inputs.circumstances()));
                    case Lookup.Missing<Chip> missing -> {
                        return NotFound.say(spec.commandLine(), json, missing);
                    }
                }
            }
        } else if (loaded != null) {
            if (options.describesACase()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "Places and parties of a fleet or a list stand in its files; such options"
                                + " go with --chip.");
            }
            var named = options.act();
            checking.fleet(loaded.fleet(), loaded.portfolio().tenants(), named, options);
            checking.purchases(inputs.purchases(), options);
            if (checking.cases.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "medley: no pool of a Fleet and no line of a PurchaseList among the"
                                        + " files.\nAdd one; docs/files.md shows both.");
                return Exit.BAD_INPUT;
            }
        }
        return say(checking, book);
    }

    private int say(Checking checking, RuleBook book) {
        var out = spec.commandLine().getOut();
        if (json) {
            RuleJson.print(out, checking.cases, options.date(), book);
        } else {
            RuleText.print(out, checking.cases, book, verbose, Screen.colour());
        }
        boolean blocked =
                checking.cases.stream().anyMatch(each -> each.treatment() == Treatment.BLOCK);
        return blocked ? Exit.NO : 0;
    }

    /// Cases as they are examined, one after another.
    private static final class Checking {
        private final RuleBook book;
        private final RuleInputs inputs;
        private final RulePolicy policy;
        private final boolean bills;
        private final List<RuleCase> cases = new ArrayList<>();

        Checking(RuleBook book, RuleInputs inputs, boolean bills) {
            this.book = book;
            this.inputs = inputs;
            this.bills = bills;
            var stated = inputs.policy();
            this.policy = stated == null ? RulePolicy.DEFAULT : stated;
        }

        void add(String kind, String subject, Question question) {
            add(kind, subject, question, inputs.circumstances());
        }

        private Answer add(
                String kind, String subject, Question question, Circumstances circumstances) {
            var answer = new Examiner(book, circumstances, bills).examine(question);
            var treatment = policy.of(answer, circumstances);
            cases.add(new RuleCase(kind, subject, answer, treatment));
            return answer;
        }

        void fleet(Fleet fleet, List<Tenant> tenants, @Nullable Act named, CaseOptions options) {
            var acts = named == null ? policy.acts() : List.of(named);
            var placements = new Placements(inputs.circumstances(), acts, options.date());
            for (var pool : fleet.pools()) {
                var all = new ArrayList<>(placements.ofOwner(pool));
                tenants.forEach(tenant -> all.addAll(placements.ofTenant(pool, tenant)));
                for (var each : all) {
                    var tenant = each.tenant();
                    var where = "%s at %s".formatted(pool.id(), pool.site().id());
                    add(
                            "pool",
                            tenant == null ? where : where + " for " + tenant.name(),
                            each.question());
                }
            }
        }

        /// Lines use licences up, one after another.
        void purchases(List<Purchase> purchases, CaseOptions options) {
            var circumstances = inputs.circumstances();
            for (var purchase : purchases) {
                var answer =
                        add(
                                "purchase",
                                "%s: %d %s"
                                        .formatted(
                                                purchase.list(),
                                                purchase.packages(),
                                                purchase.chip().id()),
                                purchase.question(circumstances, options.date()),
                                circumstances);
                circumstances = circumstances.after(answer);
            }
        }
    }
}
