package dev.medley.core.example;

import dev.medley.core.catalog.Catalog;
import dev.medley.core.catalog.Lookup;
import dev.medley.core.catalog.Model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Works of an example: mostly adapters and services, some fine-tuning, few pretrainings.
final class ExampleWork {

    private static final List<String> SMALL =
            List.of("qwen3-4b", "qwen3-8b", "llama3.1-8b", "glm-4-9b", "qwen2.5-7b", "gemma3-12b");
    private static final List<String> MIDDLE =
            List.of("qwen3-14b", "qwen3-32b", "qwen3-30b-a3b", "glm-4-32b", "gpt-oss-20b");
    private static final List<String> LARGE =
            List.of("llama3-70b", "qwen2.5-72b", "gpt-oss-120b", "glm-4.5-air", "qwen3-235b-a22b");
    private static final List<String> HUGE = List.of("deepseek-v3", "deepseek-r1", "kimi-k2");

    /// Share of the peak that training and serving are guessed to reach. It only sizes demand.
    private static final double TRAINING_SHARE = 0.4;

    private static final double PREFILL_SHARE = 0.4;
    private static final double DECODE_SHARE = 0.06;

    private final Example example;
    private final List<String> sites;
    private final List<Model> small;
    private final List<Model> middle;
    private final List<Model> large;
    private final List<Model> huge;
    private final double pretrainings;

    ExampleWork(Catalog catalog, Example example, List<String> sites) {
        this.example = example;
        this.sites = sites;
        small = models(catalog, SMALL);
        middle = models(catalog, MIDDLE);
        large = models(catalog, LARGE);
        huge = models(catalog, HUGE);
        pretrainings = Math.min(0.02, 60.0 / example.works());
    }

