package dev.medley.core.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What software and rules see of a chip; nothing here enters the performance model.
///
/// @param processNode fabrication process as published, or ""
/// @param dieAreaMm2 area of logic dies that count for performance density
/// @param ioTotalGbs aggregate bidirectional rate of all inputs and outputs but memory, in GB/s
/// @param totalProcessingPerformance TPP: dense TOPS x bits, the largest over precisions
/// @param designedForDataCentres the maker's intent as far as known; null is unknown
/// @param torchDevice device name in PyTorch; says nothing about the vendor
/// @param pciVendorIds PCI vendor ids, lower-case hex
/// @param serving engines known to run on it
/// @param resourceNames names of the resource in Kubernetes, vendor plugin first
/// @param memoryType kind of device memory as published: "HBM3e", or ""
/// @param devicesPerNode devices in the node it is usually sold in, or null when unknown
/// @param designerHeadquarters country of the designer's headquarters (ISO 3166-1 alpha-2), or ""
/// @param integratedCircuits circuits that rules count apart: one, or the chips of a card
public record ChipTraits(
        String processNode,
        @Nullable Double dieAreaMm2,
        @Nullable Double ioTotalGbs,
        @Nullable Double totalProcessingPerformance,
        @Nullable Boolean designedForDataCentres,
        String torchDevice,
        List<String> pciVendorIds,
        List<String> serving,
        List<String> resourceNames,
        String memoryType,
        @Nullable Integer devicesPerNode,
        String designerHeadquarters,
        int integratedCircuits) {

    /// Traits without memory type, usual node and designer.
    public ChipTraits(
            String processNode,
            @Nullable Double dieAreaMm2,
            @Nullable Double ioTotalGbs,
            @Nullable Double totalProcessingPerformance,
            @Nullable Boolean designedForDataCentres,
            String torchDevice,
            List<String> pciVendorIds,
            List<String> serving,
            List<String> resourceNames) {
        this(
                processNode,
                dieAreaMm2,
                ioTotalGbs,
                totalProcessingPerformance,
                designedForDataCentres,
                torchDevice,
                pciVendorIds,
                serving,
                resourceNames,
                "",
                null,
                "",
                1);
    }

    public ChipTraits {
        pciVendorIds = List.copyOf(pciVendorIds);
        serving = List.copyOf(serving);
        resourceNames = List.copyOf(resourceNames);
        if (integratedCircuits < 1) {
            throw new IllegalArgumentException(
                    "The integratedCircuits (%d) of a chip must be at least 1."
                            .formatted(integratedCircuits));
        }
    }
}
