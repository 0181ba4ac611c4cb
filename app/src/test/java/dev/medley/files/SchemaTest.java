package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;

import dev.medley.core.units.Dimension;
import dev.medley.core.work.Policy;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The published schema says the same as the program.
class SchemaTest {

    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(Schemas.text());

    private static final Map<String, Dimension> DIMENSIONS =
            new TreeMap<>(
                    Map.of(
                            "share", Dimension.SHARE,
                            "tokens", Dimension.TOKENS,
                            "requestRate", Dimension.REQUEST_RATE,
                            "duration", Dimension.TIME,
                            "size", Dimension.BYTES));

    @Test
    void isAValidSchema() {
        var metaSchema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of(
                                        Dialects.getDraft202012().getId()));
        assertThat(metaSchema.validate(Schemas.text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void takesEveryUnitThatTheProgramTakes() {
        DIMENSIONS.forEach(
                (name, dimension) -> {
                    var pattern = pattern(name);
                    for (var symbol : dimension.symbols()) {
                        for (var text : List.of("12" + symbol, "1.5e3 " + symbol)) {
                            assertThat(text).matches(pattern);
                        }
                    }
                    assertThat("12")
                            .satisfies(
                                    plain ->
                                            assertThat(pattern.matcher(plain).matches())
                                                    .isEqualTo(dimension.takesPlainNumbers()));
                    assertThat("3 parsecs").doesNotMatch(pattern);
                    assertThat("-3").doesNotMatch(pattern);
                });
        assertThat("1.5T tokens").matches(pattern("tokens"));
        assertThat("1.2k req/s").matches(pattern("requestRate"));
    }

    @Test
    void describesEveryField() {
        SCHEMA.get("$defs")
                .properties()
                .forEach(
                        definition ->
                                assertThat(definition.getValue().has("description"))
                                        .as(definition.getKey())
                                        .isTrue());
        for (var kind : Kind.WORDS) {
            var fields = spec(kind).get("properties");
            fields.properties()
                    .forEach(
                            field ->
                                    assertThat(field.getValue().has("description"))
                                            .as(kind + "." + field.getKey())
                                            .isTrue());
        }
    }

    @Test
    void statesTheDefaultsThatHold() {
        var policy = spec("Policy").get("properties");
        var defaults = Policy.defaults("CNY");
        assertThat(policy.get("referenceChip").get("default").asString())
                .isEqualTo(defaults.referenceChip());
        assertThat(policy.get("standardModel").get("default").asString())
                .isEqualTo(defaults.standardModel());
        assertThat(policy.get("alpha").get("default").asDouble()).isEqualTo(defaults.alpha());
        assertThat(policy.get("moneyWeight").get("default").asDouble())
                .isEqualTo(defaults.moneyWeight());
        assertThat(policy.get("powerWeight").get("default").asDouble())
                .isEqualTo(defaults.powerWeight());
    }

    private static JsonNode spec(String kind) {
        return SCHEMA.get("$defs").get(kind).get("properties").get("spec");
    }

    private static Pattern pattern(String definition) {
        return Pattern.compile(SCHEMA.get("$defs").get(definition).get("pattern").asString());
    }
}
