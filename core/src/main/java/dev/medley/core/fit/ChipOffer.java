package dev.medley.core.fit;

import dev.medley.core.catalog.Chip;

/// A chip as some pool offers it.
///
/// @param stack software stack installed there
/// @param devicesPerNode devices in one node
/// @param domainDevices devices joined by scale-up links
/// @param maxDevices most devices a shape may take
/// @param costPerDeviceHour money per device and hour without power
/// @param powerPricePerKwh money per kWh at the meter
/// @param pue facility power over equipment power
public record ChipOffer(
        Chip chip,
        String stack,
        int devicesPerNode,
        int domainDevices,
        int maxDevices,
        double costPerDeviceHour,
        double powerPricePerKwh,
        double pue) {
    /// Money per hour for so many devices that draw so much power.
    public double costPerHour(int devices, double watts) {
        return devices * costPerDeviceHour + watts / 1000 * pue * powerPricePerKwh;
    }
}
