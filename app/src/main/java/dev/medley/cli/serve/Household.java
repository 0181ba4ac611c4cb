package dev.medley.cli.serve;

import dev.medley.cli.planning.PlanCommand;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.control.Setup;
import dev.medley.core.fleet.Pool;
import dev.medley.core.fleet.Site;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.sim.days.Days;
import dev.medley.core.work.Tenant;
import dev.medley.devices.Processor;
import dev.medley.files.Documents;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server decides with: people and rules out of documents, the devices of this machine, and
/// pools that are simulated.
///
/// @param local nodes of this machine, one per chip
/// @param simulated nodes of pools that exist in documents only
record Household(Setup setup, List<Node> local, List<Node> simulated) {

    private static final long MS_PER_DAY = 86_400_000;
    private static final String LOCAL = "local-";

    /// Between a node's host and its chip.
    private static final String CHIP = "/";

    Household {
        local = List.copyOf(local);
        simulated = List.copyOf(simulated);
    }

    /// Pools of this machine's devices, one per chip; they cost nothing but what documents say of
    /// their chip.
    ///
    /// @param devices how many there are, by the chip's id
    static List<Pool> pools(
            Documents.Loaded loaded, Catalog catalog, SortedMap<String, Integer> devices) {
        var here = new Site("here", "", 0, 1);
        var prices = loaded.portfolio().policy().chipPrices();
        var pools = new ArrayList<Pool>();
        devices.forEach(
                (id, count) -> {
                    var chip = catalog.chip(id).orThrow();
                    double price = prices.getOrDefault(chip.id(), 0.0);
                    pools.add(
                            new Pool(
                                    LOCAL + chip.id(),
                                    here,
                                    chip,
                                    chip.stack(),
                                    count,
                                    count,
                                    count,
                                    price));
                });
        return pools;
    }

    /// All of it.
    ///
    /// @param pools of this machine's devices
    /// @param byDay permissions from the first day on
    static Household of(
            Documents.Loaded loaded,
            Catalog catalog,
            List<Pool> pools,
            List<Permissions> byDay,
            LocalDate firstDay) {
        var policy = loaded.portfolio().policy();
        var imagined = loaded.fleet().pools();
        var all = new ArrayList<>(imagined);
        all.addAll(pools);
        long fromMs = firstDay.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        var setup =
                new Setup(
                        all,
                        Days.TIERS,
                        tenants(loaded),
                        catalog.chip(policy.referenceChip()).orThrow(),
                        catalog.model(policy.standardModel()).orThrow(),
                        PlanCommand.goals(policy).under(byDay.getFirst()),
                        RuleChanges.of(byDay, MS_PER_DAY).later(fromMs),
                        imagined.isEmpty() ? Setup.Timing.DEFAULT : Days.TIMING);
        var host = hostName();
        var local =
                pools.stream()
                        .map(
                                pool ->
                                        new Node(
                                                host + CHIP + pool.chip().id(),
                                                pool.id(),
                                                pool.devices(),
                                                Node.UNKNOWN,
                                                Node.UNKNOWN,
                                                List.of(host)))
                        .toList();
        return new Household(setup, local, Days.nodes(imagined));
    }

    /// The same on a machine with this processor. Where it has several chips each is a node, and
    /// what each may use of the machine nobody can say.
    Household on(Processor processor) {
        if (local.size() != 1) {
            return this;
        }
        var node = local.getFirst();
        var memory = processor.device().row().memoryBytes();
        return new Household(
                setup,
                List.of(
                        new Node(
                                node.id(),
                                node.pool(),
                                node.devices(),
                                1000L * processor.cores(),
                                Node.amount(memory),
                                node.domains())),
                simulated);
    }

    /// Those of the documents, and one for work that names none.
    private static List<Tenant> tenants(Documents.Loaded loaded) {
        var tenants = new TreeMap<String, Tenant>();
        loaded.portfolio().tenants().forEach(tenant -> tenants.put(tenant.name(), tenant));
        tenants.putIfAbsent(Tenant.DEFAULT_NAME, Tenant.named(Tenant.DEFAULT_NAME));
        return List.copyOf(tenants.values());
    }

    /// Local devices as they stand in an epoch's settings, and back.
    static String words(Map<String, Integer> devices) {
        var words = new ArrayList<String>();
        devices.forEach((chip, count) -> words.add(chip + "=" + count));
        return String.join(" ", words);
    }

    static SortedMap<String, Integer> devices(String words) {
        var devices = new TreeMap<String, Integer>();
        for (var word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            int at = word.lastIndexOf('=');
            devices.put(word.substring(0, at), Integer.parseInt(word.substring(at + 1)));
        }
        return devices;
    }

    /// The chip of a node of this machine.
    static String chip(String node) {
        return node.substring(node.lastIndexOf(CHIP) + CHIP.length());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "this-machine";
        }
    }
}
