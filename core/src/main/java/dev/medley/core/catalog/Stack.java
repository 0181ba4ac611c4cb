package dev.medley.core.catalog;

import java.util.List;

/// The software that makes chips run: drivers, compilers, libraries, and the names that a cluster
/// knows their devices by. Names drift between releases, so every one is data with a confidence,
/// and several may stand beside one another.
///
/// @param id lower case: `cuda`, `cann`, `rocm`
/// @param vendors who makes it or ships chips for it
/// @param torchDevices device names in PyTorch; several vendors share `cuda`
/// @param resources extended resource names in Kubernetes, the vendor's own plugin first
/// @param runtimeVariables environment variables that tell the container runtime which devices to
///   inject
/// @param deviceVariables environment variables that tell the program inside which devices to use
/// @param tools vendor command-line tools that list devices
/// @param pciVendorIds PCI vendor ids, lower-case hex: the only sure sign of a vendor
/// @param productLabels node labels that carry the product's name
/// @param runtimeClasses Kubernetes RuntimeClass names
/// @param engines serving engines that run on it
/// @param formats number formats it really serves models in, the usual one first
public record Stack(
        String id,
        String name,
        List<String> aliases,
        List<String> vendors,
        List<String> torchDevices,
        List<Named> resources,
        List<Named> runtimeVariables,
        List<Named> deviceVariables,
        List<Named> tools,
        List<String> pciVendorIds,
        List<Named> productLabels,
        List<Named> runtimeClasses,
        List<Named> engines,
        List<Format> formats,
        Provenance provenance) {

    public Stack {
        aliases = List.copyOf(aliases);
        vendors = List.copyOf(vendors);
        torchDevices = List.copyOf(torchDevices);
        resources = List.copyOf(resources);
        runtimeVariables = List.copyOf(runtimeVariables);
        deviceVariables = List.copyOf(deviceVariables);
        tools = List.copyOf(tools);
        pciVendorIds = List.copyOf(pciVendorIds);
        productLabels = List.copyOf(productLabels);
        runtimeClasses = List.copyOf(runtimeClasses);
        engines = List.copyOf(engines);
        formats = List.copyOf(formats);
    }

    /// A name that software uses, and how sure it is.
    ///
    /// @param note where it holds, or why to doubt it, or ""
    public record Named(String value, Confidence confidence, String note) {}

    /// A number format that the stack serves models in.
    ///
    /// @param name as engines call it: "W8A8 INT8", "AWQ"
    /// @param weights how weights are stored
    /// @param compute what matrix products run in, which sets the peak
    /// @param families chip families it works on; empty means every chip of the stack
    public record Format(
            String name,
            Precision weights,
            Precision compute,
            List<String> families,
            Confidence confidence,
            String note) {

        public Format {
            families = List.copyOf(families);
        }

        /// Whether the stack serves this format on the chip.
        public boolean runsOn(Chip chip) {
            return families.isEmpty() || families.contains(chip.family());
        }
    }

    /// Formats it serves on the chip, the usual one first.
    public List<Format> formatsOn(Chip chip) {
        return formats.stream().filter(format -> format.runsOn(chip)).toList();
    }
}
