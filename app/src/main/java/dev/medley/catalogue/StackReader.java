package dev.medley.catalogue;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Stack;

import java.util.ArrayList;
import java.util.List;

/// Reads stacks from their blocks.
final class StackReader {

    private StackReader() {}

    static Stack stack(Fields fields) {
        var stack =
                new Stack(
                        ChipReader.id(fields),
                        fields.text("name"),
                        fields.texts("aliases"),
                        fields.texts("vendors"),
                        fields.texts("torchDevices"),
                        names(fields, "resources"),
                        names(fields, "runtimeVariables"),
                        names(fields, "deviceVariables"),
                        names(fields, "tools"),
                        fields.texts("pciVendorIds"),
                        names(fields, "productLabels"),
                        names(fields, "runtimeClasses"),
                        names(fields, "engines"),
                        formats(fields),
                        ChipReader.provenance(fields));
        fields.finish();
        return stack;
    }

    private static List<Stack.Named> names(Fields fields, String field) {
        var names = new ArrayList<Stack.Named>();
        for (var block : fields.blocks(field)) {
            names.add(
                    new Stack.Named(
                            block.text("name"),
                            block.choice("confidence", Confidence.class),
                            block.textOr("note", "")));
            block.finish();
        }
        return names;
    }

    private static List<Stack.Format> formats(Fields fields) {
        var formats = new ArrayList<Stack.Format>();
        for (var block : fields.blocks("formats")) {
            formats.add(
                    new Stack.Format(
                            block.text("name"),
                            block.choice("weights", Precision.class),
                            block.choice("compute", Precision.class),
                            block.texts("families"),
                            block.choice("confidence", Confidence.class),
                            block.textOr("note", "")));
            block.finish();
        }
        return formats;
    }
}
