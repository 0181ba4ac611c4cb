package dev.medley.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads an event stream over a socket of its own.
final class Events implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    /// @param event name
    record Event(String event, String id, String data) {}

    Events(House house, String path, String... headers) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), house.server.port());
        socket.setSoTimeout(10_000);
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        request.append("Accept: text/event-stream\r\n\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// The next event; comments and the frame of chunks are passed over.
    Event next() throws IOException {
        var event = "";
        var id = "";
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                return new Event(event, id, line.substring(6));
            }
        }
        throw new IOException("The stream ended.");
    }

    /// Events until one holds this text.
    List<Event> until(String text) throws IOException {
        var some = new ArrayList<Event>();
        while (some.isEmpty() || !some.getLast().data().contains(text)) {
            some.add(next());
        }
        return some;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
