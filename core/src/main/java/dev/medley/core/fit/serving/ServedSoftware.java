package dev.medley.core.fit.serving;

import dev.medley.core.fit.Row;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/// Engine and version behind a served run.
///
/// @param version `vllm-0.11`, or "" when not given
/// @param tuned whether it is a benchmark submission, made by people who tune for it
/// @param overHttp whether a client sent the requests one by one
record ServedSoftware(Engine engine, String version, boolean tuned, boolean overHttp) {

    private static final String NUMBER = "[ :_-]*v?([0-9]+\\.[0-9]+)";

    static ServedSoftware of(Row row) {
        var note = row.text("note");
        var software = row.text("software").toLowerCase(Locale.ROOT);
        boolean tuned = row.text("source").startsWith("MLPerf");
        boolean http = note.contains("cmd:") || row.text("batch_or_concurrency").contains("serve");
        var engine = engine(note, software);
        var version = version(software, name(engine));
        if (row.text("chip").contains("capped")) {
            version = "capped";
        }
        if (engine == Engine.TENSORRT_LLM && version.startsWith("tensorrt-llm-0.")) {
            engine = Engine.TENSORRT_LLM_COMPILED;
        }
        return new ServedSoftware(engine, version, tuned, http);
    }

    private static Engine engine(String note, String software) {
        if (note.contains("sglang")) {
            return Engine.SGLANG;
        } else if (note.contains("trtllm-serve")) {
            return Engine.TENSORRT_LLM;
        } else if (note.contains("vllm serve")) {
            return Engine.VLLM;
        } else if (note.contains("mindie")) {
            return Engine.MINDIE;
        } else if (software.contains("tensorrt-llm")) {
            return Engine.TENSORRT_LLM;
        } else if (software.contains("tensorrt")) {
            return Engine.TENSORRT_LLM_COMPILED;
        } else if (software.contains("vllm")) {
            return Engine.VLLM;
        } else if (software.contains("sglang")) {
            return Engine.SGLANG;
        } else if (software.contains("habana") || software.contains("synapse")) {
            return Engine.HABANA;
        } else if (software.contains("mindie")) {
            return Engine.MINDIE;
        }
        return Engine.OTHER;
    }

    private static @Nullable String name(Engine engine) {
        return switch (engine) {
            case TENSORRT_LLM -> "tensorrt-llm";
            case TENSORRT_LLM_COMPILED -> "tensorrt";
            case VLLM -> "vllm";
            case SGLANG -> "sglang";
            case MINDIE -> "mindie";
            case HABANA -> "synapseai";
            case OTHER -> null;
        };
    }

    private static String version(String software, @Nullable String name) {
        if (name == null) {
            return "";
        }
        var match = Pattern.compile(Pattern.quote(name) + NUMBER).matcher(software);
        return match.find() ? name + "-" + match.group(1) : "";
    }
}
