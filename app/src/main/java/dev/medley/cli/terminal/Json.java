package dev.medley.cli.terminal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Consumer;

/// Writes one JSON object to a command's output. What is unknown is left out.
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    public static void print(PrintWriter out, Consumer<Json> content) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            content.accept(new Json(generator));
            generator.writeEndObject();
        }
        out.println(text);
    }

    /// A text, unless it is empty.
    public void text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            generator.writeStringProperty(name, value);
        }
    }

    /// A number in plain digits.
    public void number(String name, @Nullable Number value) {
        if (value != null) {
            generator.writeName(name);
            var plain = new BigDecimal(value.toString()).stripTrailingZeros();
            generator.writeNumber(plain.scale() < 0 ? plain.setScale(0) : plain);
        }
    }

    public void flag(String name, @Nullable Boolean value) {
        if (value != null) {
            generator.writeBooleanProperty(name, value);
        }
    }

    public void texts(String name, Collection<String> values) {
        generator.writeName(name);
        generator.writeStartArray();
        values.forEach(generator::writeString);
        generator.writeEndArray();
    }

    public void numbers(String name, Collection<Integer> values) {
        generator.writeName(name);
        generator.writeStartArray();
        values.forEach(generator::writeNumber);
        generator.writeEndArray();
    }

    public void block(String name, Consumer<Json> content) {
        generator.writeName(name);
        generator.writeStartObject();
        content.accept(this);
        generator.writeEndObject();
    }

    public <T> void blocks(String name, Collection<T> items, Consumer<T> content) {
        generator.writeName(name);
        generator.writeStartArray();
        for (var item : items) {
            generator.writeStartObject();
            content.accept(item);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }
}
