package dev.medley.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a look at a machine showed.
///
/// @param accelerators by tool and index
/// @param processor the host's own processor, a device like any other
/// @param bus accelerators as PCI shows them
/// @param tools every tool known, and where it was found
/// @param answers what the tools said, word for word
/// @param notes what went wrong or looks odd, in sentences
public record Findings(
        List<Found> accelerators,
        Processor processor,
        PciBus bus,
        List<ToolSeen> tools,
        List<Answer> answers,
        List<String> notes) {

    /// A tool that is known.
    ///
    /// @param path where it lies, or "" where it was not found
    /// @param vendor whose devices it lists
    /// @param onBus accelerators of that vendor on the PCI bus
    /// @param listed devices it lists
    public record ToolSeen(String name, String vendor, String path, int onBus, int listed) {}

    public Findings {
        accelerators = List.copyOf(accelerators);
        tools = List.copyOf(tools);
        answers = List.copyOf(answers);
        notes = List.copyOf(notes);
    }

    /// The accelerators; without any, the processor.
    public List<Found> devices() {
        return accelerators.isEmpty() ? List.of(processor.device()) : accelerators;
    }

    /// Devices whose chip is known, by the chip's id: what a pool can be made of.
    public Map<String, List<Found>> byChip() {
        var chips = new LinkedHashMap<String, List<Found>>();
        for (var device : devices()) {
            var chip = device.chip();
            if (chip != null) {
                chips.computeIfAbsent(chip.id(), _ -> new ArrayList<>()).add(device);
            }
        }
        chips.replaceAll((_, devices) -> List.copyOf(devices));
        return chips;
    }
}
