package dev.medley.live.wire;

import dev.medley.core.control.Command;
import dev.medley.core.control.State;
import dev.medley.core.sim.StormyDay;
import dev.medley.live.Entry;
import dev.medley.live.Origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Records entries of a version for [WireTest]: `java ... dev.medley.live.wire.Recording FILE`. A
/// stormy morning, and then what operators do to nodes and works.
final class Recording {

    static final int DEEDS = 6;

    private Recording() {}

    private static List<Command> deeds(State state) {
        long at = state.nowMs() + 1;
        var busy = state.runs().values().iterator().next();
        return List.of(
                new Command.Drain(at, busy.seats().getFirst().node()),
                new Command.Drain(at + 1, "n4"),
                new Command.Cordon(at + 2, "n1", true),
                new Command.Cordon(at + 3, "n1", false),
                new Command.RemoveNode(at + 4, "n1"),
                new Command.Cancel(at + 5, busy.work()));
    }

    public static void main(String[] args) throws IOException {
        var day = StormyDay.of(3);
        var wire = new Wire(new Pools(day.setup().pools().stream().map(p -> p.id()).toList()));
        var state = new State(day.setup());
        var controller = day.controller();
        var commands = new ArrayList<>(day.commands().subList(0, WireTest.RECORDED));
        var lines = new ArrayList<String>();
        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            var decision = controller.decide(state, command);
            decision.events().forEach(state::apply);
            var entry =
                    new Entry(
                            lines.size() + 1L,
                            Origin.EXECUTOR,
                            command,
                            decision.events(),
                            decision.reply());
            lines.add(wire.write(entry));
            if (i + 1 == WireTest.RECORDED) {
                commands.addAll(deeds(state));
            }
        }
        Files.write(Path.of(args[0]), lines);
    }
}
