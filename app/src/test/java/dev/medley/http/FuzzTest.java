package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

/// Every endpoint under nonsense: nothing fails, nothing hangs, and the server lives on.
/// `-Dmedley.fuzz=N` sends N requests to each endpoint.
class FuzzTest {

    private static final int EACH = Integer.getInteger("medley.fuzz", 12);

    private static final List<String> DOCUMENTS =
            List.of(
                    "{\"name\":\"fuzzed\",\"devices\":4,\"tenant\":\"us\"}",
                    "[{\"name\":\"one\"},{\"name\":\"two\",\"devices\":100000}]",
                    "{\"name\":\"ada\",\"role\":\"viewer\",\"tenant\":\"us\",\"expiresDays\":30}");

    @Test
    void answersNonsenseWithoutFailing() throws Exception {
        try (var house = House.open()) {
            house.submit("alpha");
            House.until(() -> house.state("alpha").equals("running"));
            var counts = new TreeMap<Integer, Integer>();
            for (long seed = 1; seed <= EACH; seed++) {
                var fuzzer = new Fuzzer(house.server.port(), seed);
                for (var endpoint : house.server.endpoints()) {
                    var outcome = fuzzer.send(endpoint.method().name(), endpoint.path(), DOCUMENTS);
                    counts.merge(outcome.status(), 1, Integer::sum);
                    assertThat(outcome.status())
                            .as("seed %d: %s", seed, outcome.request())
                            .isBetween(0, 499);
                }
            }
            assertThat(counts).containsKeys(200, 400, 404);
            assertThat(house.get("/readyz").at("/status").stringValue()).isEqualTo("ok");
            assertThat(house.state("alpha")).isNotEqualTo("none");
        }
    }
}
