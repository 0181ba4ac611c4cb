package dev.medley.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words of model names that do not change the architecture: the account it is published under, how
/// it was tuned, and how its weights are packed.
final class ModelNames implements NameIndex.Rules<Model> {

    private static final List<String> NOISE =
            List.of(
                    "instruct",
                    "chat",
                    "it",
                    "base",
                    "hf",
                    "thinking",
                    "reasoning",
                    "preview",
                    "fp8",
                    "bf16",
                    "fp16",
                    "int8",
                    "int4",
                    "fp4",
                    "nvfp4",
                    "mxfp4",
                    "awq",
                    "gptq",
                    "w8a8",
                    "w4a16",
                    "w4a8",
                    "quantized",
                    "dynamic",
                    "kv",
                    "block",
                    "gguf",
                    "bnb",
                    "4bit",
                    "8bit",
                    "pt");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}.]+");

    private static final Pattern VERSION = Pattern.compile("v0|\\d{4}|\\d{6}|\\d{8}");

    @Override
    public String kind() {
        return "model";
    }

    @Override
    public String reduce(String name) {
        var words = new ArrayList<String>();
        var own = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var matcher = WORD.matcher(own);
        while (matcher.find()) {
            var word = matcher.group();
            var bare = word.replace(".", "");
            boolean version = word.startsWith("v0.") || VERSION.matcher(word).matches();
            if (!bare.isEmpty() && !NOISE.contains(bare) && !version) {
                words.add(bare);
            }
        }
        return String.join("", words);
    }

    @Override
    public boolean agrees(Model model, String name) {
        return true;
    }
}
