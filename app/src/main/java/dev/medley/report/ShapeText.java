package dev.medley.report;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Shape;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.Work;

import java.util.Locale;

/// Shapes in the field's shorthand: `tp8 pp2 dp4 bf16`. Degrees of one are left out. Where prefill
/// and decode are apart, `2x8+3x16` says two prefill replicas of 8 devices, three for decode of 16.
public final class ShapeText {

    private ShapeText() {}

    /// The shape that the work lies in; a batch job declares devices and nothing else.
    public static String of(Work work, Shape shape) {
        if (work instanceof BatchJob) {
            return "as declared";
        }
        boolean narrow =
                shape.kvPrecision() != shape.precision()
                        && shape.kvPrecision() != Precision.BF16
                        && WorkKind.of(work) == WorkKind.SERVING;
        return plain(shape) + (narrow ? " kv-" + word(shape.kvPrecision()) : "");
    }

    /// Degrees, precision and parting alone.
    static String plain(Shape shape) {
        var text = new StringBuilder();
        degree(text, "tp", shape.tensorParallel());
        degree(text, "pp", shape.pipelineParallel());
        degree(text, "dp", shape.dataParallel());
        degree(text, "ep", shape.expertParallel());
        degree(text, "cp", shape.contextParallel());
        text.append(word(shape.precision()));
        var split = shape.split();
        if (split != null) {
            text.append(
                    " %dx%d+%dx%d"
                            .formatted(
                                    split.prefillReplicas(),
                                    split.prefillDevices(),
                                    split.decodeReplicas(),
                                    split.decodeDevices()));
        }
        return text.toString();
    }

    private static void degree(StringBuilder text, String name, int degree) {
        if (degree > 1) {
            text.append(name).append(degree).append(' ');
        }
    }

    public static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
