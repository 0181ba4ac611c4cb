package dev.medley.core.sim;

import dev.medley.core.control.Run;
import dev.medley.core.control.State;
import dev.medley.core.place.Node;
import dev.medley.core.work.InferenceService;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who sits on which device: by the runs and by the processes themselves, not by the cluster's
/// books.
final class Seats {

    private Seats() {}

    /// No device and no part of one is in two gangs, and as many are booked as are held.
    static void once(Collection<Run> runs, long bookedMilli) {
        var holders = new TreeMap<String, String>();
        for (var run : runs) {
            for (var seat : run.seats()) {
                for (int device : seat.devices()) {
                    var other = holders.put(seat.node() + "/" + device, run.id());
                    Violation.unless(
                            other == null,
                            "Device %s of %s is held by %s and %s.",
                            device,
                            seat.node(),
                            other,
                            run.id());
                }
            }
        }
        Violation.unless(
                bookedMilli == holders.size() * 1000L,
                "%s milli are booked, %s devices held.",
                bookedMilli,
                holders.size());
    }

    /// No node gives more CPU or memory than it has, and the books say what is left.
    static void hosted(State state) {
        var cpu = new TreeMap<String, Long>();
        var memory = new TreeMap<String, Long>();
        for (var run : state.runs().values()) {
            for (var seat : run.seats()) {
                cpu.merge(seat.node(), run.member().cpuMilli(), Long::sum);
                memory.merge(seat.node(), run.member().memoryBytes(), Long::sum);
            }
        }
        for (var machine : state.machines().values()) {
            var node = machine.node();
            var id = node.id();
            long cores = cpu.getOrDefault(id, 0L);
            long bytes = memory.getOrDefault(id, 0L);
            hosted(id, "milli of CPU", node.cpuMilli(), cores, state.cluster().cpuMilliLeft(id));
            hosted(id, "bytes", node.memoryBytes(), bytes, state.cluster().memoryBytesLeft(id));
        }
    }

    private static void hosted(String node, String what, long of, long held, long left) {
        Violation.unless(
                of == Node.UNKNOWN || (held <= of && left == of - held),
                "Node %s has %s %s; runs hold %s, and %s are said to be left.",
                node,
                of,
                what,
                held,
                left);
    }

    /// Gangs are whole, and no job has two.
    static void whole(State state) {
        for (var run : state.runs().values()) {
            int held = run.seats().stream().mapToInt(seat -> seat.devices().size()).sum();
            int wanted = run.fit().shape().devices();
            Violation.unless(
                    held == wanted, "Run %s holds %s devices of %s.", run.id(), held, wanted);
            var pool = state.setup().pools().get(run.pool());
            Violation.unless(
                    held <= pool.largestGang(),
                    "Run %s holds %s parts of devices, which have no link.",
                    run.id(),
                    held);
            Violation.unless(
                    state.jobs().containsKey(run.work()), "Run %s belongs to nobody.", run.id());
        }
        for (var job : state.jobs().values()) {
            Violation.unless(
                    job.runs().size() <= 1 || job.work() instanceof InferenceService,
                    "Work '%s' has the runs %s at once.",
                    job.work().name(),
                    job.runs());
        }
    }

    /// Whoever really sits on devices holds them; nobody sits there unknown, no job sits twice.
    static void known(SortedMap<String, Run> runs, Collection<LiveGang> alive) {
        var perJob = new TreeMap<String, String>();
        for (var process : alive) {
            var run = runs.get(process.run);
            Violation.unless(run != null, "Run %s sits on devices it does not hold.", process.run);
            Violation.unless(
                    run == null || run.seats().equals(process.seats),
                    "Run %s is not where it should be.",
                    process.run);
            if (!(process.work instanceof InferenceService)) {
                var other = perJob.put(process.work.name(), process.run);
                Violation.unless(
                        other == null,
                        "Work '%s' runs twice, as %s and %s.",
                        process.work.name(),
                        other,
                        process.run);
            }
        }
    }

    /// Every work that was taken in waits, runs or is over, and is only one of them.
    static void lost(State state, Iterable<String> promised) {
        for (var work : promised) {
            boolean open = state.jobs().containsKey(work);
            boolean over = state.closed().containsKey(work);
            Violation.unless(open || over, "Work '%s' is lost.", work);
            Violation.unless(!(open && over), "Work '%s' is over and is not.", work);
        }
        for (var job : state.jobs().values()) {
            for (var id : job.runs()) {
                Violation.unless(
                        state.runs().containsKey(id),
                        "Run %s of '%s' is lost.",
                        id,
                        job.work().name());
            }
        }
    }
}
