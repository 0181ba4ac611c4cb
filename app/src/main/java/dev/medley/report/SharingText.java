package dev.medley.report;

import dev.medley.core.fit.serving.PooledFitter;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;
import dev.medley.report.table.Table;

import java.io.PrintWriter;
import java.util.List;

/// Services that take turns on shared devices, in words.
final class SharingText {

    private SharingText() {}

    /// Names of the services that a work stands for; empty for a work that is but itself.
    static List<String> members(Work work) {
        return work instanceof InferenceService service
                ? service.members().stream().map(InferenceService::name).toList()
                : List.of();
    }

    /// What each member meets, below the table of its group.
    static void print(PooledFitter.Sharing sharing, String pool, boolean colour, PrintWriter out) {
        out.println(
                "  on %s %s take turns in %s of %s, busy for %s of the time"
                        .formatted(
                                pool,
                                Figures.count(sharing.turns().size(), "model"),
                                Figures.count(sharing.slots(), "slot"),
                                Figures.count(sharing.slotDevices(), "device"),
                                Figures.percent(sharing.busy())));
        var table =
                Table.of(
                        "service",
                        "model",
                        "#devices",
                        "#loads in",
                        "#load first",
                        "#find no slot",
                        "#TTFT loaded");
        for (var turn : sharing.turns()) {
            var ttft = turn.fit().ttftMs();
            table.row(
                    turn.service(),
                    turn.fit().shape().model(),
                    Figures.whole(turn.fit().shape().devices()),
                    Figures.time(1000 * turn.loadSeconds()),
                    Figures.percent(turn.cold()),
                    Figures.percent(turn.blocked()),
                    ttft == null ? "-" : Figures.time(ttft));
        }
        table.print(out, "    ", colour);
    }
}
