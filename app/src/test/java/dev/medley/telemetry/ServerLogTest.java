package dev.medley.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Command;
import dev.medley.core.control.Reply;
import dev.medley.core.fit.Reason;
import dev.medley.live.Entry;
import dev.medley.live.Origin;
import dev.medley.live.Workshop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ServerLogTest {

    private static final String SECRET = "mdl-9f31c0ffee";

    @Test
    void writesAJsonObjectPerLine() {
        var lines =
                logged(
                        "INFO",
                        () -> {
                            var log = LoggerFactory.getLogger("dev.medley.some");
                            log.atInfo().addKeyValue("run", "r-1").log("started\n\"at once\"");
                            log.debug("too small");
                            LoggerFactory.getLogger("io.other").info("not ours");
                            log.error("ended", new IOException("disk full"));
                        });

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().get("level").asString()).isEqualTo("INFO");
        assertThat(lines.getFirst().get("run").asString()).isEqualTo("r-1");
        assertThat(lines.getFirst().get("text").asString()).isEqualTo("started\n\"at once\"");
        assertThat(lines.getLast().get("error").asString()).contains("IOException: disk full");
        assertThat(lines.getLast().get("stack").asString()).contains("ServerLogTest");
    }

    @Test
    void takesWhatIsLoggedThroughThePlatform() {
        var lines =
                logged(
                        "INFO",
                        () ->
                                System.getLogger("dev.medley.some")
                                        .log(
                                                System.Logger.Level.WARNING,
                                                "retried run={0}",
                                                "r-1"));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().get("level").asString()).isEqualTo("WARN");
        assertThat(lines.getFirst().get("text").asString()).isEqualTo("retried run=r-1");
    }

    @Test
    void neverWritesASecret() {
        var all = new StringBuilder();
        var lines =
                logged(
                        "DEBUG",
                        () -> {
                            var log = LoggerFactory.getLogger("dev.medley.some");
                            log.info("Authorization: Bearer {}", SECRET);
                            log.info("authorization=Basic {}", SECRET);
                            log.info("password={} user=me", SECRET);
                            log.info("{\"token\": \"{}\", \"x\": 1}", SECRET);
                            log.info("https://me:{}@db.example/medley", SECRET);
                            log.info("jdbc:postgresql://h/d?user=u&password={}", SECRET);
                            log.info("MEDLEY_API_KEY={}", SECRET);
                            log.atInfo().addKeyValue("clientSecret", SECRET).log("pairs");
                            log.atInfo().addKeyValue("header", "Bearer " + SECRET).log("pairs");
                            log.error("failed", new IOException("secret=" + SECRET));
                        });
        lines.forEach(line -> all.append(line).append('\n'));

        assertThat(lines).hasSize(10);
        assertThat(all.toString()).doesNotContain(SECRET).contains("***").contains("user=me");
    }

    @Test
    void leavesOrdinaryWordsAlone() {
        var text = "12 tokens/s; 3 tokens wait, monkey=1 at https://host:8080/x?y=1@2";
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void chroniclesWhoDidWhatAndWhatCameOfIt() {
        var me = new Origin("ann", "us", "", "");
        var refused = new Reply.Refused(List.of(new Reason("name-taken", "Another name.")));
        var lines =
                logged(
                        "INFO",
                        () -> {
                            var chronicle = new Chronicle();
                            var submit = Workshop.submit("one", 1);
                            chronicle.accept(new Entry(1, me, submit, List.of(), refused));
                            chronicle.accept(
                                    new Entry(
                                            2,
                                            Origin.CLOCK,
                                            new Command.Tick(2),
                                            List.of(),
                                            new Reply.Accepted()));
                        });

        assertThat(lines).hasSize(1);
        var line = lines.getFirst();
        assertThat(line.get("by").asString()).isEqualTo("ann");
        assertThat(line.get("command").asString()).isEqualTo("submit");
        assertThat(line.get("subject").asString()).isEqualTo("one");
        assertThat(line.get("reply").asString()).isEqualTo("refused");
        assertThat(line.get("code").asString()).isEqualTo("name-taken");
        assertThat(line.toString()).doesNotContain("\"true\"");
    }

    @Test
    void putsAFileAsideThatHasGrownAndKeepsAFewOfThem(@TempDir Path folder) throws Exception {
        var file = folder.resolve("server.log");
        var logger = System.getLogger("dev.medley.rotation");
        try (var log = ServerLog.start(file, 2_000, 2, "INFO")) {
            assertThat(log).isNotNull();
            for (int second = 0; second < 4; second++) {
                for (int i = 0; i < 30; i++) {
                    logger.log(System.Logger.Level.INFO, "number=" + i + " " + "x".repeat(100));
                }
                Thread.sleep(1_100);
            }
            logger.log(System.Logger.Level.INFO, "the last");
        }
        assertThat(Files.readString(file)).contains("the last");
        assertThat(folder.resolve("server.log.1")).exists();
        assertThat(folder.resolve("server.log.2")).exists();
        assertThat(folder.resolve("server.log.3")).doesNotExist();
    }

    private static List<JsonNode> logged(String level, Runnable act) {
        var bytes = new ByteArrayOutputStream();
        try (var log = ServerLog.start(bytes, level)) {
            assertThat(log).isNotNull();
            act.run();
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
