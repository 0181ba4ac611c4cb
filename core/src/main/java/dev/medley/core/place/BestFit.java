package dev.medley.core.place;

/// Best fit: the node that is left with the least CPU and devices, each relative to the largest
/// node, and there the fullest device that serves. Points are whole per cents, as in the published
/// experiments it stands beside.
public final class BestFit implements Preference {

    private final double mostCpuMilli;
    private final double mostDeviceMilli;

    private BestFit(double mostCpuMilli, double mostDeviceMilli) {
        this.mostCpuMilli = mostCpuMilli;
        this.mostDeviceMilli = mostDeviceMilli;
    }

    public static BestFit of(Cluster cluster) {
        double cpu = 1;
        double devices = 1;
        for (var state : cluster.states()) {
            cpu = Math.max(cpu, (double) state.node.cpuMilli());
            devices = Math.max(devices, (double) Member.WHOLE * state.node.devices());
        }
        return new BestFit(cpu, devices);
    }

    @Override
    public double potential(Room room) {
        return 0.5 * room.cpuMilli() / mostCpuMilli + 0.5 * room.idleMilli() / mostDeviceMilli;
    }

    @Override
    public double cost(double before, double after, Member member, int pool) {
        return -Math.floor(100 * (1 - after));
    }

    @Override
    public boolean fullestDevice() {
        return true;
    }
}
