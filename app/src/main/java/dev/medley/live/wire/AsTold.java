package dev.medley.live.wire;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.util.AccessPattern;

/// What an event repeats of its command is written once: null stands for it.
final class AsTold {

    private AsTold() {}

    private static @Nullable Work work(@Nullable Object command) {
        return switch (command) {
            case Command.Submit submit -> submit.work();
            case Command.Change change -> change.work();
            case null, default -> null;
        };
    }

    private static @Nullable Care care(@Nullable Object command) {
        return command instanceof Command.Submit submit ? submit.care() : null;
    }

    static final class Writer extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            var command = context.getAttribute(Command.class);
            if (value.equals(value instanceof Care ? care(command) : work(command))) {
                json.writeNull();
            } else {
                context.writeValue(json, value);
            }
        }

        @Override
        public void serializeWithType(
                Object value,
                JsonGenerator json,
                SerializationContext context,
                TypeSerializer types) {
            serialize(value, json, context);
        }
    }

    abstract static class Reader<T> extends ValueDeserializer<T> {
        private final Class<T> type;

        Reader(Class<T> type) {
            this.type = type;
        }

        abstract @Nullable T told(@Nullable Object command);

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            return context.readValue(json, type);
        }

        @Override
        public Object deserializeWithType(
                JsonParser json, DeserializationContext context, TypeDeserializer types) {
            return deserialize(json, context);
        }

        @Override
        public AccessPattern getNullAccessPattern() {
            return AccessPattern.DYNAMIC;
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            var told = told(context.getAttribute(Command.class));
            if (told == null) {
                throw new WireException("an event lacks what its command does not say either");
            }
            return told;
        }
    }

    static final class WorkReader extends Reader<Work> {
        WorkReader() {
            super(Work.class);
        }

        @Override
        @Nullable Work told(@Nullable Object command) {
            return work(command);
        }
    }

    static final class CareReader extends Reader<Care> {
        CareReader() {
            super(Care.class);
        }

        @Override
        @Nullable Care told(@Nullable Object command) {
            return care(command);
        }
    }
}
