package dev.medley.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.medley.core.control.Job;
import dev.medley.core.control.Run;
import dev.medley.core.fit.Band;
import dev.medley.core.fit.Shape;
import dev.medley.core.fit.TimeTerms;
import dev.medley.live.Desk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// All there is to say of one work.
///
/// @param past runs that are over, as far as they are remembered
/// @param life what happened to it, as far as it is remembered
record WorkView(
        @JsonUnwrapped WorkItem item,
        @Nullable Object spec,
        List<OfRun> runs,
        List<OfPast> past,
        List<Lives.Line> life,
        @Nullable Long deadlineMs,
        int failures) {

    /// @param rate measured, in `unit`; null if nobody has
    /// @param predicted as the performance model has it
    record OfRun(
            String id,
            String pool,
            String chip,
            Shape shape,
            int devices,
            List<OfSeat> seats,
            String phase,
            long placedMs,
            @Nullable Long startedMs,
            @Nullable Double rate,
            double predicted,
            String unit,
            Band band,
            TimeTerms terms,
            String binds,
            @Nullable Double ttftMs,
            @Nullable Double tpotMs,
            double watts,
            double costPerHour,
            double done,
            double saved) {}

    record OfSeat(String node, List<Integer> devices) {}

    /// @param pool null if it is forgotten
    record OfPast(
            String id,
            @Nullable String pool,
            int devices,
            long placedMs,
            long endedMs,
            String how) {}

    /// A work that is not over, without what only memory knows.
    static WorkView of(Desk desk, Lives lives, Job job) {
        var runs = new ArrayList<OfRun>();
        for (var id : job.runs()) {
            var run = desk.state().runs().get(id);
            if (run != null) {
                runs.add(of(desk, lives, run));
            }
        }
        var hours = job.work().hoursToDeadline();
        return new WorkView(
                WorkItem.of(desk, lives, job, true),
                SpecView.of(job.work()),
                runs,
                List.of(),
                List.of(),
                hours == null ? null : job.deadlineFromMs() + (long) (hours * 3_600_000),
                job.failures());
    }

    private static OfRun of(Desk desk, Lives lives, Run run) {
        var pool = desk.state().setup().pools().get(run.pool());
        var fit = run.fit();
        var seats =
                run.seats().stream().map(seat -> new OfSeat(seat.node(), seat.devices())).toList();
        return new OfRun(
                run.id(),
                pool.id(),
                pool.chip().id(),
                fit.shape(),
                run.devices(),
                seats,
                Telling.word(run.phase()),
                run.placedMs(),
                run.startedMs() == 0 ? null : run.startedMs(),
                lives.rate(run.id()),
                fit.rate(),
                fit.unit(),
                fit.band(),
                fit.terms(),
                fit.terms().binds(),
                fit.ttftMs(),
                fit.tpotMs(),
                fit.watts(),
                fit.costPerHour(),
                run.done(),
                run.saved());
    }

    /// With what memory knows of the work.
    WorkView with(List<OfPast> known, List<Lives.Line> lines) {
        return new WorkView(item, spec, runs, known, lines, deadlineMs, failures);
    }
}
