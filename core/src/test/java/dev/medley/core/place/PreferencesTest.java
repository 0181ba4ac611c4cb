package dev.medley.core.place;

import static dev.medley.core.place.Yard.GIB;
import static dev.medley.core.place.Yard.seatedOn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

class PreferencesTest {

    private final List<Gang> list = new ArrayList<>();

    @Test
    void potentialPutsPartsWhereTheRestStaysUseful() {
        listed(10, Member.part(470, 0, 0));
        listed(10, Member.part(320, 0, 0));
        listed(10, Member.part(650, 0, 0));
        var cluster = Yard.plain().nodes(2, 1).cluster();
        cluster.hold("a", Member.part(470, 0, 0), List.of(new Seat("n0", List.of(0))));
        cluster.hold("b", Member.part(650, 0, 0), List.of(new Seat("n1", List.of(0))));

        var placer = new Placer(cluster, Potential.learn(Mix.of(list), cluster));

        assertThat(seatedOn(placer.seat(Gang.single("c", Member.part(320, 0, 0)))))
                .containsExactly("n1");
    }

    @Test
    void potentialKeepsCpuBesideIdleDevices() {
        listed(10, Member.whole(1, 8_000, 0));
        var cluster = Yard.plain().node("a", 4, 32_000, GIB).node("a", 4, 96_000, GIB).cluster();

        var placer = new Placer(cluster, Potential.learn(Mix.of(list), cluster));

        assertThat(seatedOn(placer.seat(Gang.single("c", Member.plain(20_000, 0)))))
                .containsExactly("n1");
    }

    @Test
    void potentialSparesPoolsThatOthersDependOn() {
        listed(10, Member.whole(1, 0, 0));
        for (int i = 0; i < 10; i++) {
            list.add(bound("bound" + i, "a"));
        }
        var cluster = Yard.plain().node("a", 1, 8_000, GIB).node("b", 1, 8_000, GIB).cluster();

        var placer = new Placer(cluster, Potential.learn(Mix.of(list), cluster));

        assertThat(seatedOn(placer.seat(Gang.single("c", Member.whole(1, 0, 0)))))
                .containsExactly("n1");
    }

    @Test
    void bestFitTakesTheFullestNodeAndDevice() {
        var cluster = Yard.plain().nodes(3, 2).cluster();
        cluster.hold("a", Member.part(300, 0, 0), List.of(new Seat("n1", List.of(1))));
        cluster.hold("b", Member.part(200, 0, 0), List.of(new Seat("n2", List.of(1))));

        var placer = new Placer(cluster, BestFit.of(cluster));

        assertThat(placer.seat(Gang.single("c", Member.part(500, 0, 0))))
                .isEqualTo(new Placement.Placed(List.of(new Seat("n1", List.of(1)))));
    }

    @Test
    void fragmentationDescentAvoidsBreakingDevices() {
        listed(10, Member.whole(1, 0, 0));
        listed(5, Member.part(500, 0, 0));
        var cluster = Yard.plain().nodes(2, 1).cluster();
        cluster.hold("a", Member.part(500, 0, 0), List.of(new Seat("n1", List.of(0))));

        var placer = new Placer(cluster, FragmentationDescent.of(Mix.of(list), cluster));

        assertThat(seatedOn(placer.seat(Gang.single("c", Member.part(500, 0, 0)))))
                .containsExactly("n1");
    }

    @Test
    void laterArrivalsCountMore() {
        var counter = new Mix.Counter(0.9);
        for (int i = 0; i < 100; i++) {
            counter.add(Gang.single("a" + i, Member.whole(1, 0, 0)));
        }
        for (int i = 0; i < 100; i++) {
            counter.add(Gang.single("b" + i, Member.whole(2, 0, 0)));
        }

        var kinds = counter.mix().kinds();

        double early = weight(kinds, Member.whole(1, 0, 0));
        assertThat(weight(kinds, Member.whole(2, 0, 0))).isGreaterThan(1000 * early);
    }

    private static double weight(SortedMap<Mix.Kind, Double> kinds, Member member) {
        return kinds.getOrDefault(new Mix.Kind(member, List.of()), 0.0);
    }

    private void listed(int times, Member member) {
        for (int i = 0; i < times; i++) {
            list.add(Gang.single("list" + list.size(), member));
        }
    }

    private static Gang bound(String id, String pool) {
        return new Gang(id, 1, Member.whole(1, 0, 0), List.of(pool), new Closeness.Anywhere());
    }
}
