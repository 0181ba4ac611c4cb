package dev.medley.http;

import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a work asks for, in the words of its document and in plain units: seconds, tokens, hours.
final class SpecView {

    private SpecView() {}

    static Map<String, @Nullable Object> of(Work work) {
        var spec = new LinkedHashMap<String, @Nullable Object>();
        terms(spec, work.terms());
        switch (work) {
            case TrainingJob job -> training(spec, job);
            case InferenceService service -> service(spec, service);
            case BatchJob job -> batch(spec, job);
        }
        spec.put("hoursToDeadline", work.hoursToDeadline());
        spec.values().removeIf(value -> value == null || value.equals(List.of()));
        return spec;
    }

    private static void terms(Map<String, @Nullable Object> spec, Terms terms) {
        spec.put("tenant", terms.tenant());
        spec.put("priority", Telling.word(terms.priority()));
        spec.put("weight", terms.weight());
        spec.put("stacks", terms.stacks());
        spec.put("allowedChips", terms.allowedChips());
        spec.put("forbiddenChips", terms.forbiddenChips());
        spec.put("allowedSites", terms.allowedSites());
        spec.put("forbiddenSites", terms.forbiddenSites());
        var needs = terms.needs();
        if (needs != null) {
            spec.put("cpusPerDevice", needs.cpuMilli() == 0 ? null : needs.cpuMilli() / 1000.0);
            spec.put("memoryBytesPerDevice", needs.memoryBytes() == 0 ? null : needs.memoryBytes());
        }
    }

    private static void training(Map<String, @Nullable Object> spec, TrainingJob job) {
        models(spec, job.variants(), job.qualityFloor());
        spec.put("method", Telling.word(job.method()));
        spec.put("tokens", job.tokens());
        spec.put("sequenceLength", job.sequenceLength());
        spec.put("batchTokens", job.batchTokens());
        spec.put("minDevices", job.minDevices());
        spec.put("maxDevices", job.maxDevices());
    }

    private static void service(Map<String, @Nullable Object> spec, InferenceService service) {
        models(spec, service.variants(), service.qualityFloor());
        spec.put("requestsPerSecond", service.requestsPerSecond());
        spec.put("inputTokens", service.inputTokens());
        spec.put("outputTokens", service.outputTokens());
        spec.put("sharedPrefix", service.sharedPrefix());
        spec.put("ttftMs", service.ttftMs());
        spec.put("tpotMs", service.tpotMs());
    }

    private static void batch(Map<String, @Nullable Object> spec, BatchJob job) {
        spec.put("command", job.command());
        spec.put("devices", job.devices());
        spec.put("rates", job.rates());
        spec.put("hours", job.hours());
    }

    private static void models(
            Map<String, @Nullable Object> spec, List<Variant> variants, double floor) {
        spec.put("model", variants.getFirst().model().id());
        var weights = variants.getFirst().weights();
        spec.put("precision", weights == null ? null : Telling.word(weights));
        spec.put("variants", variants.stream().skip(1).map(SpecView::of).toList());
        spec.put("qualityFloor", floor);
    }

    private static Map<String, Object> of(Variant variant) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("model", variant.model().id());
        var weights = variant.weights();
        if (weights != null) {
            shown.put("precision", Telling.word(weights));
        }
        shown.put("quality", variant.quality());
        return shown;
    }
}
