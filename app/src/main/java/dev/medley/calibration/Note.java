package dev.medley.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps of a row's note what describes the run, and nothing that was measured in it.
///
/// Notes print utilisation, step times, latencies: the very answer. So only phrases that are known
/// to describe a configuration pass, and everything else is dropped.
final class Note {

    private static final List<Pattern> CONFIGURATION =
            List.of(
                    Pattern.compile("cmd: .*"),
                    Pattern.compile("label in source: [A-Z]+[0-9]+"),
                    Pattern.compile("attention DP(?: on)?(?:, moe EP[0-9]+)?"),
                    Pattern.compile("[0-9]+ replicas x printed"),
                    Pattern.compile("static batch"),
                    Pattern.compile("FSDP=[0-9]+"),
                    Pattern.compile("sharding=[A-Z_]+"),
                    Pattern.compile("act_ckpt=(?:True|False)"),
                    Pattern.compile("LoRA fine-tune|(?:LoRA|SFT|Pre-Training) Performance"),
                    Pattern.compile("pre-train from checkpoint"),
                    Pattern.compile("full recompute|sequence parallel \\+ selective recompute"),
                    Pattern.compile("block interval includes evaluation time"),
                    Pattern.compile("log_interval|step_timing|train_step_time"),
                    Pattern.compile("（[0-9]+x[0-9]+）"));

    private Note() {}

    static String configuration(String note) {
        var kept = new ArrayList<String>();
        for (var pattern : CONFIGURATION) {
            var match = pattern.matcher(note);
            if (match.find()) {
                kept.add(match.group());
            }
        }
        return String.join("; ", kept);
    }
}
