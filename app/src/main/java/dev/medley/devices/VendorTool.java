package dev.medley.devices;

import dev.medley.devices.listing.AmdReader;
import dev.medley.devices.listing.CsvReader;
import dev.medley.devices.listing.Reader;
import dev.medley.devices.listing.RocmReader;
import dev.medley.devices.listing.TableReader;

import java.util.List;
import java.util.regex.Pattern;

/// A vendor's tool that lists devices, what to ask it, and how to read the answer.
///
/// @param stack id of the stack in the catalogue, which knows the vendor and its PCI ids
/// @param questions arguments of each command; only the first has to succeed
/// @param shared whether a tool of another vendor has the same name
record VendorTool(
        String name, String stack, List<List<String>> questions, Reader reader, boolean shared) {

    private static final String COLUMNS =
            "index,name,uuid,pci.bus_id,memory.total,power.limit,driver_version";

    private static final String CSV = "--format=csv";

    private static final List<String> GPU = List.of("GPU", "ID", "XPU", "AIP", "DEV", "Card");

    /// Every tool known, in the order in which those of one vendor are tried.
    static final List<VendorTool> ALL =
            List.of(
                    one("nvidia-smi", "cuda", new CsvReader(), "--query-gpu=" + COLUMNS, CSV),
                    table(
                            "npu-smi",
                            "cann",
                            "npu-smi\\s+v?([0-9][\\w.]*)",
                            List.of("Phy-ID", "Device", "NPU", "NPU ID"),
                            List.of("NPU", "NPU ID"),
                            "info"),
                    table("cnmon", "neuware", "CNMON\\s+v?([0-9][\\w.]*)", GPU, GPU),
                    xpu("xpu_smi", false),
                    xpu("xpu-smi", true),
                    table(
                            "mx-smi",
                            "maca",
                            "MX-SMI\\s+([0-9][\\w.]*)",
                            List.of("GPU"),
                            List.of("Board", "GPU")),
                    new VendorTool(
                            "hy-smi",
                            "dtk",
                            List.of(
                                    List.of(),
                                    List.of("--showproductname"),
                                    List.of("--showmeminfo", "vram"),
                                    List.of("--showbus"),
                                    List.of("--showuniqueid")),
                            new RocmReader(),
                            false),
                    one("amd-smi", "rocm", new AmdReader(), "static", "--json"),
                    one(
                            "rocm-smi",
                            "rocm",
                            new RocmReader(),
                            "--showproductname",
                            "--showbus",
                            "--showmeminfo",
                            "vram",
                            "--showmaxpower",
                            "--showuniqueid",
                            "--json"),
                    table("ixsmi", "corex", "IX-ML:\\s*([0-9][\\w.]*)", GPU, GPU),
                    table("efsmi", "topsrider", "EFSMI:?\\s+([0-9][\\w.]*)", GPU, GPU),
                    table("mthreads-gmi", "musa", "mthreads-gmi:\\s*([0-9][\\w.]*)", GPU, GPU),
                    one(
                            "ppu-smi",
                            "ppu",
                            new CsvReader(),
                            "--query-ppu=index,name,uuid,bus_id,memory.total,power.limit",
                            CSV),
                    table("hl-smi", "synapse", "HL-SMI Version:\\s*(\\S+)", GPU, GPU));

    VendorTool {
        questions = List.copyOf(questions);
    }

    private static VendorTool one(String name, String stack, Reader reader, String... arguments) {
        return new VendorTool(name, stack, List.of(List.of(arguments)), reader, false);
    }

    private static VendorTool table(
            String name,
            String stack,
            String version,
            List<String> ids,
            List<String> cards,
            String... arguments) {
        var reader = new TableReader(Pattern.compile(version), ids, cards);
        return new VendorTool(name, stack, List.of(List.of(arguments)), reader, false);
    }

    /// Kunlunxin's tool is found under both names; Intel's own only under the second.
    private static VendorTool xpu(String name, boolean shared) {
        var reader = new TableReader(Pattern.compile("XPU-SMI\\s+v?([0-9][\\w.]*)"), GPU, GPU);
        return new VendorTool(name, "xre", List.of(List.of()), reader, shared);
    }
}
