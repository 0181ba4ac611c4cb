package dev.medley.files;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// What a document states.
enum Kind {
    FLEET("Fleet"),
    TENANT("Tenant"),
    POLICY("Policy"),
    TRAINING_JOB("TrainingJob"),
    INFERENCE_SERVICE("InferenceService"),
    BATCH_JOB("BatchJob"),
    PURCHASE_LIST("PurchaseList"),
    PROGRAMME("Programme"),
    CONTRACT("Contract"),
    VOUCHER("Voucher");

    static final String API_VERSION = "medley.dev/v1alpha1";

    static final List<String> WORDS = Stream.of(values()).map(Kind::word).toList();

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static @Nullable Kind of(String word) {
        for (var kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
