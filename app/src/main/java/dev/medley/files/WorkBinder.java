package dev.medley.files;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.units.Deadline;
import dev.medley.core.units.Dimension;
import dev.medley.core.units.Parsed;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Pooling;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Terms;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/// Turns documents of works that the schema accepts into works of the core.
final class WorkBinder {

    /// More than any fleet has; adding and doubling it stays in range.
    private static final int NO_LIMIT = 1 << 28;

    private final Names names;
    private final LocalDate planDate;
    private final OutlookBinder outlooks;

    WorkBinder(Names names, LocalDate planDate) {
        this.names = names;
        this.planDate = planDate;
        this.outlooks = new OutlookBinder(names, planDate);
    }

    /// A work, as far as one document can tell.
    record Bound(Work work, List<Mention> mentions) {}

    /// The work, or null when something in it is wrong.
    @Nullable Bound bind(Kind kind, String name, Fields spec, Problems problems) {
        long before = problems.total();
        var mentions = new ArrayList<Mention>();
        var terms = terms(kind, name, spec, mentions);
        var work =
                switch (kind) {
                    case TRAINING_JOB -> training(terms, spec);
                    case INFERENCE_SERVICE -> service(terms, spec);
                    case BATCH_JOB -> batch(terms, spec);
                    case FLEET, TENANT, POLICY, PURCHASE_LIST, PROGRAMME, CONTRACT, VOUCHER ->
                            throw new IllegalArgumentException("no work");
                };
        return work == null || problems.total() > before ? null : new Bound(work, mentions);
    }

    private Terms terms(Kind kind, String name, Fields spec, List<Mention> mentions) {
        if (spec.has("tenant")) {
            mentions.add(spec.mention(Mention.Of.TENANT, "tenant"));
        }
        var chips = spec.inside("chips");
        var sites = spec.inside("sites");
        var allowedChips = resolved(chips, "allowed", names::chipOrFamily);
        var forbiddenChips = resolved(chips, "forbidden", names::chipOrFamily);
        both(chips, allowedChips, forbiddenChips);
        var allowedSites = mentioned(sites, "allowed", mentions);
        var forbiddenSites = mentioned(sites, "forbidden", mentions);
        both(sites, allowedSites, forbiddenSites);
        var stacks = resolved(spec, "stacks", names::stack);
        var launch = LaunchBinder.bind(kind, spec);
        return new Terms(
                name,
                spec.text("tenant", Tenant.DEFAULT_NAME),
                Priority.valueOf(spec.text("priority", "standard").toUpperCase(Locale.ROOT)),
                spec.number("weight", 1),
                stacks,
                allowedChips,
                forbiddenChips,
                allowedSites,
                forbiddenSites,
                outlooks.bind(spec, stacks),
                launch,
                HostBinder.needs(spec, launch.memoryBytes()));
    }

    private static void both(Fields fields, List<String> allowed, List<String> forbidden) {
        for (var item : fields.items("forbidden")) {
            if (item.index() < forbidden.size() && allowed.contains(forbidden.get(item.index()))) {
                fields.wrong("forbidden", item, "is allowed as well", "take it out of one list");
            }
        }
    }

    private static List<String> resolved(
            Fields fields, String name, Function<String, Parsed<String>> resolve) {
        var found = new ArrayList<String>();
        for (var item : fields.items(name)) {
            switch (resolve.apply(item.text())) {
                case Parsed.Value<String>(String value) -> found.add(value);
                case Parsed.Wrong<String>(String rule, String advice) -> {
                    fields.wrong(name, item, rule, advice);
                    found.add("");
                }
            }
        }
        return found;
    }

    private static List<String> mentioned(Fields fields, String name, List<Mention> mentions) {
        var sites = fields.mentions(Mention.Of.SITE, name);
        mentions.addAll(sites);
        return sites.stream().map(Mention::name).toList();
    }

    private @Nullable Work training(Terms terms, Fields spec) {
        double floor = spec.number("qualityFloor", 0);
        var variants = variants(spec, floor);
        double tokens = spec.quantity("tokens", Dimension.TOKENS, 1);
        int sequenceLength = spec.whole("sequenceLength", 1);
        double batchTokens = spec.quantity("batchTokens", Dimension.TOKENS, sequenceLength);
        if (batchTokens < sequenceLength) {
            spec.wrong(
                    "batchTokens",
                    "is less than one sequence of %d tokens".formatted(sequenceLength),
                    "give tokens per optimizer step over all devices");
        }
        int least = spec.whole("minDevices", 1);
        int most = spec.whole("maxDevices", NO_LIMIT);
        if (least > most) {
            spec.wrong(
                    "minDevices",
                    "is more than maxDevices (%d)".formatted(most),
                    "raise maxDevices or lower minDevices");
        }
        var deadline = deadline(spec);
        return variants.isEmpty()
                ? null
                : new TrainingJob(
                        terms,
                        variants,
                        floor,
                        method(spec.text("method", "")),
                        tokens,
                        sequenceLength,
                        batchTokens,
                        deadline,
                        least,
                        most);
    }

