package dev.medley.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fit.BatchFit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.plan.Planner;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;
import dev.medley.live.Workshop;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class SharedFitsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Fitting counting =
            (work, offer) -> {
                asked.incrementAndGet();
                return BatchFit.fit((BatchJob) work, offer);
            };
    private final SharedFits fits = new SharedFits(counting);

    private static Work job(int devices) {
        return Workshop.job("job", devices, Priority.CORE);
    }

    @Test
    void asksOnceForEqualEssences() {
        var offers = Planner.offers(Workshop.setup().pools());
        fits.prepare(List.of(job(2), Workshop.job("other", 2, Priority.SPARE)), offers);
        fits.prepare(List.of(job(2)), offers);
        assertThat(asked).hasValue(1);
    }

    @Test
    void answersInTheOrderAsked() {
        var offers = Planner.offers(Workshop.setup().pools());
        fits.prepare(List.of(job(4)), offers);
        var rows = fits.fitAll(List.of(job(2), job(4), job(99)), offers);
        assertThat(rows).isEqualTo(counting.fitAll(List.of(job(2), job(4), job(99)), offers));
    }

    @Test
    void answersManyThreadsAlike() {
        var offers = Planner.offers(Workshop.setup().pools());
        var works = IntStream.range(1, 9).mapToObj(SharedFitsTest::job).toList();
        var right = counting.fitAll(works, offers);
        var answers =
                IntStream.range(0, 16)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> fits.fitAll(works, offers)))
                        .toList();
        answers.forEach(answer -> assertThat(answer.join()).isEqualTo(right));
    }
}
