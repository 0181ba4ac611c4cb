package dev.medley.core.plan;

import dev.medley.core.fit.Fit;
import dev.medley.core.fit.Fitting;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Terms;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Puts services that may share devices by time together to one work, before anything is sold.
///
/// CONSTRAINTS. Only services of one tenant, class, weight and permissions share, so that whoever
/// sells need not know that they are several. Together they must need fewer devices than apart in
/// some pool that all may use.
///
/// ALGORITHM. Services that ask for sharing and whose terms are alike make a group. While no pool
/// serves the group on fewer devices than its members apart, the member that needs most leaves it.
/// The group is then one work of joint demand: all of it is served, or none.
///
/// EXAMPLE. Six models that each need one replica of two devices share two slots of two devices: a
/// work of four devices instead of six of two.
public final class SharedServices {

    private final List<Pool> pools;
    private final Fitting fitting;

    public SharedServices(List<Pool> pools, Fitting fitting) {
        this.pools = List.copyOf(pools);
        this.fitting = fitting;
    }

    /// The works with groups in place of their members, groups last.
    public List<Work> grouped(List<Work> works) {
        var alike = new LinkedHashMap<Terms, List<InferenceService>>();
        for (var work : works) {
            if (work instanceof InferenceService service && service.pooling() != null) {
                alike.computeIfAbsent(service.terms().named("-"), _ -> new ArrayList<>())
                        .add(service);
            }
        }
        var left = new ArrayList<>(works);
        for (var services : alike.values()) {
            var members = sharing(services);
            if (members.size() > 1) {
                left.removeAll(members);
                left.add(together(members));
            }
        }
        return left;
    }

    /// Those of the services that gain by sharing; fewer than two when none do.
    private List<InferenceService> sharing(List<InferenceService> services) {
        var members = new ArrayList<>(services);
        while (members.size() > 1) {
            var group = together(members);
            InferenceService largest = members.getFirst();
            double most = -1;
            for (var pool : pools) {
                if (!Permissions.OF_TERMS.refusals(group, pool).isEmpty()) {
                    continue;
                }
                int apart = 0;
                for (var member : members) {
                    int alone = devices(member, pool);
                    apart += Math.min(alone, Integer.MAX_VALUE / 2 - apart);
                    if (alone > most) {
                        most = alone;
                        largest = member;
                    }
                }
                int shared = devices(group, pool);
                if (shared < Integer.MAX_VALUE && shared < apart) {
                    return members;
                }
            }
            members.remove(largest);
        }
        return List.of();
    }

    /// Fewest devices that serve all of a service; the largest number where none do.
    private int devices(InferenceService service, Pool pool) {
        return switch (fitting.fit(service, Planner.offer(pool))) {
            case Fit.Rejected _ -> Integer.MAX_VALUE;
            case Fit.Fits fits -> {
                double fewest = Integer.MAX_VALUE;
                for (var shape : fits.shapes()) {
                    double replicas = Math.ceil(service.requestsPerSecond() / shape.rate() - 1e-9);
                    fewest = Math.min(fewest, Math.max(1, replicas) * shape.shape().devices());
                }
                yield (int) fewest;
            }
        };
    }

    /// The group of these services as one work.
    public static InferenceService together(List<InferenceService> services) {
        var members =
                services.stream().sorted(Comparator.comparing(InferenceService::name)).toList();
        var terms = members.getFirst().terms();
        var others = members.size() - 1;
        var name = "%s and %d sharing".formatted(terms.name(), others);
        return InferenceService.sharing(terms.named(name), members);
    }
}
