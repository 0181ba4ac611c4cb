package dev.medley.fitting;

import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fit.serving.ServingBasis;
import dev.medley.core.fit.serving.ServingFitter;
import dev.medley.core.fit.training.TrainingBasis;
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
        return new Hand(calibration).fit(essence, offer);
    }

    /// Each hand takes the next work when it is done with one: some works take a hundred times as
    /// long as others.
    @Override
    public List<List<Fit>> fitAll(List<Work> essences, List<ChipOffer> offers) {
        var rows = new Fit[essences.size()][];
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        int hands = Math.min(Runtime.getRuntime().availableProcessors(), rows.length);
        IntStream.range(0, hands)
                .parallel()
                .forEach(
                        _ -> {
                            var hand = new Hand(calibration);
                            for (int i; (i = next.getAndIncrement()) < rows.length; ) {
                                rows[i] = hand.fits(essences.get(i), offers);
                                progress.done(done.incrementAndGet(), rows.length);
                            }
                        });
        return Arrays.stream(rows).map(row -> List.of(row)).toList();
    }

    /// One thread's, with what it has looked up so far.
    private record Hand(ServingBasis serving, TrainingBasis training) {

        Hand(Calibration calibration) {
            this(new ServingBasis(calibration), new TrainingBasis(calibration));
        }

        Fit[] fits(Work essence, List<ChipOffer> offers) {
            var row = new Fit[offers.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = fit(essence, offers.get(i));
            }
            return row;
        }

        Fit fit(Work essence, ChipOffer offer) {
            return switch (essence) {
                case TrainingJob job -> TrainingFitter.fit(job, offer, training);
                case InferenceService service -> ServingFitter.fit(service, offer, serving);
                case BatchJob job -> BatchFit.fit(job, offer);
            };
        }
    }
}
