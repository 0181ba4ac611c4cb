package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.work.DemandCurve;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Outlook;
import dev.medley.core.work.Pooling;
import dev.medley.core.work.Port;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;

import java.util.List;

class SharedServicesTest {

    private static final Outlook LATER = new Outlook(48, List.of());
    private static final Outlook PORTED =
            new Outlook(0, List.of(new Port("cann", null, null, 24, null)));

    @Test
    void servicesOfDifferentStartsOrPortsDoNotShare() {
        assertThat(grouped(service("a", Outlook.NONE), service("b", LATER), service("c", PORTED)))
                .hasSize(3);
    }

    @Test
    void aGroupHasThePortsOfItsMembers() {
        var works = grouped(service("a", PORTED), service("b", PORTED));
        assertThat(works).hasSize(1);
        assertThat(works.getFirst().terms().outlook()).isEqualTo(PORTED);
    }

    private static List<Work> grouped(InferenceService... services) {
        var village = new Village().pool("a100", 8, 1, 1);
        var pools = village.input().pools();
        return new SharedServices(pools, village.fitting()).grouped(List.of(services));
    }

    private static InferenceService service(String name, Outlook outlook) {
        var terms = Village.terms(name, "chat", Priority.SPARE, "cuda").seeing(outlook);
        return new InferenceService(
                terms,
                List.of(new Variant(Village.MODEL, null, 1)),
                0,
                0.1,
                100,
                100,
                0,
                null,
                null,
                new Pooling(30, 0.5, null),
                List.of(),
                DemandCurve.LEVEL);
    }
}
