package dev.medley.cli.input;

import dev.medley.catalogue.CatalogueException;
import dev.medley.catalogue.HuggingFaceConfig;
import dev.medley.files.ModelFiles;

/// Lets documents name a `config.json` where a model's name stands.
final class ModelConfigs {

    private ModelConfigs() {}

    static ModelFiles reader() {
        return path -> {
            try {
                return new ModelFiles.Result.Read(HuggingFaceConfig.read(path));
            } catch (CatalogueException refused) {
                return new ModelFiles.Result.Refused(refused.rule(), refused.advice());
            }
        };
    }
}
