package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

class StreamTest {

    private House house;

    @BeforeEach
    void open() throws IOException {
        house = House.open();
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    @Test
    void tellsWhatHappens() throws Exception {
        try (var events = new Events(house, "/api/v1/events")) {
            house.submit("told");
            var last = events.until("run-started").getLast();
            assertThat(last.event()).isEqualTo("entry");
            assertThat(last.data()).contains("\"works\":[\"told\"]").contains("run told#0 is up");
        }
    }

    @Test
    void goesOnWhereItWasLeft() throws Exception {
        String id;
        try (var events = new Events(house, "/api/v1/events")) {
            house.submit("first");
            id = events.until("submitted").getLast().id();
        }
        house.submit("second");
        try (var events = new Events(house, "/api/v1/events", "Last-Event-ID: " + id)) {
            var next = events.until("second submitted");
            assertThat(Long.parseLong(next.getFirst().id())).isEqualTo(Long.parseLong(id) + 1);
        }
    }

    @Test
    void saysWhenEntriesWereMissed() throws Exception {
        house.submit("unseen");
        try (var events = new Events(house, "/api/v1/events", "Last-Event-ID: 0")) {
            assertThat(events.next().event()).isEqualTo("reset");
        }
    }

    @Test
    void letsGoWhoeverDoesNotRead() throws Exception {
        try (var deaf = new Socket(InetAddress.getLoopbackAddress(), house.server.port())) {
            deaf.setReceiveBufferSize(1024);
            deaf.getOutputStream()
                    .write(
                            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            try (var events = new Events(house, "/api/v1/events")) {
                for (int i = 0; i < 200; i++) {
                    house.submit("loud-" + i);
                }
                assertThat(events.until("loud-199")).hasSizeGreaterThanOrEqualTo(200);
            }
        }
        assertThat(house.get("/healthz").at("/status").stringValue()).isEqualTo("ok");
    }

    @Test
    void readsALogAlong() throws Exception {
        house.submit("writes");
        House.until(() -> house.state("writes").equals("running"));
        var file = Files.createTempFile("medley-log", ".txt");
        Files.writeString(file, "old\nnew\n");
        house.logs.put("writes#0/stdout", file);
        try (var log = new Events(house, "/api/v1/works/writes/logs?tail=1")) {
            assertThat(log.next().data()).isEqualTo("\"writes#0\"");
            assertThat(log.next().data()).isEqualTo("\"new\\n\"");
            Files.writeString(file, "grüße\n", StandardOpenOption.APPEND);
            assertThat(log.next().data()).isEqualTo("\"grüße\\n\"");
            house.send(house.request("/api/v1/works/writes").DELETE());
            assertThat(log.next().event()).isEqualTo("end");
        }
    }
}