    private static TrainingJob.Method method(String word) {
        return switch (word) {
            case "pretrain" -> TrainingJob.Method.PRETRAIN;
            case "lora" -> TrainingJob.Method.LORA;
            default -> TrainingJob.Method.FULL_FINE_TUNE;
        };
    }

    private @Nullable Work service(Terms terms, Fields spec) {
        double floor = spec.number("qualityFloor", 0);
        var variants = variants(spec, floor);
        var demand =
                outlooks.demand(
                        spec, spec.quantity("requestsPerSecond", Dimension.REQUEST_RATE, 1));
        double input = tokens(spec, "inputTokens");
        double output = tokens(spec, "outputTokens");
        double shared = spec.quantity("sharedPrefix", Dimension.SHARE, 0);
        var ttft = milliseconds(spec, "ttft");
        var tpot = milliseconds(spec, "tpot");
        return variants.isEmpty()
                ? null
                : new InferenceService(
                                terms,
                                variants,
                                floor,
                                demand.requestsPerSecond(),
                                input,
                                output,
                                shared,
                                ttft,
                                tpot)
                        .moving(demand.curve())
                        .pooled(pooling(spec));
    }

    /// Whether and how it may share devices by time, or null when it may not.
    private static @Nullable Pooling pooling(Fields spec) {
        if (!spec.has("pooling")) {
            return null;
        }
        var fields = spec.inside("pooling");
        var coldStart = fields.hours("coldStart");
        var load = fields.hours("loadTime");
        double share = fields.quantity("share", Dimension.SHARE, 0.05);
        if (coldStart == null || !(coldStart > 0)) {
            fields.wrong("coldStart", "must be longer than nothing", "write coldStart: 30 s");
            return null;
        }
        return new Pooling(coldStart * 3600, share, load == null ? null : load * 3600);
    }

    /// The original first; empty where its model is unknown.
    private List<Variant> variants(Fields spec, double floor) {
        var original = model(spec, "model");
        var variants = new ArrayList<Variant>();
        if (original != null) {
            variants.add(new Variant(original, precision(spec.text("precision")), 1));
        }
        for (var other : spec.each("variants")) {
            var model = other.has("model") ? model(other, "model") : original;
            if (!other.has("model") && !other.has("precision")) {
                other.wrong("quality", "belongs to no variant", "add a model or a precision");
            }
            if (model != null) {
                var precision = precision(other.text("precision"));
                variants.add(new Variant(model, precision, other.number("quality", 1)));
            }
        }
        if (floor > 1 && variants.stream().noneMatch(v -> v.quality() >= floor)) {
            spec.wrong("qualityFloor", "is above the quality of every variant", "lower it");
        }
        return variants;
    }

    private static double tokens(Fields spec, String name) {
        var tokens = spec.quantity(name, Dimension.TOKENS, false, 1e8);
        return tokens == null ? 1 : tokens;
    }

    private static @Nullable Double milliseconds(Fields spec, String name) {
        var hours = spec.hours(name);
        return hours == null ? null : (Double) (hours * 3.6e6);
    }

    private Work batch(Terms terms, Fields spec) {
        var rates = new TreeMap<String, Double>();
        var declared = spec.inside("rates");
        for (var key : declared.names()) {
            switch (names.chip(key)) {
                case Parsed.Value<Chip>(var chip) -> {
                    if (rates.put(chip.id(), declared.number(key, 1)) != null) {
                        declared.wrong(key, "names %s twice".formatted(chip.id()), "keep one rate");
                    }
                }
                case Parsed.Wrong<Chip>(String rule, String advice) ->
                        declared.wrong(key, "stands under '" + key + "', which " + rule, advice);
            }
        }
        return new BatchJob(
                terms,
                spec.whole("devices", 1),
                rates,
                spec.items("command").stream().map(Fields.Item::text).toList(),
                spec.hours("duration"),
                deadline(spec));
    }

    private @Nullable Double deadline(Fields spec) {
        var text = spec.text("deadline");
        return text == null
                ? null
                : spec.valueOr("deadline", Deadline.parseHours(text, planDate), null);
    }

    private @Nullable Model model(Fields fields, String name) {
        return fields.valueOr(name, names.model(fields.text(name, ""), fields.file()), null);
    }

    private static @Nullable Precision precision(@Nullable String word) {
        return word == null ? null : Precision.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
