package dev.medley.files;

import dev.medley.core.catalog.Model;

import java.nio.file.Path;

/// Reads the architecture of a model from its `config.json`, as Hugging Face publishes them.
@FunctionalInterface
public interface ModelFiles {

    Result read(Path config);

    /// What became of a file.
    sealed interface Result {

        /// It describes a model.
        record Read(Model model) implements Result {}

        /// It does not.
        ///
        /// @param rule what it breaks: `does not say num_hidden_layers`
        /// @param advice what to do
        record Refused(String rule, String advice) implements Result {}
    }

    /// For callers whose models all stand in the catalogue.
    ModelFiles NONE =
            _ -> new Result.Refused("is a file, and only names are taken here", "give a name");
}
