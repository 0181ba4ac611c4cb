package dev.medley.process;

import dev.medley.core.catalog.Model;
import dev.medley.core.control.Effect;
import dev.medley.core.fit.Shape;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Recipe;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the command of a run.
///
/// CONSTRAINTS: nothing goes through a shell; a value stands inside the one argument that the
/// recipe puts it in; a value that could be taken for an option, or holds what no argument should,
/// is refused.
final class Commands {

    private static final int LONGEST_VALUE = 4096;

    private Commands() {}

    /// @param recipe of the stack that it runs on
    static List<String> of(Effect.Start start, Recipe recipe, SortedMap<String, String> values)
            throws Refused {
        var own = start.work().terms().launch().command();
        var stack = start.fit().shape().stack();
        return switch (start.work()) {
            case BatchJob job -> stated(job.command());
            case TrainingJob _ -> filled(own.isEmpty() ? recipe.train() : own, values, stack);
            case InferenceService _ -> filled(own.isEmpty() ? recipe.serve() : own, values, stack);
        };
    }

    private static List<String> stated(List<String> command) throws Refused {
        if (command.isEmpty()) {
            throw new Refused("The job has no command.");
        }
        for (var argument : command) {
            if (argument.indexOf('\0') >= 0) {
                throw new Refused("An argument of the command holds a NUL.");
            }
        }
        return command;
    }

    static List<String> filled(
            List<String> template, SortedMap<String, String> values, String stack) throws Refused {
        if (template.isEmpty()) {
            throw new Refused(
                    "Nothing says how such work is started on the stack '%s': add it to the templates of the Policy."
                            .formatted(stack));
        }
        var command = new ArrayList<String>();
        for (var argument : template) {
            for (var name : Recipe.placeholders(argument)) {
                var value = values.get(name);
                if (value == null) {
                    throw new Refused(
                            "The template wants {%s} in '%s', which this work does not have."
                                    .formatted(name, argument));
                }
                check(name, value);
            }
            command.add(Recipe.filled(argument, values));
        }
        return command;
    }

    /// Why a value cannot stand in a command.
    private static void check(String field, String value) throws Refused {
        if (value.startsWith("-")) {
            throw new Refused(
                    "The %s '%s' begins with '-' and would be taken for an option."
                            .formatted(field, shown(value)));
        }
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw new Refused(
                    "The %s is %s.".formatted(field, value.isEmpty() ? "empty" : "too long"));
        }
        if (value.codePoints().anyMatch(c -> Character.isISOControl(c) || isUnseen(c))) {
            throw new Refused(
                    "The %s '%s' holds control characters.".formatted(field, shown(value)));
        }
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static String shown(String value) {
        var clean = value.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
    }

    /// What stands for the braces of templates.
    static SortedMap<String, String> values(
            Effect.Start start, List<String> devices, int port, String checkpointDir) {
        var shape = start.fit().shape();
        var values = new TreeMap<String, String>();
        values.put("batch", Integer.toString(shape.batch()));
        values.put("checkpointDir", checkpointDir);
        values.put("cp", Integer.toString(shape.contextParallel()));
        values.put("deviceCount", Integer.toString(devices.size()));
        values.put("devices", String.join(",", devices));
        values.put("dp", Integer.toString(shape.dataParallel()));
        values.put("dtype", dtype(shape));
        values.put("ep", Integer.toString(shape.expertParallel()));
        values.put("kvPrecision", word(shape.kvPrecision()));
        values.put("microbatch", Integer.toString(shape.microbatch()));
        values.put("pp", Integer.toString(shape.pipelineParallel()));
        values.put("precision", word(shape.precision()));
        values.put("run", start.run());
        values.put("stack", shape.stack());
        values.put("tp", Integer.toString(shape.tensorParallel()));
        values.put("work", start.work().name());
        if (port > 0) {
            values.put("port", Integer.toString(port));
        }
        switch (start.work()) {
            case TrainingJob job -> {
                values.put("batchTokens", whole(job.batchTokens()));
                values.put("method", word(job.method()).replace('_', '-'));
                values.put("model", model(job.variants(), shape));
                values.put("sequenceLength", Integer.toString(job.sequenceLength()));
                values.put("tokens", whole(job.tokens()));
            }
            case InferenceService service -> values.put("model", model(service.variants(), shape));
            case BatchJob _ -> {}
        }
        return values;
    }

    /// The name that engines find weights by: as on Hugging Face where it is known.
    private static String model(List<Variant> variants, Shape shape) {
        for (var variant : variants) {
            if (variant.model().id().equals(shape.model())) {
                return published(variant.model());
            }
        }
        return shape.model();
    }

    private static String published(Model model) {
        return model.aliases().stream()
                .filter(name -> name.matches("[\\w.-]+/[\\w.-]+"))
                .findFirst()
                .orElse(model.id());
    }

    private static String dtype(Shape shape) {
        return switch (shape.precision()) {
            case FP32, TF32 -> "float32";
            default -> "bfloat16";
        };
    }

    private static String whole(double amount) {
        return "%.0f".formatted(amount);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
