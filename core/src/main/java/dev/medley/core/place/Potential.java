package dev.medley.core.place;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Medley's preference: the seat that lets the cluster's potential for waste grow least.
///
/// GOALS: what is left on a node should be what future members can use, as pieces of devices and
/// together with CPU and memory; pools that some members depend on are spared by others.
///
/// ALGORITHM: potential of a node = sum over devices of (g - V(g)), g idle and V(g) the most that
/// pieces can make of it (`Saturation`)
/// + 1.15 x devices stranded for lack of CPU + 0.4 x for lack of memory (`Stranding`)
/// + 0.05 x expected fragmentation (`FragmentTable`), mostly to decide between equals. A seat costs
///   the growth of its node's potential, and 0.03 x the pool's pressure x its device-milli:
///   pressure is the demand of members that are bound to some pools, over what these pools have.
///
/// When parts would do better with devices of their own than the large members that still find
/// untouched ones (they leave a rest that nobody needs), the plan of `Saturation` says how many
/// devices parts should share in the end and until which load large members should find room. Once
/// as many parts are still to come until then as devices are to be opened for them, each part opens
/// one, and later ones complete them; what is asked of CPU per idle milli is then what parts need.
///
/// EXAMPLE: members of 810, 470 and 1000 milli. A 470 beside another 470 leaves 60: the device goes
/// from 530 - V(530) = 30 to 60 - V(60) = 60. On an untouched device it goes from 0 to 30. Equal:
/// fragmentation decides for the first.
public final class Potential implements Preference {

    private static final double CPU_WEIGHT = 1.15;
    private static final double MEMORY_WEIGHT = 0.4;
    private static final double FRAGMENT_WEIGHT = 0.05;
    private static final double PRESSURE_WEIGHT = 0.03;
    private static final double OPENING_BONUS = 40;

    /// How much before the last moment parts begin to open devices.
    private static final double OPENING_LEAD = 1.1;

    /// Load until which large members must find room by plan; where it is later, little is gained
    /// by opening.
    private static final double OPENING_SHUT = 0.9;

    /// Sizes of parts that are told apart; more are rounded up to the grid.
    private static final int MOST_SIZES = 48;

    private static final int GRID = 20;

    private final double[] worth;
    private final Saturation saturation;
    private final FragmentTable fragments;
    private final Stranding cpu;
    private final Stranding cpuOfParts;
    private final Stranding memory;
    private final double[] pressure;
    private final int[] shared;
    private final double sharedDemand;

    /// Whether parts should open devices.
    private boolean opening;

    /// Whether what is idle is for parts, who will complete what they opened.
    private boolean forParts;

    private Potential(Mix mix, Cluster cluster) {
        this.saturation = saturate(mix);
        this.worth = saturation.worth();
        this.fragments = new FragmentTable(popularity(mix), cluster.pools());
        Predicate<Member> all = member -> true;
        Predicate<Member> parts = member -> saturation.piece(sizeOf(member)) < Member.WHOLE - 1e-3;
        this.cpu = new Stranding(need(mix, all, Member::cpuMilli), 0.63, 0.8, 0.5);
        this.cpuOfParts = new Stranding(need(mix, parts, Member::cpuMilli), 1.15, 0.8, 0.5);
        this.memory = new Stranding(need(mix, all, Potential::mebibytes), 0.7, 0.7, 0.5);
        this.pressure = pressure(mix, cluster);
        this.shared = Arrays.stream(saturation.sizes()).filter(this::isShared).toArray();
        double rate = 0;
        for (int s = 0; s < saturation.sizes().length; s++) {
            rate += isShared(saturation.sizes()[s]) ? saturation.demand(s) : 0;
        }
        this.sharedDemand = rate;
    }

    /// Learns from a mix what to expect on the nodes of a cluster.
    public static Potential learn(Mix mix, Cluster cluster) {
        return new Potential(mix, cluster);
    }

    /// What pieces can make of so many idle thousandths of a device.
    public double worth(int idleMilli) {
        return worth[idleMilli];
    }

    private boolean isShared(int size) {
        double piece = saturation.piece(size);
        return piece > 1e-3 && piece < Member.WHOLE - 1e-3;
    }

