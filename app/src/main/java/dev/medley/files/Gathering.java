package dev.medley.files;

import dev.medley.core.rules.Purchase;
import dev.medley.core.rules.RuleInputs;
import dev.medley.core.stock.Stock;
import dev.medley.core.units.Money;
import dev.medley.core.units.Nearest;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Portfolio;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Puts documents together in the order of their files, and checks what only all of them can tell:
/// names given twice, and names that no document bears.
final class Gathering {

    private final Names names;
    private final LocalDate date;
    private final Problems problems;
    private final List<Work> works = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Map<String, PartReader.Item> workNames = new LinkedHashMap<>();
    private final Map<String, PartReader.Item> tenants = new LinkedHashMap<>();
    private final Map<String, PartReader.Item> purchaseLists = new LinkedHashMap<>();
    private final VoucherItems vouchers = new VoucherItems();
    private PartReader.@Nullable Item fleet;
    private PartReader.@Nullable Item policy;
    private long documents;
    private long entries;

    Gathering(Names names, LocalDate date, Problems problems) {
        this.names = names;
        this.date = date;
        this.problems = problems;
    }

    long documents() {
        return documents;
    }

    /// Whether no more may be added.
    boolean isFull() {
        return documents > Limits.DOCUMENTS || entries > Limits.ENTRIES;
    }

    void add(PartReader.Result result) {
        problems.addAll(result.problems());
        documents += result.documents();
        entries += result.entries();
        result.items().forEach(this::add);
    }

    private void add(PartReader.Item item) {
        switch (item.kind()) {
            case FLEET -> fleet = only(fleet, item);
            case POLICY -> policy = only(policy, item);
            case TENANT -> unique(tenants, item);
            case PURCHASE_LIST -> unique(purchaseLists, item);
            case PROGRAMME -> unique(vouchers.programmes(), item);
            case CONTRACT -> unique(vouchers.contracts(), item);
            case VOUCHER -> unique(vouchers.vouchers(), item);
            case TRAINING_JOB, INFERENCE_SERVICE, BATCH_JOB -> {
                unique(workNames, item);
                if (item instanceof PartReader.Item.OfWork bound) {
                    works.add(bound.work());
                    mentions.addAll(bound.mentions());
                }
            }
        }
    }

    /// Whether programmes that come with Medley can be meant.
    boolean namesProgrammes() {
        return !vouchers.isEmpty();
    }

    /// Programmes that come with Medley, under those of the documents.
    void ship(PartReader.Result result) {
        result.items().forEach(item -> vouchers.programmes().putIfAbsent(item.name(), item));
    }

    private PartReader.Item only(PartReader.@Nullable Item before, PartReader.Item item) {
        if (before != null) {
            twice(before, item, "is a second " + item.kind().word(), "keep one of them");
            return before;
        }
        return item;
    }

    private void unique(Map<String, PartReader.Item> known, PartReader.Item item) {
        if (item.name().isEmpty()) {
            return;
        }
        var before = known.putIfAbsent(item.name(), item);
        if (before != null) {
            twice(before, item, "names another " + before.kind().word() + " as well", "rename one");
        }
    }

    private void twice(PartReader.Item before, PartReader.Item item, String rule, String advice) {
        problems.add(
                new Problem(
                        item.place().file(),
                        item.place().line(),
                        item.place().column(),
                        "metadata.name",
                        "'" + item.name() + "'",
                        rule + " (at " + before.place() + ")",
                        advice));
    }

    /// Binds what is left and answers with everything, or with the problems.
    Documents.Outcome outcome() {
        var fleetFields = fields(fleet);
        var fleetCurrency = fleetFields == null ? null : fleetFields.text("currency");
        var policyFields = fields(policy);
        var policyBinder = new PolicyBinder(names, date);
        var bound =
                policyFields == null
                        ? Policy.defaults(PolicyBinder.currency(null, fleetCurrency))
                        : policyBinder.bind(policyFields, fleetCurrency);
        var pools =
                fleet == null || fleetFields == null
                        ? FleetBinder.Bound.none(bound.currency())
                        : new FleetBinder(names, bound, date).bind(fleet.name(), fleetFields);
        if (fleetFields != null) {
            checkPrices(policyBinder.pricedPools(), pools.stock());
        }
        var known = tenants(bound);
        var rules = rules(fleetFields, policyFields);
        checkMentions(known.keySet(), sites(fleetFields));
        var papers =
                new VoucherBinder(names, problems)
                        .bind(vouchers, companies(), fleet == null ? null : pools.fleet());
        return problems.isEmpty()
                ? new Documents.Loaded(
                        pools.fleet(),
                        new Portfolio(works, new ArrayList<>(known.values()), bound),
                        rules,
                        papers,
                        pools.stock())
                : new Documents.Rejected(problems.sorted(), problems.total());
    }

