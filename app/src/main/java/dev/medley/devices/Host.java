package dev.medley.devices;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The machine that is looked at, and where on it.
///
/// @param folders where tools may lie, the first first
/// @param pci a folder per PCI device, `/sys/bus/pci/devices`
/// @param proc `/proc`
/// @param patience how long a tool may take; nvidia-smi needs seconds where its driver has to wake
public record Host(List<Path> folders, Path pci, Path proc, Duration patience) {

    /// Where vendors install their tools, whether or not that is on the PATH.
    private static final List<String> USUAL =
            List.of(
                    "/usr/local/sbin",
                    "/usr/local/bin",
                    "/usr/sbin",
                    "/usr/bin",
                    "/opt/hyhal/bin",
                    "/opt/dtk/bin",
                    "/opt/rocm/bin",
                    "/opt/mxdriver/bin",
                    "/opt/maca/bin",
                    "/usr/local/corex/bin",
                    "/usr/local/neuware/bin",
                    "/usr/local/xpu/bin",
                    "/usr/local/PPU_SDK/bin",
                    "/usr/local/PPU_SDK/ppu-smi/bin");

    public Host {
        folders = List.copyOf(folders);
    }

    /// This machine.
    public static Host here() {
        var folders = new LinkedHashSet<Path>();
        var path = System.getenv("PATH");
        for (var folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        USUAL.forEach(folder -> folders.add(Path.of(folder)));
        return new Host(
                new ArrayList<>(folders),
                Path.of("/sys/bus/pci/devices"),
                Path.of("/proc"),
                Duration.ofSeconds(15));
    }
}
