package dev.medley.bench.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.bench.market.GeneratedMarket;
import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Certificate;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Stage;
import dev.medley.core.market.Terms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class CheckCertificateTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    @Test
    void certificatesOfAllTermsHold() throws IOException {
        var plain = GeneratedMarket.of(60, 1);
        for (var market :
                List.of(
                        plain,
                        plain.with(Terms.fair(1)),
                        plain.with(Terms.fair(2)),
                        plain.with(new Terms(0, 0.01)).withClasses(3))) {
            var file = write(lines(Auctioneer.clear(market.build())));
            assertThat(CheckCertificate.check(file, true)).as("%s", market).isEmpty();
        }
    }

    @Test
    void findsABoundThatIsTooLowAndAPoolThatIsOverfull() throws IOException {
        var lines = lines(Auctioneer.clear(GeneratedMarket.of(60, 1).build()));
        var low = new ArrayList<>(lines);
        low.replaceAll(
                line ->
                        line.startsWith("{\"stage\"")
                                ? line.replace("\"bound\":", "\"bound\":1,\"was\":")
                                : line);
        assertThat(CheckCertificate.check(write(low), false)).isNotEmpty();

        var overfull = new ArrayList<>(lines);
        overfull.replaceAll(
                line ->
                        line.startsWith("{\"pool\":\"pool-0\"")
                                ? line.replaceAll("\"capacity\":\\d+", "\"capacity\":1")
                                : line);
        assertThat(CheckCertificate.check(write(overfull), false))
                .anyMatch(fault -> fault.startsWith("pool pool-0 holds"));
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(folder.resolve("certificate.jsonl"), lines);
    }

    private static List<String> lines(Clearing clearing) {
        var certificate = clearing.certificate();
        var market = clearing.market();
        var lines = new ArrayList<String>();
        lines.add(JSON.writeValueAsString(certificate.header()));
        for (var p : certificate.pools()) {
            lines.add(JSON.writeValueAsString(p));
        }
        for (var b : certificate.budgets()) {
            lines.add(JSON.writeValueAsString(b));
        }
        for (var s : certificate.stages()) {
            var pools = new LinkedHashMap<String, Double>();
            var budgets = new LinkedHashMap<String, Double>();
            for (int i = 0; i < market.pools().size(); i++) {
                pools.put(market.pools().get(i).id(), s.poolPrices().get(i));
            }
            for (int i = 0; i < market.budgets().size(); i++) {
                budgets.put(market.budgets().get(i).id(), s.budgetPrices().get(i));
            }
            lines.add(JSON.writeValueAsString(stage(s, pools, budgets)));
        }
        certificate.forEachBid(bid -> lines.add(JSON.writeValueAsString(bid(bid))));
        return lines;
    }

    private static Map<String, Object> stage(
            Stage stage, Map<String, Double> pools, Map<String, Double> budgets) {
        var line = new LinkedHashMap<String, Object>();
        line.put("stage", stage.priorityClass());
        line.put("poolPrices", pools);
        line.put("budgetPrices", budgets);
        var floors = new ArrayList<Map<String, Object>>();
        for (var f : stage.floors()) {
            floors.add(
                    Map.of(
                            "class", f.priorityClass(),
                            "tenant", f.tenant(),
                            "weight", f.weight(),
                            "least", f.least(),
                            "received", f.received()));
        }
        line.put("floors", floors);
        line.put("utilities", stage.utilities());
        line.put("knapsacks", stage.knapsacks());
        line.put("objective", stage.objective());
        line.put("priceBound", stage.priceBound());
        line.put("bound", stage.bound());
        line.put("gap", stage.gap());
        return line;
    }

    private static Map<String, Object> bid(Certificate.BidLine bid) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bid", bid.bid());
        line.put("work", bid.work());
        line.put("tenant", bid.tenant());
        line.put("class", bid.priorityClass());
        line.put("value", bid.value());
        line.put("use", amounts(bid.use()));
        line.put("spend", amounts(bid.spend()));
        line.put("chosen", bid.chosen() ? 1 : 0);
        line.put("leftOut", bid.leftOut() ? 1 : 0);
        return line;
    }

    private static Map<String, Long> amounts(List<Certificate.Amount> amounts) {
        var map = new LinkedHashMap<String, Long>();
        amounts.forEach(a -> map.put(a.of(), a.amount()));
        return map;
    }
}
