package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/// What people read when a document is wrong: file, line, column, field, value, rule, advice.
class ProblemsTest {

    @TempDir private Path folder;

    private String only(String text) throws IOException {
        var problems = new Reader(folder).write("w.yaml", text).problems();
        assertThat(problems).as(() -> String.join("\n", problems)).hasSize(1);
        return problems.getFirst();
    }

    private String service(String from, String to) throws IOException {
        assertThat(Texts.SERVICE).contains(from);
        return only(Texts.SERVICE.replace(from, to));
    }

    private String training(String from, String to) throws IOException {
        assertThat(Texts.TRAINING).contains(from);
        return only(Texts.TRAINING.replace(from, to));
    }

    private String fleet(String from, String to) throws IOException {
        assertThat(Texts.FLEET).contains(from);
        return only(Texts.FLEET.replace(from, to));
    }

    @Test
    void tellsNegativeRate() throws IOException {
        assertThat(service("requestsPerSecond: 12 req/s", "requestsPerSecond: -3"))
                .isEqualTo(
                        "w.yaml:15:22: spec.requestsPerSecond: -3 must be positive;"
                                + " write for example 12 or '12 req/s'");
        assertThat(service("12 req/s", "-3 req/s"))
                .isEqualTo(
                        "w.yaml:15:22: spec.requestsPerSecond: '-3 req/s' must not be negative;"
                                + " write for example 12 or '12 req/s'");
    }

    @Test
    void tellsMissingUnit() throws IOException {
        assertThat(service("ttft: 500 ms", "ttft: 500"))
                .isEqualTo(
                        "w.yaml:19:9: spec.ttft: 500 needs a unit (a time takes us, ms, s, min, h,"
                                + " d, w); write for example '30 ms' or '4h'");
    }

    @Test
    void tellsUnknownUnitWithTheKnownOnes() throws IOException {
        assertThat(service("ttft: 500 ms", "ttft: 500 msec"))
                .isEqualTo(
                        "w.yaml:19:9: spec.ttft: '500 msec' has the unknown unit 'msec' (a time"
                                + " takes us, ms, s, min, h, d, w); write for example '30 ms' or"
                                + " '4h'");
        assertThat(training("4M", "4 Mtokens per step"))
                .startsWith(
                        "w.yaml:12:16: spec.batchTokens: '4 Mtokens per step' has the unknown"
                                + " unit");
    }

    @Test
    void tellsUnknownFieldWithTheNearest() throws IOException {
        assertThat(service("ttft: 500 ms", "tttf: 500 ms"))
                .isEqualTo("w.yaml:19:3: spec.tttf: is no field of spec; maybe 'ttft'");
    }

    @Test
    void tellsMissingField() throws IOException {
        assertThat(service("  inputTokens: 1500\n", ""))
                .isEqualTo(
                        "w.yaml:6:3: spec.inputTokens: is missing;"
                                + " write for example inputTokens: 4096 or '15T tokens'");
    }

    @Test
    void tellsWrongType() throws IOException {
        assertThat(training("minDevices: 64", "minDevices: 6.5"))
                .isEqualTo(
                        "w.yaml:14:15: spec.minDevices: 6.5 must be a whole number;"
                                + " write for example 8");
        assertThat(training("stacks: [cuda]", "stacks: cuda"))
                .startsWith("w.yaml:15:11: spec.stacks: 'cuda' must be a list");
    }

    @Test
    void tellsUnknownWordOfAnEnumeration() throws IOException {
        assertThat(training("priority: core", "priority: cor"))
                .isEqualTo(
                        "w.yaml:7:13: spec.priority: 'cor' must be one of core, standard, spare;"
                                + " maybe 'core'");
    }

    @Test
    void tellsUnknownModelChipStackSite() throws IOException {
        assertThat(service("model: llama3-8b", "model: llama3-9b"))
                .isEqualTo(
                        "w.yaml:12:14: spec.variants[1].model: 'llama3-9b' is no model of the"
                                + " catalogue; maybe llama3-8b");
        assertThat(training("[H20]", "[H21]"))
                .startsWith("w.yaml:18:17: spec.chips.forbidden[0]: 'H21' is no chip");
        assertThat(training("[cuda]", "[cudda]"))
                .isEqualTo(
                        "w.yaml:15:12: spec.stacks[0]: 'cudda' is no stack of the catalogue;"
                                + " maybe cuda");
        assertThat(only(Texts.FLEET + "---\n" + Texts.TRAINING.replace("[north]", "[nroth]")))
                .isEqualTo(
                        "w.yaml:44:15: spec.sites.allowed[0]: 'nroth' is no site of the fleet;"
                                + " maybe 'north'");
    }

    @Test
    void tellsUnknownTenant() throws IOException {
        assertThat(only(Texts.TENANT + "---\n" + Texts.BATCH.replace("search", "serach")))
                .isEqualTo("w.yaml:17:11: spec.tenant: 'serach' is no tenant; maybe 'search'");
    }

    @Test
    void tellsBothPlacesOfDuplicateName() throws IOException {
        new Reader(folder).write("a.yaml", Texts.SERVICE);
        assertThat(only(Texts.BATCH.replace("name: score", "name: chat")))
                .isEqualTo(
                        "w.yaml:4:9: metadata.name: 'chat' names another InferenceService as well"
                                + " (at a.yaml:4); rename one");
    }

