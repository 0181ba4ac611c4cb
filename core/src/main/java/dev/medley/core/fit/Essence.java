package dev.medley.core.fit;

import dev.medley.core.catalog.Model;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The part of a work that decides how fast a chip does it. Name, tenant, urgency, amount and
/// permissions are left out: works with equal essence have equal fits.
public final class Essence {

    private static final Terms NOBODYS = Terms.nobodys("-");

    private Essence() {}

    /// The work with everything at a neutral value that does not change its fits.
    public static Work of(Work work) {
        return switch (work) {
            case TrainingJob job ->
                    new TrainingJob(
                            NOBODYS,
                            job.variants(),
                            job.qualityFloor(),
                            job.method(),
                            1e9,
                            job.sequenceLength(),
                            job.batchTokens(),
                            null,
                            job.minDevices(),
                            job.maxDevices());
            case InferenceService service when !service.members().isEmpty() ->
                    InferenceService.sharing(NOBODYS, service.members());
            case InferenceService service ->
                    new InferenceService(
                            NOBODYS,
                            service.variants(),
                            service.qualityFloor(),
                            1,
                            service.inputTokens(),
                            service.outputTokens(),
                            service.sharedPrefix(),
                            service.ttftMs(),
                            service.tpotMs());
            case BatchJob job ->
                    new BatchJob(NOBODYS, job.devices(), job.rates(), List.of(), null, null);
        };
    }

    /// Ordinary work of the same kind on a model that every chip should run: 8,192-token sequences
    /// when training, prompts and answers of 1,000 tokens without limits when serving. Null for
    /// batch jobs, of which none is standard.
    public static @Nullable Work standard(Work work, Model model) {
        return switch (work) {
            case TrainingJob _ ->
                    new TrainingJob(
                            NOBODYS,
                            List.of(new Variant(model, null, 1)),
                            0,
                            TrainingJob.Method.PRETRAIN,
                            1e9,
                            8192,
                            8192 * 256.0,
                            null,
                            1,
                            64);
            case InferenceService _ ->
                    new InferenceService(
                            NOBODYS,
                            List.of(new Variant(model, null, 1)),
                            0,
                            1,
                            1000,
                            1000,
                            0,
                            null,
                            null);
            case BatchJob _ -> null;
        };
    }
}