    private static Saturation saturate(Mix mix) {
        var demand = new TreeMap<Integer, Double>();
        mix.kinds()
                .forEach(
                        (kind, weight) ->
                                demand.merge(
                                        kind.member().deviceMilli(),
                                        weight * kind.member().devices(),
                                        Double::sum));
        demand.remove(0);
        if (demand.size() > MOST_SIZES) {
            var exact = List.copyOf(demand.entrySet());
            demand.clear();
            exact.forEach(
                    size -> {
                        int rounded = (size.getKey() + GRID - 1) / GRID * GRID;
                        demand.merge(rounded, size.getValue(), Double::sum);
                    });
        }
        if (demand.isEmpty()) {
            demand.put(Member.WHOLE, 1.0);
        }
        return new Saturation(
                demand.keySet().stream().mapToInt(Integer::intValue).toArray(),
                demand.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Kinds that take devices, their weights adding up to 1.
    private static SortedMap<Mix.Kind, Double> popularity(Mix mix) {
        var kinds = new TreeMap<>(mix.kinds());
        kinds.keySet().removeIf(kind -> kind.member().devices() == 0);
        double sum = kinds.values().stream().mapToDouble(Double::doubleValue).sum();
        kinds.replaceAll((kind, weight) -> weight / sum);
        return kinds;
    }

    private static double mebibytes(Member member) {
        return member.memoryBytes() / (double) (1 << 20);
    }

    /// Mean and deviation over device-milli.
    private static Stranding.Need need(
            Mix mix, Predicate<Member> which, ToDoubleFunction<Member> amount) {
        double weight = 0;
        double sum = 0;
        double squares = 0;
        for (var kind : mix.kinds().entrySet()) {
            var member = kind.getKey().member();
            if (member.devices() > 0 && which.test(member)) {
                double milli = kind.getValue() * member.totalMilli();
                double each = amount.applyAsDouble(member) / member.totalMilli();
                weight += milli;
                sum += milli * each;
                squares += milli * each * each;
            }
        }
        double mean = weight == 0 ? 0 : sum / weight;
        double variance = weight == 0 ? 0 : Math.max(0, squares / weight - mean * mean);
        return new Stranding.Need(mean, Math.sqrt(variance));
    }

    /// By pool: demand bound to it and its like, over their devices; at most 1.
    private static double[] pressure(Mix mix, Cluster cluster) {
        var pools = cluster.pools();
        double[] capacity = new double[pools.size()];
        double total = 0;
        for (int pool = 0; pool < capacity.length; pool++) {
            capacity[pool] = cluster.capacityMilli(pool);
            total += capacity[pool];
        }
        double demand = 0;
        for (var kind : mix.kinds().entrySet()) {
            demand += kind.getValue() * kind.getKey().member().totalMilli();
        }
        double[] pressure = new double[capacity.length];
        for (var kind : mix.kinds().entrySet()) {
            double own = 0;
            for (int pool = 0; pool < capacity.length; pool++) {
                own += kind.getKey().pools().contains(pools.get(pool)) ? capacity[pool] : 0;
            }
            double milli = kind.getValue() * kind.getKey().member().totalMilli();
            for (int pool = 0; own > 0 && demand > 0 && pool < capacity.length; pool++) {
                if (kind.getKey().pools().contains(pools.get(pool))) {
                    pressure[pool] += milli / demand * total / own;
                }
            }
        }
        for (int pool = 0; pool < pressure.length; pool++) {
            pressure[pool] = Math.min(1, pressure[pool]);
        }
        return pressure;
    }

    @Override
    public double potential(Room room) {
        double waste = 0;
        for (int d = 0; d < room.devices; d++) {
            waste += room.idle[d] - worth[room.idle[d]];
        }
        int idle = room.idleMilli();
        double left = room.cpuMilli;
        return waste
                + (forParts ? cpuOfParts.of(idle, left) : CPU_WEIGHT * cpu.of(idle, left))
                + MEMORY_WEIGHT * memory.of(idle, room.memoryBytes / (double) (1 << 20))
                + FRAGMENT_WEIGHT * fragments.of(room);
    }

    @Override
    public double cost(double before, double after, Member member, int pool) {
        double price = pool < pressure.length ? PRESSURE_WEIGHT * pressure[pool] : 0;
        return after - before + price * member.totalMilli();
    }

    @Override
    public double opening(Member member) {
        return opening && isShared(sizeOf(member)) ? OPENING_BONUS : 0;
    }

    private static int sizeOf(Member member) {
        return member.deviceMilli();
    }

    /// Parts begin to open devices when those still to come, until large members should find no
    /// more room, are just enough to open what parts should share; and stop when that is reached.
    @Override
    public boolean revise(Cluster cluster) {
        if (saturation.shut() > OPENING_SHUT) {
            return false;
        }
        double devices = cluster.capacityMilli() / (double) Member.WHOLE;
        double load = cluster.heldMilli() / Math.max(1, devices * Member.WHOLE);
        double planned = saturation.sharedDevices() * devices;
        double opened = 0;
        for (int size : shared) {
            opened += cluster.openedBy(size);
        }
        double toCome = Math.max(0, saturation.shut() - load) * sharedDemand * devices;
        boolean open = opened < planned && (opening || opened + OPENING_LEAD * toCome <= planned);
        boolean parts = open || opened >= planned;
        boolean changed = open != opening || parts != forParts;
        opening = open;
        forParts = parts;
        return changed;
    }
}
