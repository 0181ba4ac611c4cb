package dev.medley.live.wire;

import dev.medley.core.control.State;
import dev.medley.core.sim.StormyDay;
import dev.medley.live.Entry;
import dev.medley.live.Origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Records entries of a version for [WireTest]: `java ... dev.medley.live.wire.Recording FILE`.
final class Recording {

    private Recording() {}

    public static void main(String[] args) throws IOException {
        var day = StormyDay.of(3);
        var wire = new Wire(new Pools(day.setup().pools().stream().map(p -> p.id()).toList()));
        var state = new State(day.setup());
        var controller = day.controller();
        var lines = new ArrayList<String>();
        for (var command : day.commands().subList(0, WireTest.RECORDED)) {
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
        }
        Files.write(Path.of(args[0]), lines);
    }
}
