package dev.medley.core.place;

import java.util.ArrayList;
import java.util.List;

/// Small clusters for tests: every node has 64 cores and 512 GiB unless said otherwise.
final class Yard {

    static final long GIB = 1L << 30;

    private final List<Node> nodes = new ArrayList<>();
    private final List<String> tiers;

    private Yard(List<String> tiers) {
        this.tiers = tiers;
    }

    static Yard plain() {
        return new Yard(List.of());
    }

    static Yard of(String... tiers) {
        return new Yard(List.of(tiers));
    }

    Yard nodes(int count, int devices, String... domains) {
        for (int i = 0; i < count; i++) {
            node("h800", devices, 64_000, 512 * GIB, domains);
        }
        return this;
    }

    Yard node(String pool, int devices, long cpuMilli, long memoryBytes, String... domains) {
        nodes.add(
                new Node(
                        "n" + nodes.size(),
                        pool,
                        devices,
                        cpuMilli,
                        memoryBytes,
                        List.of(domains)));
        return this;
    }

    Cluster cluster() {
        return Cluster.of(tiers, nodes);
    }

    static Placer placer(Cluster cluster) {
        return new Placer(cluster, Potential.learn(Mix.unknown(), cluster));
    }

    static Gang gang(String id, int members, int devices) {
        return new Gang(
                id, members, Member.whole(devices, 1000, GIB), List.of(), new Closeness.Anywhere());
    }

    static Gang close(Gang gang, Closeness closeness) {
        return new Gang(gang.id(), gang.members(), gang.member(), gang.pools(), closeness);
    }

    /// Ids of the nodes a gang sits on, in the order of its members.
    static List<String> seatedOn(Placement placement) {
        return switch (placement) {
            case Placement.Placed(var seats) -> seats.stream().map(Seat::node).toList();
            case Placement.Refused(var reasons) -> List.of(reasons.toString());
        };
    }

    static List<String> reasons(Placement placement) {
        return switch (placement) {
            case Placement.Placed _ -> List.of();
            case Placement.Refused(var reasons) ->
                    reasons.stream().map(reason -> reason.code() + ": " + reason.text()).toList();
        };
    }
}
