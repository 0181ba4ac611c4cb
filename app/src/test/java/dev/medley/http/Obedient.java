package dev.medley.http;

import dev.medley.core.control.Effect;
import dev.medley.core.control.Observation;
import dev.medley.live.Executor;

import java.util.function.Consumer;

/// Starts and stops at once, and never gets anywhere.
final class Obedient implements Executor {

    private Consumer<Observation> seen = _ -> {};

    @Override
    public void open(Consumer<Observation> to) {
        seen = to;
    }

    @Override
    public void perform(Effect effect, String node) {
        switch (effect) {
            case Effect.Start start -> {
                seen.accept(new Observation.Started(start.run()));
                seen.accept(new Observation.Progress(start.run(), 60, 30, 0.9));
            }
            case Effect.Stop stop ->
                    seen.accept(
                            new Observation.Ended(
                                    stop.run(), Observation.How.STOPPED, 30, "as asked"));
            case Effect.Ask _, Effect.Wake _ -> {}
        }
    }

    @Override
    public void close() {}
}
