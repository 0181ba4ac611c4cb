package dev.medley.core.fit;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fleet.Carving;

import java.util.List;

/// A chip as some pool offers it.
///
/// @param chip as one device shows itself: carved where parts of devices are offered
/// @param stack software stack installed there
/// @param devicesPerNode devices in one node
/// @param domainDevices devices joined by scale-up links
/// @param maxDevices most devices a shape may take
/// @param costPerDeviceHour money per device and hour without power
/// @param powerPricePerKwh money per kWh at the meter
/// @param pue facility power over equipment power
/// @param carving of each device; a part serves alone
public record ChipOffer(
        Chip chip,
        String stack,
        int devicesPerNode,
        int domainDevices,
        int maxDevices,
        double costPerDeviceHour,
        double powerPricePerKwh,
        double pue,
        Carving carving) {

    /// Of whole devices.
    public ChipOffer(
            Chip chip,
            String stack,
            int devicesPerNode,
            int domainDevices,
            int maxDevices,
            double costPerDeviceHour,
            double powerPricePerKwh,
            double pue) {
        this(
                chip,
                stack,
                devicesPerNode,
                domainDevices,
                maxDevices,
                costPerDeviceHour,
                powerPricePerKwh,
                pue,
                Carving.WHOLE);
    }

    /// Whether parts of devices are offered.
    public boolean isCarved() {
        return !carving.isWhole();
    }

    /// Parts of each device, 1 where they are whole.
    public int parts() {
        return carving.parts();
    }

    /// Why work that takes so many devices at once gets nothing here.
    public Reason tooFew(int devices) {
        if (isCarved()) {
            return new Reason(
                    "part-of-device",
                    "needs %d devices at once; each device here is carved into %d parts, and a part serves alone"
                            .formatted(devices, parts()));
        }
        return new Reason(
                "pool-too-small",
                "needs %d devices at once; there are %d".formatted(devices, maxDevices));
    }

    /// What stands in for measurements of parts, which nobody has; empty for whole devices.
    public List<String> assumptions() {
        return isCarved()
                ? List.of(
                        "a part has %.0f %% of its device's compute and %.0f %% of its memory and bandwidth, whatever its neighbours do"
                                .formatted(
                                        100 * carving.computeShare(), 100 * carving.memoryShare()))
                : List.of();
    }

    /// Money per hour for so many devices that draw so much power.
    public double costPerHour(int devices, double watts) {
        return devices * costPerDeviceHour + watts / 1000 * pue * powerPricePerKwh;
    }
}