    @Test
    void tellsSecondFleet() throws IOException {
        assertThat(only(Texts.FLEET + "---\n" + Texts.FLEET))
                .isEqualTo(
                        "w.yaml:28:9: metadata.name: 'hybrid' is a second Fleet (at w.yaml:4);"
                                + " keep one of them");
    }

    @Test
    void tellsContradictions() throws IOException {
        assertThat(training("minDevices: 64", "minDevices: 64\n  maxDevices: 8"))
                .isEqualTo(
                        "w.yaml:14:15: spec.minDevices: 64 is more than maxDevices (8);"
                                + " raise maxDevices or lower minDevices");
        assertThat(training("batchTokens: 4M", "batchTokens: 100"))
                .startsWith(
                        "w.yaml:12:16: spec.batchTokens: 100 is less than one sequence of 8192");
        assertThat(training("allowed: [hopper]", "allowed: [H20]"))
                .isEqualTo(
                        "w.yaml:18:17: spec.chips.forbidden[0]: 'H20' is allowed as well;"
                                + " take it out of one list");
        assertThat(training("deadline: 90d", "deadline: 2026-05-30"))
                .startsWith(
                        "w.yaml:13:13: spec.deadline: '2026-05-30' lies before the plan's date");
    }

    @Test
    void tellsFleetsThatDoNotAddUp() throws IOException {
        assertThat(fleet("devices: 512", "devices: 513"))
                .isEqualTo(
                        "w.yaml:16:16: spec.pools[0].devices: 513 is not a whole number of nodes of"
                                + " 8 devices; count devices, not packages, or set devicesPerNode");
        assertThat(fleet("domainDevices: 768", "domainDevices: 24"))
                .startsWith("w.yaml:22:22: spec.pools[1].domainDevices: 24 is neither whole nodes");
        assertThat(fleet("site: north\n      chip: H800", "site: nort\n      chip: H800"))
                .isEqualTo(
                        "w.yaml:14:13: spec.pools[0].site: 'nort' is no site of this fleet;"
                                + " maybe 'north'");
        assertThat(fleet("      costPerDeviceHour: 4.5\n", ""))
                .isEqualTo(
                        "w.yaml:18:7: spec.pools[1].costPerDeviceHour: is missing, and no Policy"
                                + " prices this pool or its chip; write for example"
                                + " costPerDeviceHour: 14.2, or 0 where it costs nothing");
        assertThat(fleet("14.2 CNY/h", "2 USD/h"))
                .isEqualTo(
                        "w.yaml:17:26: spec.pools[0].costPerDeviceHour: '2 USD/h' is in USD, which"
                                + " has no exchange rate; use one of CNY, or add it to the policy's"
                                + " exchangeRates");
        assertThat(fleet("pue: 1.2", "pue: 0.9"))
                .isEqualTo(
                        "w.yaml:11:12: spec.sites[0].pue: 0.9 must be at least 1;"
                                + " write for example 1.25");
    }

    @Test
    void tellsForeignDocuments() throws IOException {
        assertThat(only("apiVersion: v1\nkind: Pod\n"))
                .isEqualTo(
                        "w.yaml:1:13: apiVersion: 'v1' must be medley.dev/v1alpha1;"
                                + " read Medley's own documents only");
        assertThat(only(Texts.BATCH.replace("kind: BatchJob", "kind: Batchjob")))
                .isEqualTo(
                        "w.yaml:2:7: kind: 'Batchjob' must be one of Fleet, Tenant, Policy,"
                                + " TrainingJob, InferenceService, BatchJob, PurchaseList,"
                                + " Programme, Contract, Voucher; maybe 'BatchJob'");
        assertThat(only("just a text")).startsWith("w.yaml:1:1: 'just a text' is no document");
    }

    @Test
    void collectsAllProblemsOfAllDocuments() throws IOException {
        new Reader(folder)
                .write("a.yaml", Texts.SERVICE.replace("12 req/s", "0").replace("ttft", "tft"));
        var problems =
                new Reader(folder)
                        .write(
                                "b.yaml",
                                "---\na: [\n---\n"
                                        + Texts.BATCH.replace("devices: 8", "devices: 0"))
                        .problems();
        assertThat(problems)
                .satisfiesExactly(
                        p ->
                                assertThat(p)
                                        .startsWith("a.yaml:15:22: spec.requestsPerSecond: 0 must"),
                        p -> assertThat(p).startsWith("a.yaml:19:3: spec.tft: is no field"),
                        p -> assertThat(p).startsWith("b.yaml:3:1: is not valid YAML"),
                        p -> assertThat(p).startsWith("b.yaml:12:12: spec.devices: 0 must be at"));
    }

    @Test
    void printsFiftyAndCountsTheRest() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 70; i++) {
            text.append("---\n")
                    .append(
                            Texts.BATCH
                                    .replace("score\n", "score-" + i + "\n")
                                    .replace("devices: 8", "devices: 0"));
        }
        var outcome = new Reader(folder).write("w.yaml", text.toString()).read();
        var out = new StringWriter();
        Problems.print((Documents.Rejected) outcome, new PrintWriter(out));
        assertThat(out.toString().lines()).hasSize(51).last().isEqualTo("and 20 more");
    }
}
