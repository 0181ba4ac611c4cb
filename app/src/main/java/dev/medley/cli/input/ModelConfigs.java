package dev.medley.cli.input;

import dev.medley.catalogue.CatalogueException;
import dev.medley.catalogue.HuggingFaceConfig;
import dev.medley.core.catalog.Model;
import dev.medley.files.ModelFiles;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Lets documents name a `config.json` where a model's name stands.
public final class ModelConfigs {

    private ModelConfigs() {}

    static ModelFiles reader() {
        return path -> read(() -> HuggingFaceConfig.read(path));
    }

    /// Knows only files that were sent along.
    ///
    /// @param sent their content, by the path that documents name them by
    public static ModelFiles of(SortedMap<String, String> sent) {
        return path -> {
            var text = sent.get(path.toString());
            return text == null
                    ? new ModelFiles.Result.Refused(
                            "is a file that was not sent along",
                            "give a name, or send it with `medley submit`")
                    : read(
                            () ->
                                    HuggingFaceConfig.read(
                                            path, text.getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static ModelFiles.Result read(Supplier<Model> config) {
        try {
            return new ModelFiles.Result.Read(config.get());
        } catch (CatalogueException refused) {
            return new ModelFiles.Result.Refused(refused.rule(), refused.advice());
        }
    }
}
