package dev.medley.http;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Command;
import dev.medley.core.control.Event;
import dev.medley.core.control.Job;
import dev.medley.core.control.Observation;
import dev.medley.core.control.Run;
import dev.medley.core.work.Work;
import dev.medley.live.Entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What happened to works, as far as memory goes: the state forgets whatever is over. One thread
/// writes; any may read what is short.
final class Lives {

    private static final int MOST_LINES = 150_000;
    private static final int MOST_LINES_OF_ONE = 100;
    private static final int MOST_OVER = 50_000;

    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    /// Works that are over, in the order in which they ended.
    private final ArrayDeque<String> over = new ArrayDeque<>();

    private final Map<String, String> workOfRun = new ConcurrentHashMap<>();
    private final Map<String, Double> rates = new ConcurrentHashMap<>();
    private int lines;

    /// What does not change about a work, and how far it was when last heard of.
    record Brief(Work work, long submittedMs, double done) {}

    /// A line of a life.
    record Line(long atMs, String event, String text) {}

    /// A run that is over.
    record Past(String id, int pool, int devices, long placedMs, long endedMs, String how) {}

    private static final class Life {
        private volatile Brief brief;
        private final ArrayDeque<Line> lines = new ArrayDeque<>();
        private final LinkedHashMap<String, Event.RunPlaced> runs = new LinkedHashMap<>();
        private final ArrayDeque<Past> past = new ArrayDeque<>();

        Life(Brief brief) {
            this.brief = brief;
        }
    }

    /// What the state says when the server comes up.
    void begin(Iterable<Job> jobs, Iterable<Run> runs) {
        for (var job : jobs) {
            lives.computeIfAbsent(
                    job.work().name(),
                    _ -> new Life(new Brief(job.work(), job.submittedMs(), job.saved())));
        }
        for (var run : runs) {
            workOfRun.put(run.id(), run.work());
        }
    }

    void saw(Event event, Telling.Line line, Entry entry) {
        switch (event) {
            case Event.Submitted e ->
                    lives.put(e.work().name(), new Life(new Brief(e.work(), e.atMs(), 0)));
            case Event.Changed e -> {
                var life = lives.get(e.work().name());
                if (life != null) {
                    life.brief = new Brief(e.work(), life.brief.submittedMs, life.brief.done);
                }
            }
            case Event.RunPlaced e -> {
                workOfRun.put(e.run(), e.work());
                var life = lives.get(e.work());
                if (life != null) {
                    life.runs.put(e.run(), e);
                }
            }
            case Event.RunProgressed e -> {
                if (entry.command() instanceof Command.Observe(_, Observation.Progress seen)
                        && seen.rate() > 0) {
                    rates.put(e.run(), seen.rate());
                }
            }
            case Event.RunEnded e -> end(e);
            default -> {}
        }
        write(line);
        if (event instanceof Event.Closed closed) {
            close(closed);
        }
    }

    private void end(Event.RunEnded e) {
        rates.remove(e.run());
        var work = workOfRun.get(e.run());
        var life = work == null ? null : lives.get(work);
        if (life == null) {
            return;
        }
        var before = life.brief;
        life.brief = new Brief(before.work, before.submittedMs, Math.max(before.done, e.saved()));
        var placed = life.runs.remove(e.run());
        int pool = placed == null ? -1 : placed.pool();
        int devices = placed == null ? 0 : placed.seats().size() * placed.member().devices();
        long placedMs = placed == null ? 0 : placed.atMs();
        var how = Telling.word(e.how());
        life.past.add(new Past(e.run(), pool, devices, placedMs, e.atMs(), how));
        if (life.past.size() > MOST_LINES_OF_ONE) {
            workOfRun.remove(life.past.remove().id());
        }
    }

    private void write(Telling.Line line) {
        var work = owner(line);
        var life = work == null || line.kind().equals("run-progressed") ? null : lives.get(work);
        if (life == null) {
            return;
        }
        synchronized (life) {
            life.lines.add(new Line(line.atMs(), line.kind(), line.text()));
            lines++;
            if (life.lines.size() > MOST_LINES_OF_ONE) {
                life.lines.remove();
                lines--;
            }
        }
    }

    private void close(Event.Closed e) {
        over.add(e.work());
        var life = lives.get(e.work());
        if (life != null && e.end() == Event.End.DONE) {
            var b = life.brief;
            double total = Amount.total(b.work);
            double done = total == Amount.ENDLESS ? b.done : total;
            life.brief = new Brief(b.work, b.submittedMs, done);
        }
        while (over.size() > MOST_OVER || (lines > MOST_LINES && !over.isEmpty())) {
            forget(over.remove());
        }
    }

    private void forget(String work) {
        var life = lives.remove(work);
        if (life != null) {
            lines -= life.lines.size();
            life.past.forEach(past -> workOfRun.remove(past.id()));
        }
    }

    /// The work that a line is about, or null.
    @Nullable String owner(Telling.Line line) {
        return switch (line.about()) {
            case WORK -> line.subject();
            case RUN -> workOf(line.subject());
            case NODE, ALL -> null;
        };
    }

    /// Null if it is not remembered.
    @Nullable Brief brief(String work) {
        var life = lives.get(work);
        return life == null ? null : life.brief;
    }

    @Nullable String tenant(String work) {
        var brief = brief(work);
        return brief == null ? null : brief.work.terms().tenant();
    }

    @Nullable String workOf(String run) {
        return workOfRun.get(run);
    }

    /// What was last measured of a run, or null.
    @Nullable Double rate(String run) {
        return rates.get(run);
    }

    List<Line> life(String work) {
        var life = lives.get(work);
        if (life == null) {
            return List.of();
        }
        synchronized (life) {
            return new ArrayList<>(life.lines);
        }
    }

    /// Runs that are over, oldest first; only for the thread that writes.
    List<Past> past(String work) {
        var life = lives.get(work);
        return life == null ? List.of() : List.copyOf(life.past);
    }
}
