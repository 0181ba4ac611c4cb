package dev.medley.report;

import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

/// What a work does with its devices.
public enum WorkKind {
    TRAINING("train", "Training"),
    SERVING("serve", "Serving"),
    BATCH("batch", "Batch");

    private final String verb;
    private final String title;

    WorkKind(String verb, String title) {
        this.verb = verb;
        this.title = title;
    }

    public static WorkKind of(Work work) {
        return switch (work) {
            case TrainingJob _ -> TRAINING;
            case InferenceService _ -> SERVING;
            case BatchJob _ -> BATCH;
        };
    }

    public String verb() {
        return verb;
    }

    public String title() {
        return title;
    }
}
