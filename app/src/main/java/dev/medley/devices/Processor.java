package dev.medley.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The host's own processor.
///
/// @param cores that this process may use
/// @param device with the host's memory as its own; its chip is the catalogue's `cpu`, whose peaks
///   are left out there because hosts differ
public record Processor(int cores, Found device) {

    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s*(\\d+) kB");

    private static final Pattern MODEL =
            Pattern.compile("(?m)^(?:model name|Model Name|Hardware)\\s*:\\s*(.+)$");

    static String model(Path proc) {
        var found = MODEL.matcher(text(proc.resolve("cpuinfo")));
        return found.find() ? found.group(1).strip() : System.getProperty("os.arch", "unknown");
    }

    /// In bytes, or -1 where it cannot be read.
    static long memoryBytes(Path proc) {
        var found = TOTAL.matcher(text(proc.resolve("meminfo")));
        return found.find() ? Long.parseLong(found.group(1)) << 10 : -1;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
