package dev.medley.report;

import dev.medley.core.port.Assessment;
import dev.medley.core.port.Finding;
import dev.medley.core.port.PortRule;
import dev.medley.core.port.Portability;
import dev.medley.core.port.Target;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Findings of a port scan as SARIF 2.1.0 (OASIS): one run per target, so that each finding has one
/// level and one replacement.
public final class SarifFile {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private final JsonGenerator json;
    private final List<Finding> findings;
    private final Map<PortRule, Integer> rules = new LinkedHashMap<>();

    private SarifFile(JsonGenerator json, List<Finding> findings) {
        this.json = json;
        this.findings = findings;
        findings.forEach(finding -> rules.putIfAbsent(finding.rule(), rules.size()));
    }

    public static String of(List<Finding> findings, List<Assessment> assessments) {
        var text = new StringWriter();
        try (var generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new SarifFile(generator, findings).log(assessments);
        }
        return text + "\n";
    }

    private void log(List<Assessment> assessments) {
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        assessments.forEach(assessment -> run(assessment.target()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(Target target) {
        json.writeStartObject();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "medley port");
        json.writeArrayPropertyStart("rules");
        rules.keySet().forEach(rule -> rule(rule, target));
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectPropertyStart("automationDetails");
        json.writeStringProperty("id", "medley-port/" + target.id() + "/");
        json.writeEndObject();
        json.writeStringProperty("columnKind", "utf16CodeUnits");
        json.writeArrayPropertyStart("results");
        findings.forEach(finding -> result(finding, target));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rule(PortRule rule, Target target) {
        json.writeStartObject();
        json.writeStringProperty("id", rule.id());
        text("shortDescription", rule.title());
        if (!rule.note().isEmpty()) {
            text("fullDescription", rule.note());
        }
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeStringProperty("level", level(rule.cell(target).portability()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(Finding finding, Target target) {
        var cell = finding.rule().cell(target);
        var portability = cell.portability().name().toLowerCase(Locale.ROOT);
        json.writeStartObject();
        json.writeStringProperty("ruleId", finding.rule().id());
        json.writeNumberProperty("ruleIndex", rules.getOrDefault(finding.rule(), 0));
        json.writeStringProperty("level", level(cell.portability()));
        text(
                "message",
                "%s on %s: %s. %s"
                        .formatted(
                                finding.clue().text(),
                                target.name(),
                                portability,
                                cell.replacement()));
        json.writeArrayPropertyStart("locations");
        location(finding);
        json.writeEndArray();
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("portability", portability);
        json.writeStringProperty("replacement", cell.replacement());
        json.writeStringProperty("confidence", cell.confidence().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("source", cell.source());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void location(Finding finding) {
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", uri(finding.file()));
        json.writeEndObject();
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", finding.clue().line());
        json.writeNumberProperty("startColumn", finding.clue().column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    /// A path as a relative reference, with what URIs do not hold escaped.
    private static String uri(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("A path that no URI holds: " + path, e);
        }
    }

    private void text(String name, String value) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", value);
        json.writeEndObject();
    }

    private static String level(Portability portability) {
        return switch (portability) {
            case WORKS -> "none";
            case AUTOMATIC -> "note";
            case REPLACE, REWRITE -> "warning";
            case BLOCKED -> "error";
        };
    }
}
