package dev.medley.live.wire;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Prices in the order of pools, written with the pools' ids where they are known. A pool that
/// there was no price of has price 0.
final class PoolPrices {

    private PoolPrices() {}

    static final class Writer extends ValueSerializer<List<Double>> {
        @Override
        public void serialize(
                List<Double> prices, JsonGenerator json, SerializationContext context) {
            if (context.getAttribute(Pools.class) instanceof Pools pools && !prices.isEmpty()) {
                json.writeStartObject(prices);
                for (int p = 0; p < prices.size(); p++) {
                    json.writeNumberProperty(pools.id(p), prices.get(p));
                }
                json.writeEndObject();
            } else {
                json.writeStartArray(prices);
                prices.forEach(json::writeNumber);
                json.writeEndArray();
            }
        }
    }

    static final class Reader extends ValueDeserializer<List<Double>> {
        @Override
        public List<Double> deserialize(JsonParser json, DeserializationContext context) {
            var prices = new ArrayList<Double>();
            if (json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    prices.add(number(json, context));
                }
                return prices;
            }
            if (!(context.getAttribute(Pools.class) instanceof Pools pools)) {
                throw new WireException("it names pools where their numbers are expected");
            }
            prices.addAll(Collections.nCopies(pools.count(), 0.0));
            while (json.nextToken() != JsonToken.END_OBJECT) {
                int pool = pools.number(json.currentName());
                json.nextToken();
                prices.set(pool, number(json, context));
            }
            return prices;
        }

        private static double number(JsonParser json, DeserializationContext context) {
            return context.readValue(json, Double.class);
        }
    }
}