    private static List<Model> models(Catalog catalog, List<String> names) {
        var models = new ArrayList<Model>();
        for (var name : names) {
            if (catalog.model(name) instanceof Lookup.Found<Model>(Model model)) {
                models.add(model);
            }
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "The catalogue has none of " + String.join(", ", names) + ".");
        }
        return models;
    }

    /// What a service is used for: lengths and limits as people state them.
    ///
    /// @param input mean prompt tokens
    /// @param output mean answer tokens
    /// @param sharedPrefix per cent of the prompt that a cache answers
    private record Use(int input, int output, int sharedPrefix, int ttftMs, int tpotMs) {}

    private static final List<Use> USES =
            List.of(
                    new Use(1500, 40, 50, 500, 40), // code completion
                    new Use(500, 20, 0, 2000, 100), // classification
                    new Use(1000, 300, 0, 5000, 100), // labelling
                    new Use(800, 250, 40, 1000, 40), // chat
                    new Use(3000, 300, 20, 2000, 60), // answers from documents
                    new Use(8000, 800, 70, 5000, 60), // agents
                    new Use(4000, 300, 0, 5000, 100), // summaries
                    new Use(1200, 3000, 20, 5000, 60), // reasoning
                    new Use(600, 600, 0, 2000, 60), // translation
                    new Use(2000, 600, 10, 2000, 60)); // writing

    /// The first of [#USES] are for small models: large ones are too slow or too dear for them.
    private static final int SIMPLE_USES = 3;

    /// Appends one document.
    ///
    /// @return devices of the strongest usual chip that the work wants
    double write(int index, StringBuilder text) {
        var draw = Draw.of(example.seed(), index);
        int kind = draw.weighted(List.of(pretrainings, 0.40, 0.12, 0.36, 0.10));
        return switch (kind) {
            case 0 -> training(index, draw, "pretrain", text);
            case 1 -> training(index, draw, "lora", text);
            case 2 -> training(index, draw, "full-fine-tune", text);
            case 3 -> service(index, draw, text);
            default -> batch(index, draw, text);
        };
    }

    private void head(String kind, String prefix, int index, Draw draw, StringBuilder text) {
        int priority = draw.weighted(List.of(0.2, 0.6, 0.2));
        text.append("---\napiVersion: medley.dev/v1alpha1\nkind: ")
                .append(kind)
                .append("\nmetadata: {name: ")
                .append(String.format(Locale.ROOT, "%s-%05d", prefix, index + 1))
                .append("}\nspec:\n  tenant: ")
                .append(Example.tenant(draw.between(0, example.tenants() - 1)))
                .append("\n  priority: ")
                .append(List.of("core", "standard", "spare").get(priority))
                .append('\n');
        if (draw.chance(0.15)) {
            text.append("  weight: ").append(Draw.round(draw.spread(0.5, 3))).append('\n');
        }
        double stack = draw.spread(1, Math.E);
        if (stack < 1.3) {
            text.append("  stacks: [cuda]\n");
        } else if (stack < 1.45) {
            text.append("  stacks: [cuda, cann]\n");
        }
        if (draw.chance(0.05)) {
            text.append("  sites: {forbidden: [").append(sites.getLast()).append("]}\n");
        }
    }

    private double training(int index, Draw draw, String method, StringBuilder text) {
        boolean lora = method.equals("lora");
        boolean pretrain = method.equals("pretrain");
        var model = draw.oneOf(trained(draw, pretrain));
        int devices =
                pretrain
                        ? 16 << draw.between(0, 2)
                        : lora ? 1 << draw.between(0, 3) : 8 << draw.between(0, 3);
        double hours = pretrain ? draw.spread(400, 2000) : draw.spread(6, 120);
        double flopsPerToken = (lora ? 4 : 6) * model.activeParams();
        double tokensPerHour =
                3600 * devices * TRAINING_SHARE * ExampleFleet.STRONG_FLOPS / flopsPerToken;
        int sequence = 1024 << draw.between(1, 3);
        double batch = sequence * (pretrain ? 512.0 : lora ? 32.0 : 128.0);
        head("TrainingJob", pretrain ? "pretrain" : lora ? "lora" : "tune", index, draw, text);
        text.append("  model: ").append(model.id());
        text.append("\n  method: ").append(method);
        text.append("\n  tokens: ").append(Draw.round(tokensPerHour * hours / 1e9)).append('B');
        text.append("\n  sequenceLength: ").append(sequence);
        text.append("\n  batchTokens: ").append((long) batch);
        text.append("\n  maxDevices: ").append(2 * devices).append('\n');
        if (draw.chance(0.6)) {
            double deadline = Math.max(2, hours * draw.spread(0.8, 4));
            text.append("  deadline: ").append(Draw.round(deadline)).append("h\n");
        }
        return devices;
    }

    private List<Model> trained(Draw draw, boolean pretrain) {
        int size = draw.weighted(List.of(0.65, 0.25, pretrain ? 0.0 : 0.10));
        return List.of(small, middle, large).get(size);
    }

    private double service(int index, Draw draw, StringBuilder text) {
        int size = draw.weighted(List.of(0.45, 0.33, 0.17, 0.05));
        var model = draw.oneOf(List.of(small, middle, large, huge).get(size));
        double devices = draw.spread(0.5, 6) * List.of(1.0, 2.0, 6.0, 16.0).get(size);
        var use = draw.oneOf(size < 2 ? USES : USES.subList(SIMPLE_USES, USES.size()));
        int input = use.input();
        int output = use.output();
        double flops = 2 * model.activeParams();
        double secondsPerRequest =
                flops * (input / PREFILL_SHARE + output / DECODE_SHARE) / ExampleFleet.STRONG_FLOPS;
        head("InferenceService", "serve", index, draw, text);
        text.append("  model: ").append(model.id());
        text.append("\n  requestsPerSecond: ").append(Draw.round(devices / secondsPerRequest));
        text.append("\n  inputTokens: ").append(input);
        text.append("\n  outputTokens: ").append(output).append('\n');
        if (use.sharedPrefix() > 0) {
            text.append("  sharedPrefix: ").append(use.sharedPrefix()).append(" %\n");
        }
        if (draw.chance(0.8)) {
            text.append("  ttft: ").append(use.ttftMs()).append(" ms");
            text.append("\n  tpot: ").append(use.tpotMs()).append(" ms\n");
        }
        if (draw.chance(0.3)) {
            text.append("  variants:\n    - {precision: int8, quality: 0.99}\n");
            if (size > 0 && draw.chance(0.5)) {
                var smaller = draw.oneOf(List.of(small, middle, large).get(size - 1));
                text.append("    - {model: ").append(smaller.id()).append(", quality: 0.9}\n");
            }
            text.append("  qualityFloor: ").append(draw.oneOf(List.of("0.85", "0.95")));
            text.append('\n');
        }
        return devices;
    }

    private double batch(int index, Draw draw, StringBuilder text) {
        int devices = 1 << draw.between(0, 4);
        double hours = draw.spread(1, 72);
        head("BatchJob", "batch", index, draw, text);
        text.append("  command: [python, job.py]\n  devices: ").append(devices).append('\n');
        if (draw.chance(0.5)) {
            text.append("  rates: {nvidia-a800-80gb-sxm: 1, nvidia-h800-sxm: 2")
                    .append(", nvidia-h20-96gb: 0.8");
            text.append(draw.chance(0.5) ? ", huawei-ascend-910b3: 0.9}\n" : "}\n");
        }
        text.append("  duration: ").append(Draw.round(hours)).append("h\n");
        if (draw.chance(0.4)) {
            text.append("  deadline: ").append(Draw.round(hours * draw.spread(1, 4))).append("h\n");
        }
        return devices * 0.5;
    }
}
