package dev.medley.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Accelerators as the PCI bus shows them: the one place where vendors cannot be mistaken, since
/// many of their tools and programs take one another's names.
///
/// @param readable whether there is anything to read; a container may hide it
public record PciBus(boolean readable, List<Device> devices) {

    /// An accelerator.
    ///
    /// @param address as `0000:41:00.0`
    /// @param vendor four hexadecimal digits in lower case
    public record Device(String address, String vendor, String device) {}

    /// Display controllers, processing accelerators, co-processors: the other functions of a card
    /// (sound, switches) are none.
    private static final List<String> CLASSES = List.of("0x03", "0x12", "0x0b40");

    /// A display controller of this vendor is the management chip of its servers.
    private static final String HUAWEI = "19e5";

    public PciBus {
        devices = List.copyOf(devices);
    }

    static PciBus read(Path folder) {
        var devices = new ArrayList<Device>();
        try (var entries = Files.list(folder)) {
            for (var entry : entries.sorted().toList()) {
                var vendor = hex(entry.resolve("vendor"));
                var kind = word(entry.resolve("class"));
                if (isAccelerator(vendor, kind)) {
                    var address = entry.getFileName().toString().toLowerCase(Locale.ROOT);
                    devices.add(new Device(address, vendor, hex(entry.resolve("device"))));
                }
            }
            return new PciBus(true, devices);
        } catch (IOException _) {
            return new PciBus(false, List.of());
        }
    }

    private static boolean isAccelerator(String vendor, String kind) {
        boolean display = kind.startsWith("0x03");
        return CLASSES.stream().anyMatch(kind::startsWith) && !(display && vendor.equals(HUAWEI));
    }

    /// The vendor at that address, or "".
    String vendorAt(String address) {
        return devices.stream()
                .filter(device -> device.address().equals(address))
                .map(Device::vendor)
                .findFirst()
                .orElse("");
    }

    List<Device> of(List<String> vendors) {
        return devices.stream().filter(device -> vendors.contains(device.vendor())).toList();
    }

    private static String hex(Path file) {
        return word(file).replaceFirst("^0x", "");
    }

    private static String word(Path file) {
        try {
            return Files.readString(file).strip().toLowerCase(Locale.ROOT);
        } catch (IOException _) {
            return "";
        }
    }
}
