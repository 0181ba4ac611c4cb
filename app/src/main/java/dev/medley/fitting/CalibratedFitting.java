package dev.medley.fitting;

import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.serving.ServingFitter;
import dev.medley.core.fit.training.TrainingFitter;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Fits by the calibrated model. Many works at once are shared among all processors; the answer is
/// the same on any number of them.
public final class CalibratedFitting implements Fitting {

    /// Told from time to time how many of all works are done, on any thread.
    @FunctionalInterface
    public interface Progress {
        void done(int works, int of);
    }

    private final Calibration calibration;
    private final Progress progress;

    public CalibratedFitting(Calibration calibration, Progress progress) {
        this.calibration = calibration;
        this.progress = progress;
    }

    @Override
    public Fit fit(Work essence, ChipOffer offer) {
        return switch (essence) {
            case TrainingJob job -> TrainingFitter.fit(job, offer, calibration);
            case InferenceService service -> ServingFitter.fit(service, offer, calibration);
            case BatchJob job -> BatchFit.fit(job, offer);
        };
    }

    @Override
    public List<List<Fit>> fitAll(List<Work> essences, List<ChipOffer> offers) {
        var rows = new Fit[essences.size()][];
        var done = new AtomicInteger();
        IntStream.range(0, rows.length)
                .parallel()
                .forEach(
                        i -> {
                            var essence = essences.get(i);
                            rows[i] =
                                    offers.stream()
                                            .map(offer -> fit(essence, offer))
                                            .toArray(Fit[]::new);
                            progress.done(done.incrementAndGet(), rows.length);
                        });
        return Arrays.stream(rows).map(row -> List.of(row)).toList();
    }
}
