package dev.medley.core.sim;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.control.Setup;
import dev.medley.core.place.Node;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.plan.Village;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A day on a small fleet where everything goes wrong that can, from a seed.
final class Storm {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final List<Priority> PRIORITIES =
            List.of(Priority.CORE, Priority.STANDARD, Priority.SPARE);
    private static final Scenario.Chances CHANCES =
            new Scenario.Chances(0.1, 0.1, 0.1, 0.05, 0.1, 0.4);

    private Storm() {}

    static Scenario of(long seed) {
        var random = new Streams(seed).of("storm");
        var village =
                new Village()
                        .pool("big", 32, 1, 1)
                        .pool("small", 32, 0.3, 0.9)
                        .goals(new PlanInput.Goals(random.nextInt(2), 0.1, 0.05, 0, 0))
                        .tenant("them", null, 24);
        var orders = orders(village, random);
        var input = village.input();
        var setup =
                new Setup(
                        input.pools(),
                        List.of("rack"),
                        input.tenants(),
                        input.reference(),
                        input.standardModel(),
                        input.goals(),
                        Setup.Timing.DEFAULT);
        var nodes = new ArrayList<Node>();
        for (int n = 0; n < 8; n++) {
            var pool = n < 4 ? "big" : "small";
            nodes.add(new Node("n" + n, pool, 8, 0, 0, List.of("r" + n / 2)));
        }
        return new Scenario(
                setup,
                village.fitting(),
                nodes,
                orders,
                faults(random),
                CHANCES,
                10 * MINUTE,
                DAY,
                seed);
    }

    private static List<Command> orders(Village village, SplittableRandom random) {
        int works = random.nextInt(5, 25);
        for (int i = 0; i < works; i++) {
            var terms =
                    Village.terms(
                            "w" + i,
                            random.nextInt(3) == 0 ? "them" : "us",
                            PRIORITIES.get(random.nextInt(3)));
            if (random.nextInt(4) == 0) {
                village.service(terms, random.nextInt(1, 12));
            } else {
                int devices = new int[] {1, 2, 4, 8, 16, 24}[random.nextInt(6)];
                var hours = random.nextInt(4) == 0 ? Double.valueOf(random.nextInt(1, 40)) : null;
                village.training(terms, devices, hours);
            }
        }
        var orders = new ArrayList<Command>();
        for (var work : village.input().works()) {
            long at = random.nextLong(DAY / 2);
            orders.add(new Command.Submit(at, sized(work, random), care(random)));
            if (random.nextInt(10) == 0) {
                orders.add(new Command.Cancel(at + random.nextLong(DAY / 4), work.name()));
            }
        }
        for (int i = 0; i < 3; i++) {
            long at = random.nextLong(DAY);
            var node = "n" + random.nextInt(8);
            orders.add(new Command.Cordon(at, node, true));
            orders.add(new Command.Cordon(at + random.nextLong(DAY / 8), node, false));
        }
        orders.add(new Command.RemoveNode(random.nextLong(DAY), "n" + random.nextInt(8)));
        return orders;
    }

    private static Care care(SplittableRandom random) {
        return new Care(
                random.nextInt(3) == 0 ? 0 : random.nextLong(5, 60) * MINUTE,
                random.nextInt(3) == 0 ? 0 : random.nextLong(2 * MINUTE),
                random.nextLong(5 * MINUTE),
                MINUTE,
                random.nextLong(20 * MINUTE),
                random.nextInt(4));
    }

    /// Jobs of minutes to hours on eight devices.
    private static Work sized(Work work, SplittableRandom random) {
        return switch (work) {
            case TrainingJob job ->
                    new TrainingJob(
                            job.terms(),
                            job.variants(),
                            job.qualityFloor(),
                            job.method(),
                            random.nextDouble(2_000, 200_000),
                            job.sequenceLength(),
                            job.batchTokens(),
                            job.hoursToDeadline(),
                            job.minDevices(),
                            job.maxDevices());
            case InferenceService service -> service;
            case BatchJob job -> job;
        };
    }

    private static List<Fault> faults(SplittableRandom random) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < 10; i++) {
            long at = random.nextLong(DAY);
            var node = "n" + random.nextInt(8);
            long lasts = random.nextLong(MINUTE, DAY / 8);
            faults.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Fault.NodeLoss(at, node, lasts);
                        case 1 -> new Fault.DeviceLoss(at, node, random.nextInt(8), lasts);
                        case 2 -> new Fault.SlowNode(at, node, 0.3, lasts);
                        default -> new Fault.Crash(at);
                    });
        }
        return faults;
    }
}
