package dev.medley.core.fleet;

import dev.medley.core.catalog.Chip;

/// Equal nodes of one chip at one site.
///
/// @param devices schedulable devices in all (a 910C counts two)
/// @param devicesPerNode devices in one node
/// @param domainDevices devices that scale-up links join; a multiple or a part of a node
/// @param stack software stack installed
/// @param costPerDeviceHour what a device costs per hour without power, in the policy's currency
/// @param basis where that cost comes from
/// @param host what a node has beside its devices
public record Pool(
        String id,
        Site site,
        Chip chip,
        String stack,
        int devices,
        int devicesPerNode,
        int domainDevices,
        double costPerDeviceHour,
        CostBasis basis,
        Host host) {

    /// Whose nodes are not known but for their devices.
    public Pool(
            String id,
            Site site,
            Chip chip,
            String stack,
            int devices,
            int devicesPerNode,
            int domainDevices,
            double costPerDeviceHour,
            CostBasis basis) {
        this(
                id,
                site,
                chip,
                stack,
                devices,
                devicesPerNode,
                domainDevices,
                costPerDeviceHour,
                basis,
                Host.UNKNOWN);
    }

    /// At a cost that the fleet states itself.
    public Pool(
            String id,
            Site site,
            Chip chip,
            String stack,
            int devices,
            int devicesPerNode,
            int domainDevices,
            double costPerDeviceHour) {
        this(
                id,
                site,
                chip,
                stack,
                devices,
                devicesPerNode,
                domainDevices,
                costPerDeviceHour,
                CostBasis.FLEET);
    }

    /// Devices of each member of a replica of so many: all on one node if it fits there, else whole
    /// nodes, else equal parts of nodes.
    public int memberDevices(int replica) {
        int perNode = Math.max(1, devicesPerNode);
        return replica <= perNode ? replica : gcd(replica, perNode);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// A pool of which only the id is left.
    public Pool gone(String other) {
        return with(other, 0, host);
    }

    /// The same pool of nodes that have so much beside their devices.
    public Pool withHost(Host other) {
        return with(id, devices, other);
    }

    /// What all nodes have together.
    public Host hosts() {
        return host.times(devices / Math.max(1, devicesPerNode));
    }

    /// The same pool with so many devices.
    public Pool withDevices(int some) {
        return with(id, some, host);
    }

    private Pool with(String otherId, int otherDevices, Host otherHost) {
        return new Pool(
                otherId,
                site,
                chip,
                stack,
                otherDevices,
                devicesPerNode,
                domainDevices,
                costPerDeviceHour,
                basis,
                otherHost);
    }
}