    private @Nullable Fields fields(PartReader.@Nullable Item item) {
        return item instanceof PartReader.Item.Whole whole
                ? new Fields(whole.spec(), List.of("spec"), whole.place().file(), problems)
                : null;
    }

    private RuleInputs rules(@Nullable Fields fleetFields, @Nullable Fields policyFields) {
        var parents = new TreeMap<String, String>();
        tenants.forEach(
                (name, item) -> {
                    var fields = fields(item);
                    if (fields != null && fields.has("ultimateParent")) {
                        parents.put(name, fields.text("ultimateParent", ""));
                    }
                });
        var binder = new RulesBinder(names);
        var circumstances = binder.circumstances(fleetFields, parents);
        var purchases = new ArrayList<Purchase>();
        purchaseLists.forEach(
                (name, item) -> {
                    var fields = fields(item);
                    if (fields != null) {
                        purchases.addAll(binder.purchases(name, fields, circumstances));
                    }
                });
        return new RuleInputs(
                circumstances,
                policyFields == null ? null : RulesBinder.policy(policyFields),
                purchases);
    }

    private static void checkPrices(List<Fields> priced, Stock stock) {
        var ids = stock.pools().stream().map(pool -> pool.id()).toList();
        for (var entry : priced) {
            var pool = entry.text("pool", "");
            if (!ids.contains(pool)) {
                entry.wrong("pool", "is no pool of the fleet", Nearest.advice(pool, ids));
            }
        }
    }

    /// Tenants by name. Where no document states any, every name that a work mentions is one.
    private Map<String, Tenant> tenants(Policy bound) {
        var known = new LinkedHashMap<String, Tenant>();
        var exchange = new Exchange(bound.currency(), bound.exchangeRates());
        tenants.forEach(
                (name, item) -> {
                    var fields = fields(item);
                    known.put(
                            name,
                            fields == null ? Tenant.named(name) : tenant(name, fields, exchange));
                });
        boolean implied = known.isEmpty();
        for (var work : works) {
            var owner = work.terms().tenant();
            if (implied || owner.equals(Tenant.DEFAULT_NAME)) {
                known.computeIfAbsent(owner, Tenant::named);
            }
        }
        return known;
    }

    /// Companies of tenants that documents state, by tenant.
    private Map<String, String> companies() {
        var companies = new TreeMap<String, String>();
        tenants.forEach(
                (name, item) -> {
                    var fields = fields(item);
                    companies.put(name, fields == null ? name : fields.text("company", name));
                });
        return companies;
    }

    private static Tenant tenant(String name, Fields fields, Exchange exchange) {
        return new Tenant(
                name,
                fields.number("weight", 1),
                fields.flag("internal", true),
                fields.text("headquarters", ""),
                exchange.money(fields, "budgetPerHour", Money.Per.HOUR, exchange.currency()),
                fields.whole("maxDevices"));
    }

    /// Names of the fleet's sites, or null where no fleet can tell.
    private static @Nullable Set<String> sites(@Nullable Fields fleet) {
        if (fleet == null) {
            return null;
        }
        var sites = new LinkedHashSet<String>();
        fleet.each("sites").forEach(site -> sites.add(site.text("name", "")));
        return sites;
    }

    private void checkMentions(Set<String> tenantNames, @Nullable Set<String> sites) {
        var knownTenants = new HashSet<>(tenantNames);
        for (var mention : mentions) {
            var known =
                    switch (mention.of()) {
                        case TENANT -> knownTenants;
                        case SITE -> sites;
                    };
            if (known != null && !known.contains(mention.name())) {
                var ordered = mention.of() == Mention.Of.TENANT ? tenantNames : known;
                problems.add(
                        new Problem(
                                mention.file(),
                                mention.line(),
                                mention.column(),
                                mention.path(),
                                "'" + mention.name() + "'",
                                "is no " + mention.of().noun(),
                                Nearest.advice(mention.name(), ordered)));
            }
        }
    }
}
