package dev.medley.live.wire;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/// A pool's number, written as its id where ids are known ([Pools]).
final class PoolId {

    private PoolId() {}

    static final class Writer extends ValueSerializer<Integer> {
        @Override
        public void serialize(Integer pool, JsonGenerator json, SerializationContext context) {
            if (context.getAttribute(Pools.class) instanceof Pools pools) {
                json.writeString(pools.id(pool));
            } else {
                json.writeNumber(pool);
            }
        }
    }

    static final class Reader extends ValueDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() == JsonToken.VALUE_STRING
                    && context.getAttribute(Pools.class) instanceof Pools pools) {
                return pools.number(json.getString());
            }
            return json.getIntValue();
        }
    }
}
