package dev.medley.files;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The allocations of a plan that `medley plan --json` wrote, not yet looked at one by one.
final class PlanAllocations {

    private static final String ADVICE = "give a file that medley plan --json wrote";

    private PlanAllocations() {}

    /// What came of a reading.
    sealed interface Outcome {}

    /// A list of whatever it holds.
    record Read(JsonNode allocations) implements Outcome {}

    /// Not such a file.
    record Refused(Problem problem) implements Outcome {}

    static Outcome read(Path path) {
        var file = path.toString();
        try {
            var allocations =
                    JsonMapper.shared().readTree(Files.readAllBytes(path)).path("allocations");
            return allocations.isArray()
                    ? new Read(allocations)
                    : new Refused(problem(file, "allocations", "", "must be a list"));
        } catch (IOException e) {
            return new Refused(problem(file, "", "", "cannot be read"));
        } catch (JacksonException e) {
            var at = e.getLocation();
            int line = at == null ? 0 : at.getLineNr();
            int column = at == null ? 0 : at.getColumnNr();
            return new Refused(new Problem(file, line, column, "", "", "is not JSON", ADVICE));
        }
    }

    /// Something wrong with a field.
    static Problem problem(String file, String field, String value, String rule) {
        return new Problem(file, 0, 0, field, value, rule, ADVICE);
    }
}
