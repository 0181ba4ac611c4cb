package dev.medley.core.sim;

import dev.medley.core.control.Care;
import dev.medley.core.control.Effect;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.place.Seat;
import dev.medley.core.work.Work;

import java.util.List;

/// A gang that sits on its devices.
final class LiveGang {
    final String run;
    final Work work;
    final ShapeFit fit;
    final List<Seat> seats;
    final Care care;
    final double noise;
    final double failsAt;
    double done;
    double saved;
    long sinceMs;
    long upMs;
    long savedMs;
    long stopsMs = Long.MAX_VALUE;
    long alarmMs = Long.MAX_VALUE;
    boolean savesOnStop;
    boolean up;

    LiveGang(Effect.Start start, long at, double noise, double failsAt) {
        this.run = start.run();
        this.work = start.work();
        this.fit = start.fit();
        this.seats = start.seats();
        this.care = start.care();
        this.noise = noise;
        this.failsAt = failsAt;
        this.done = start.from();
        this.saved = start.from();
        this.upMs = at + Math.max(1, start.care().restartMs());
        this.sinceMs = upMs;
        this.savedMs = upMs;
    }
}
