package dev.medley.cli.serve;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A body that was sent: documents, as YAML or JSON, or an object of their text and of the files
/// that they name: `{"documents": "kind: ...", "files": {"my-model/config.json": "{...}"}}`.
final class Sent {

    private static final String YAML = "request";
    private static final String JSON = "request.json";
    private static final String DOCUMENTS = "documents";
    private static final String FILES = "files";

    private final String name;
    private final byte[] documents;
    private final SortedMap<String, String> files;

    private Sent(String name, byte[] documents, SortedMap<String, String> files) {
        this.name = name;
        this.documents = documents;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// What problems call the documents.
    String name() {
        return name;
    }

    byte[] documents() {
        return documents;
    }

    /// Content of files by the path that documents name them by.
    SortedMap<String, String> files() {
        return files;
    }

    static Sent of(byte[] body) {
        if (!isJson(body)) {
            return new Sent(YAML, body, new TreeMap<>());
        }
        var tree = tree(body);
        var documents = tree.path(DOCUMENTS);
        if (!documents.isString()) {
            return new Sent(JSON, body, new TreeMap<>());
        }
        var files = new TreeMap<String, String>();
        for (var file : tree.path(FILES).properties()) {
            files.put(file.getKey(), file.getValue().asString(""));
        }
        return new Sent(YAML, documents.stringValue().getBytes(StandardCharsets.UTF_8), files);
    }

    /// What is no JSON is said by whoever reads documents, with line and column.
    private static JsonNode tree(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static boolean isJson(byte[] text) {
        for (byte b : text) {
            if (b > ' ') {
                return b == '{';
            }
        }
        return false;
    }
}
