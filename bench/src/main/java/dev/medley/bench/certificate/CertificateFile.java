package dev.medley.bench.certificate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines of a certificate, as `docs/certificate.md` describes them.
record CertificateFile(
        JsonNode header,
        Map<String, Double> capacity,
        Map<String, Double> limit,
        List<JsonNode> stages,
        List<Bid> bids) {

    record Bid(
            String work,
            String tenant,
            String priorityClass,
            double value,
            Map<String, Double> use,
            Map<String, Double> spend,
            boolean chosen,
            boolean leftOut) {}

    /// The certificates of a file, each beginning with a header: one per priority class.
    static List<CertificateFile> readAll(Path file) throws IOException {
        var json = JsonMapper.builder().build();
        var all = new ArrayList<CertificateFile>();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var node = json.readTree(line);
                if (node.has("alpha")) {
                    all.add(
                            new CertificateFile(
                                    node,
                                    new LinkedHashMap<>(),
                                    new LinkedHashMap<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>()));
                } else {
                    all.getLast().add(node);
                }
            }
        }
        return all;
    }

    private void add(JsonNode node) {
        if (node.has("pool")) {
            capacity.put(node.get("pool").asString(), node.get("capacity").asDouble());
        } else if (node.has("budget")) {
            limit.put(node.get("budget").asString(), node.get("limit").asDouble());
        } else if (node.has("stage")) {
            stages.add(node);
        } else if (node.has("bid")) {
            bids.add(bid(node));
        }
    }

    private static Bid bid(JsonNode node) {
        return new Bid(
                node.get("work").asString(),
                node.path("tenant").asString(""),
                node.path("class").asString(""),
                node.get("value").asDouble(),
                amounts(node.path("use")),
                amounts(node.path("spend")),
                node.get("chosen").asInt() == 1,
                node.path("leftOut").asInt(0) == 1);
    }

    static Map<String, Double> amounts(JsonNode node) {
        var amounts = new LinkedHashMap<String, Double>();
        node.properties().forEach(e -> amounts.put(e.getKey(), e.getValue().asDouble()));
        return amounts;
    }

    /// The bids that count, by work.
    Map<String, List<Bid>> works() {
        var works = new LinkedHashMap<String, List<Bid>>();
        for (var bid : bids) {
            if (!bid.leftOut()) {
                works.computeIfAbsent(bid.work(), w -> new ArrayList<>()).add(bid);
            }
        }
        return works;
    }
}
