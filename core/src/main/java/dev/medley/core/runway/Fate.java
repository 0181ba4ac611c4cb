package dev.medley.core.runway;

import dev.medley.core.stock.Forecast;
import dev.medley.core.stock.Stock;
import dev.medley.core.units.Spread;
import dev.medley.core.units.Streams;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Port;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/// One course of events: how demand grows, when ports are ready, and what becomes of any stock. The
/// same dice fall for every world, so that differences between worlds are theirs alone.
final class Fate {

    private final @Nullable Streams streams;
    private final double growth;

    private Fate(@Nullable Streams streams, double growth) {
        this.streams = streams;
        this.growth = growth;
    }

    /// The middle of everything.
    static Fate middle() {
        return new Fate(null, 1);
    }

    /// @param growthBand see [RunwayInput.Look]
    static Fate drawn(Streams all, int draw, double growthBand) {
        var streams = new Streams(all.of("draw " + draw).nextLong());
        double u = Math.clamp(streams.share("growth"), 1e-9, 1 - 1e-9);
        return new Fate(streams, Math.max(0, 1 + growthBand * Spread.at(u)));
    }

    Forecast.Devices devices(Stock stock, List<LocalDate> dates) {
        var forecast = Forecast.of(stock, dates);
        return streams == null ? forecast.middle() : forecast.draw(streams);
    }

    /// Requests per second so many hours after the start: what has changed since then is so many
    /// times, in logarithms, what the service states.
    double demand(InferenceService service, double hours) {
        double first = service.requestsPerSecond();
        double stated = service.demand().at(first, hours);
        return growth == 1 || stated == first
                ? stated
                : first * StrictMath.pow(stated / first, growth);
    }

    /// Hours from the start until the work's code runs on the port's stack.
    double hoursToReady(Work work, Port port) {
        var risk = port.hoursAtRisk();
        if (streams == null || risk == null) {
            return port.hoursToReady();
        }
        var name = "port " + work.name() + " " + port.stack();
        double at = Spread.at(Math.clamp(streams.share(name), 1e-9, 1 - 1e-9));
        double side =
                at < 0 ? port.hoursToReady() - risk.least() : risk.most() - port.hoursToReady();
        return port.hoursToReady() + side * at;
    }
}
