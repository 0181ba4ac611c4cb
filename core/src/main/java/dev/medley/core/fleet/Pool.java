package dev.medley.core.fleet;

import dev.medley.core.catalog.Chip;

import java.util.List;

/// Equal nodes of one chip at one site. Where its devices are carved, each part of one is a device
/// to whoever plans, sells and places: all figures below but the chip's are those of parts.
///
/// @param chip as its maker sells it, carved or not
/// @param devices schedulable devices in all (a 910C counts two)
/// @param devicesPerNode devices in one node; part k of a carved one lies on device k / parts
/// @param domainDevices devices that scale-up links join; a multiple or a part of a node
/// @param stack software stack installed
/// @param costPerDeviceHour what a device costs per hour without power, in the policy's currency
/// @param basis where that cost comes from
/// @param host what a node has beside its devices
/// @param carving whether devices are offered whole
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
        Host host,
        Carving carving) {

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
                Host.UNKNOWN,
                Carving.WHOLE);
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

    /// The same pool of whole devices with each of them carved, its cost shared among the parts.
    public Pool carved(Carving into) {
        int parts = into.parts();
        if (!carving.isWhole() || parts == 1) {
            throw new IllegalStateException(
                    "Pool '%s' is carved already, or not now.".formatted(id));
        }
        return new Pool(
                id,
                site,
                chip,
                stack,
                devices * parts,
                devicesPerNode * parts,
                1,
                costPerDeviceHour / parts,
                basis,
                host,
                into);
    }

    /// What counts as a device here: the chip, or a part of it.
    public Chip unit() {
        return carving.of(chip);
    }

    /// So many units by the pool's name: `8 h200`, or `12 parts (3 devices) of h200`.
    public String named(long units) {
        return carving.isWhole() ? units + " " + id : carving.count(units) + " of " + id;
    }

    /// Devices as they were bought.
    public int wholeDevices() {
        return devices / carving.parts();
    }

    /// Most devices that one gang may have.
    public int largestGang() {
        return carving.isWhole() ? devices : Math.min(1, devices);
    }

    /// The fewest shares of a device of which all pools' units are whole multiples: 1 where nothing
    /// is carved.
    public static int sharesPerDevice(List<Pool> pools) {
        int shares = 1;
        for (var pool : pools) {
            int parts = pool.carving.parts();
            shares = shares / gcd(shares, parts) * parts;
        }
        return shares;
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
                otherHost,
                carving);
    }
}
