import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * Serves a toy model the way inference servers do: GET /health, GET /v1/models, and POST
 * /v1/completions, which answers with words drawn from a tiny Markov chain. Run by
 * `java Serve.java MODEL PORT`; any JDK from 17 on will do.
 */
public class Serve {

    private static final String[] WORDS = {
        "work", "goes", "where", "it", "gains", "most", "and", "waits", "with", "a", "reason"
    };

    public static void main(String[] args) throws IOException {
        String model = args[0];
        int port = Integer.parseInt(args[1]);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/health", exchange -> answer(exchange, 200, "{}"));
        server.createContext(
                "/v1/models",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "{\"object\":\"list\",\"data\":[{\"id\":"
                                        + quoted(model)
                                        + ",\"object\":\"model\"}]}"));
        server.createContext(
                "/v1/completions",
                exchange -> {
                    byte[] prompt = exchange.getRequestBody().readAllBytes();
                    String text = complete(java.util.Arrays.hashCode(prompt), 12);
                    answer(
                            exchange,
                            200,
                            "{\"object\":\"text_completion\",\"model\":"
                                    + quoted(model)
                                    + ",\"choices\":[{\"index\":0,\"text\":"
                                    + quoted(text)
                                    + ",\"finish_reason\":\"length\"}]}");
                });
        server.start();
        System.out.println("serves " + model + " on port " + port);
    }

    private static String complete(long seed, int tokens) {
        Random dice = new Random(seed);
        StringBuilder text = new StringBuilder();
        int at = dice.nextInt(WORDS.length);
        for (int i = 0; i < tokens; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[at]);
            at = dice.nextInt(4) == 0 ? dice.nextInt(WORDS.length) : (at + 1) % WORDS.length;
        }
        return text.toString();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
