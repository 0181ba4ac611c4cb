package dev.medley.core.sim;

import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.place.Node;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.RuleChanges;
import dev.medley.core.plan.Village;
import dev.medley.core.rules.Treatment;
import dev.medley.core.units.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A day on a small fleet where everything goes wrong that can, from a seed. The last hours are
/// calm, so that the truth comes out.
final class Storm {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long STORMY = DAY - Settled.CALM_MS;
    private static final int NODES = 8;

    /// Some works ask for more of a node than devices.
    private static final long CPU_MILLI = 96_000;

    private static final long MEMORY_BYTES = 1L << 39;

    /// Of how many pools it is known what nodes have.
    private int hosted;

    private final SplittableRandom random;
    private final ArrayList<Command> orders = new ArrayList<>();

    /// Parts of each small device, and of each big one.
    private final int smallParts;

    private final int bigParts;

    private Storm(SplittableRandom random, int smallParts, int bigParts) {
        this.random = random;
        this.smallParts = smallParts;
        this.bigParts = bigParts;
    }

    static Scenario of(long seed) {
        return new Storm(new Streams(seed).of("storm"), 1, 1).scenario(seed);
    }

    /// The small devices are carved, and in every third storm the big ones, too.
    static Scenario carved(long seed) {
        int parts = 2 + (int) (seed % 7);
        return new Storm(new Streams(seed).of("storm"), parts, seed % 3 == 0 ? 3 : 1)
                .scenario(seed);
    }

    private Scenario scenario(long seed) {
        var village =
                new Village()
                        .pool("big", 48, 1, 1)
                        .pool("small", 48, 0.3, 0.9)
                        .tenant("them", null, 24)
                        .tenant("poor", 20.0, null)
                        .goals(
                                new PlanInput.Goals(
                                        random.nextInt(2),
                                        one(0, 0.1, 0.25),
                                        one(0, 0.05, 0.15),
                                        one(0, 0, 0.05),
                                        0));
        if (smallParts > 1) {
            village.carve("small", smallParts);
        }
        if (bigParts > 1) {
            village.carve("big", bigParts);
        }
        var input = village.input();
        var setup =
                new Setup(
                        input.pools(),
                        List.of("rack", "hall"),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        rules(seed),
                        Setup.Timing.DEFAULT);
        hosted = random.nextInt(3);
        var nodes = new ArrayList<Node>();
        for (int n = 0; n < NODES; n++) {
            nodes.add(node(n));
        }
        works();
        fleet();
        return new Scenario(
                setup,
                new StormFitting(),
                nodes,
                orders,
                faults(),
                chances(),
                10 * MINUTE,
                DAY,
                seed);
    }

    /// In every third storm some may not use the big ones for some hours.
    private static RuleChanges rules(long seed) {
        if (seed % 3 != 0) {
            return RuleChanges.NONE;
        }
        var ruled =
                new Village()
                        .rule("big", "them", Treatment.BLOCK)
                        .rule("small", "us", Treatment.BLOCK);
        var barred = ruled.permissions();
        var days = List.of(Permissions.OF_TERMS, barred, Permissions.OF_TERMS);
        return RuleChanges.of(days, DAY / 4);
    }

    private double one(double... of) {
        return of[random.nextInt(of.length)];
    }

    /// Racks have two nodes, halls four; every other hall is of big ones.
    private Node node(int n) {
        boolean big = n / 4 % 2 == 0;
        boolean known = hosted == 2 || (hosted == 1 && big);
        return new Node(
                "n" + n,
                big ? "big" : "small",
                8 * (big ? bigParts : smallParts),
                known ? CPU_MILLI : Node.UNKNOWN,
                known ? MEMORY_BYTES + n % 2 * MEMORY_BYTES : Node.UNKNOWN,
                List.of("r" + n / 2, "h" + n / 4));
    }

    private Chances chances() {
        return new Chances(
                new Chances.Messages(one(0, 0.1, 0.3), one(0, 0.1, 0.3), one(0, 0.1)),
                new Chances.Messages(one(0, 0.1, 0.3), one(0, 0.1, 0.3), one(0, 0.1)),
                0.05,
                0.1,
                one(0, 0.002, 0.01),
                one(0, 0.1, 0.4),
                STORMY);
    }

    private void works() {
        var works = new StormWorks(random);
        int count = random.nextInt(5, 24);
        for (int i = 0; i < count; i++) {
            var work = works.draw("w" + i);
            long at = random.nextLong(DAY * 6 / 10);
            orders.add(new Command.Submit(at, work, works.care()));
            for (int changes = random.nextInt(4) - 2; changes > 0; changes--) {
                long later = at + random.nextLong(DAY / 4);
                orders.add(new Command.Change(later, works.changed(work)));
            }
            if (random.nextInt(8) == 0) {
                orders.add(new Command.Cancel(at + random.nextLong(DAY / 4), work.name()));
            }
        }
    }

    /// Nodes are cordoned or drained for a while; some go and come back, new ones come.
    private void fleet() {
        for (int i = 0; i < 3; i++) {
            long at = random.nextLong(DAY);
            var node = "n" + random.nextInt(NODES);
            orders.add(i == 0 ? new Command.Drain(at, node) : new Command.Cordon(at, node, true));
            orders.add(new Command.Cordon(at + random.nextLong(DAY / 8), node, false));
        }
        for (int i = 0; i < 2; i++) {
            long at = random.nextLong(DAY);
            int n = random.nextInt(NODES);
            orders.add(new Command.RemoveNode(at, "n" + n));
            orders.add(new Command.AddNode(at + random.nextLong(DAY / 8), node(n)));
        }
        for (int n = NODES; n < NODES + random.nextInt(4); n++) {
            orders.add(new Command.AddNode(random.nextLong(DAY), node(n)));
        }
    }

    private List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < 12; i++) {
            long at = random.nextLong(STORMY);
            var node = "n" + random.nextInt(NODES);
            long lasts = random.nextLong(MINUTE, DAY / 8);
            faults.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Fault.NodeLoss(at, node, lasts);
                        case 1 -> new Fault.DeviceLoss(at, node, random.nextInt(8), lasts);
                        case 2 -> new Fault.SlowNode(at, node, 0.3, lasts);
                        default -> new Fault.Crash(at);
                    });
        }
        if (random.nextInt(2) == 0) {
            // The clock is right again before the calm, or stays ahead for good.
            long by = random.nextLong(-HOUR, 2 * HOUR);
            boolean forGood = by > 0 && random.nextInt(3) == 0;
            long at = random.nextLong(STORMY / 2);
            faults.add(new Fault.ClockJump(at, by, forGood ? DAY : random.nextLong(STORMY / 2)));
        }
        return faults;
    }
}
