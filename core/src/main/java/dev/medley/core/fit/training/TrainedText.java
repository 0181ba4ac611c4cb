package dev.medley.core.fit.training;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Row;
import dev.medley.core.fit.training.ShapeSpace.Given;
import dev.medley.core.work.TrainingJob.Method;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads what people write into the free-text columns of training rows: batches, lengths,
/// precision, software. What a column leaves open is filled the way such runs are usually made.
final class TrainedText {

    private static final Pattern BATCH =
            Pattern.compile(
                    "(?i)(?<![A-Z_])(GBS|MBS|VP|GAS|GA|LBS|MPE|LOCAL_BATCHSIZE)\\s*=\\s*(\\d{1,9})");

    private static final Pattern BATCH_TOKENS =
            Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)\\s*([KM])\\s*tokens");

    private static final Pattern LENGTH_OF = Pattern.compile("(\\d{3,7}) ([a-z0-9./-]+)");

    private static final Pattern RELEASE =
            Pattern.compile("(?<!\\d)(\\d{2}\\.\\d{2}(?:\\.\\d{2})?)(?!\\d)");

    private static final Pattern ROUND = Pattern.compile("v(\\d+)\\.(\\d+)");

    private static final Pattern SHARDED = Pattern.compile("FSDP=([1-9]\\d*)");

    private static final double SEQUENCES_PER_EVALUATION = 384;

    /// Sequence length when a source is silent: what most pretraining of the last years used.
    private static final int USUAL_SEQUENCE = 8192;

    private final Row row;
    private final String note;
    private final String source;
    private final TreeMap<String, Integer> batch = new TreeMap<>();
    private final Software software;

    TrainedText(Row row) {
        this.row = row;
        note = row.text("note");
        source = row.text("source");
        var matcher = BATCH.matcher(row.text("batch_or_concurrency"));
        while (matcher.find()) {
            batch.putIfAbsent(
                    matcher.group(1).toUpperCase(Locale.ROOT), Integer.parseInt(matcher.group(2)));
        }
        software = readSoftware();
    }

    Software software() {
        return software;
    }

    private Software readSoftware() {
        var name = row.text("software").toLowerCase(Locale.ROOT);
        if (name.contains("maxtext")) {
            return new Software("maxtext", "");
        } else if (fromMlperf()) {
            var round = ROUND.matcher(source);
            return new Software("mlperf", round.find() ? round.group() : "");
        } else if (name.contains("megatron-bridge") || source.contains("Megatron-Bridge")) {
            var release = RELEASE.matcher(name.isEmpty() ? row.text("date") : name);
            return new Software("megatron-bridge", release.find() ? release.group(1) : "");
        } else if (name.contains("llm-foundry")) {
            return new Software("llm-foundry", "");
        } else if (name.contains("megatron") || name.contains("flagscale")) {
            return new Software("megatron", "");
        } else if (name.contains("deepspeed") || name.contains("pytorch")) {
            return new Software("deepspeed", "");
        }
        return new Software("other", "");
    }

    private boolean fromMlperf() {
        return source.startsWith("MLPerf");
    }

    /// Precision of matrix products, or null when the text or the chip does not allow to tell.
    @Nullable Precision precision(ChipFigures chip) {
        var text = row.text("precision").toLowerCase(Locale.ROOT);
        var precision = stated(text, chip);
        return precision == null || chip.peak(precision) == null ? null : precision;
    }

    private @Nullable Precision stated(String text, ChipFigures chip) {
        if (text.isEmpty() || (text.contains("default") && !text.startsWith("bf16"))) {
            return narrowest(chip);
        } else if (text.contains("fp4")) {
            return Precision.FP4;
        } else if (text.contains("fp8")) {
            return Precision.FP8;
        } else if (text.contains("int8")) {
            return Precision.INT8;
        } else if (text.contains("bf16") || text.contains("fp16") || text.startsWith("amp")) {
            return Precision.BF16;
        }
        return null;
    }

    /// What people who tune for a benchmark train in: 8 bit where the chip has it, and since the
    /// round of November 2025 (v5.1) 4 bit on Nvidia chips that have that.
    private Precision narrowest(ChipFigures chip) {
        var round = ROUND.matcher(source);
        boolean four = fromMlperf() && round.find() && atLeast(round.group(1), round.group(2));
        if (four && chip.fp4() != null && row.chip().stack().equals("cuda")) {
            return Precision.FP4;
        } else if (chip.fp8() != null) {
            return Precision.FP8;
        }
        return fromMlperf() && chip.int8() != null && row.chip().vendor().equals("Google")
                ? Precision.INT8
                : Precision.BF16;
    }

    private static boolean atLeast(String major, String minor) {
        return Integer.parseInt(major) > 5
                || (Integer.parseInt(major) == 5 && Integer.parseInt(minor) >= 1);
    }

    /// What was trained. Full fine-tuning that memory rules out must have been adapters.
    Method method(ModelFigures model, ChipFigures chip, int devices) {
        boolean tunes = note.contains("SFT") || row.text("model").contains("finetune");
        boolean adapters =
                note.contains("LoRA")
                        || row.text("precision").startsWith("fp8 LoRA")
                        || (fromMlperf() && model.id().equals("llama2-70b"));
        if (adapters || (tunes && model.totalParams() * 16 > devices * chip.memoryBytes())) {
            return Method.LORA;
        }
        return tunes ? Method.FULL_FINE_TUNE : Method.PRETRAIN;
    }

    Sharding sharding() {
        if (note.contains("SHARD_GRAD_OP")) {
            return Sharding.GRADIENTS;
        }
        boolean spreads =
                switch (software.framework()) {
                    case "llm-foundry", "maxtext", "deepspeed" -> true;
                    default -> SHARDED.matcher(note).find();
                };
        return spreads ? Sharding.PARAMETERS : Sharding.OPTIMIZER;
    }

    Recompute recompute() {
        if (note.contains("act_ckpt=True")
                || note.contains("full recompute")
                || note.contains("recompute=True")) {
            return Recompute.FULL;
        }
        boolean none = note.contains("act_ckpt=False") || note.contains("selective recompute");
        return none ? Recompute.NONE : Recompute.AS_NEEDED;
    }

    /// Evaluations per step that a measured time includes. MLPerf's adapter runs evaluate every 384
    /// sequences and print times once per such interval; later rounds print steps alone.
    ///
    /// @see <a href="https://github.com/mlcommons/training/tree/master/llama2_70b_lora">the
    ///   benchmark's rules</a>
    double intervals(Method method, double sequences) {
        boolean includes = method == Method.LORA && note.contains("log_interval");
        return includes ? sequences / SEQUENCES_PER_EVALUATION : 0;
    }

    /// A degree of parallelism, 0 when the row leaves it open.
    int degree(String column) {
        var stated = row.number(column);
        return stated != null && stated >= 1 && stated <= 100_000 ? (int) Math.round(stated) : 0;
    }

    int microbatch() {
        int local = batch.getOrDefault("LOCAL_BATCHSIZE", batch.getOrDefault("LBS", 0));
        return batch.getOrDefault("MBS", local);
    }

    /// Virtual stages, 1 when the row says there are none, 0 when it says nothing.
    int virtualStages() {
        boolean none = row.text("batch_or_concurrency").contains("VP=n/a");
        return batch.getOrDefault("VP", none ? 1 : 0);
    }

    int sequenceLength() {
        var length = row.number("input_len");
        if (length != null && length >= 1 && length <= 1e8) {
            return (int) Math.round(length);
        }
        var limit = row.model().maxTokens();
        int most = limit == null ? USUAL_SEQUENCE : Math.min(limit, USUAL_SEQUENCE);
        var text = row.text("input_len");
        if (text.isEmpty()) {
            return most;
        }
        var stated = batch.get("MPE");
        if (stated != null) {
            return Math.max(1, stated);
        }
        var matcher = LENGTH_OF.matcher(text);
        while (matcher.find()) {
            for (var family : matcher.group(2).split("/", -1)) {
                if (!family.isEmpty() && row.text("model").contains(family)) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
        }
        return Math.min(most, USUAL_SEQUENCE / 2);
    }

    /// Sequences per optimizer step, 0 when the row leaves it open.
    double globalBatch(int sequenceLength, Given given, int devices) {
        var stated = batch.get("GBS");
        if (stated != null && stated > 0) {
            return stated;
        }
        var text = row.text("batch_or_concurrency");
        int accumulate = batch.getOrDefault("GAS", batch.getOrDefault("GA", 0));
        if (accumulate > 0 && given.microbatch() > 0) {
            int replica =
                    Math.max(1, given.tensor())
                            * Math.max(1, given.pipeline())
                            * Math.max(1, given.context());
            return (double) accumulate * given.microbatch() * Math.max(1, devices / replica);
        }
        var tokens = BATCH_TOKENS.matcher(text);
        if (tokens.find()) {
            double unit = tokens.group(2).equalsIgnoreCase("M") ? 1 << 20 : 1 << 10;
            return Math.max(1, Double.parseDouble(tokens.group(1)) * unit / sequenceLength);
        }
        var plain = row.number("batch_or_concurrency");
        return plain != null && plain >= 1 ? plain : 0;
    }
}
