package dev.medley.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.cli.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `medley rules` as a person or a script meets it.
class RulesCommandTest {

    private static final String EXAMPLE = "../examples/rules";

    private final Terminal terminal = new Terminal();

    @TempDir private Path folder = Path.of("");

    @Test
    void answersForOneChipWithMarginsCitationAndNotice() {
        int exit = check("--chip", "h20-96gb", "--date", "2025-05-20", "--to", "CN", "--hq", "CN");

        assertThat(exit).isEqualTo(1);
        assertThat(terminal.out.toString())
                .contains("LETTER-EQUIVALENT  (block)")
                .contains("TPP 2,368 < 4,800")
                .contains("88 FR 73458; confidence high")
                .contains("memory 4,000 >= 1,400: 2,600 above (185.7 %)")
                .contains("Decision support, not legal advice. Rules are loaded to 2026-08-31.");
    }

    @Test
    void clearEndsWithNought() {
        int exit = check("--chip", "a10", "--date", "2023-12-01", "--to", "CN", "--hq", "CN");

        assertThat(exit).isZero();
        assertThat(terminal.out.toString()).contains("CLEAR-BY-NUMBERS  (pass)");
    }

    @Test
    void namesWhatIsMissing() {
        int exit = check("--chip", "nvidia-a100-80gb-sxm", "--date", "2024-06-01");

        assertThat(exit).isEqualTo(1);
        assertThat(terminal.out.toString()).contains("UNKNOWN", "missing: to, hq, parent_hq");
    }

    @Test
    void answersAsJson() {
        check("--chip", "tpu-v5e", "--date", "2024-06-01", "--to", "CN", "--hq", "CN", "--json");
        var json = terminal.json();
        var answer = json.get("cases").get(0);

        assertThat(json.get("loadedTo").asString()).isEqualTo("2026-08-31");
        assertThat(json.get("verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(json.get("treatment").asString()).isEqualTo("block");
        assertThat(answer.get("facts").get("tpp").get("value").asDouble()).isEqualTo(3152);
        assertThat(answer.get("findings").get(0).get("missing").get(0).asString())
                .isEqualTo("die_area");
        assertThat(json.get("notice").asString()).contains("not legal advice");
    }

    @Test
    void theOptionsGoBeforeTheCatalogue() {
        var case4090d = new String[] {"--chip", "rtx-4090d", "--date", "2024-06-01", "--to", "CN"};
        assertThat(check(with(case4090d, "--hq", "CN"))).isZero();
        assertThat(check(with(case4090d, "--hq", "CN", "--datacenter-designed", "yes")))
                .isEqualTo(1);
        assertThat(check(with(case4090d, "--hq", "CN", "--eccn", "3A090.a"))).isEqualTo(1);
        assertThat(terminal.out.toString()).contains("is believed before the numbers");
    }

    @Test
    void showsBillsOnlyWhenAsked() {
        var h20 = new String[] {"--chip", "h20-96gb", "--date", "2026-02-01", "--to", "CN"};
        check(with(h20, "--hq", "CN"));
        assertThat(terminal.out.toString()).doesNotContain("BILL-");
        check(with(h20, "--hq", "CN", "--bills"));
        assertThat(terminal.out.toString())
                .contains("BILL-SAFE numbers", "(LICENCE-TEST-MET)", "does not count");
    }

    @Test
    void judgesMemoryByItself() {
        var hbm = new String[] {"--hbm-density", "8.5", "--date", "2025-02-01", "--to", "CN"};
        assertThat(check(with(hbm, "--hq", "CN"))).isEqualTo(1);
        assertThat(terminal.out.toString()).contains("R5 3A090.c", "HBM density 8.5 > 2");
    }

    @Test
    void checksAFleetAndAPurchaseListUnderThePolicy() {
        assertThat(check(EXAMPLE, "--date", "2026-08-15")).isEqualTo(1);
        assertThat(terminal.out.toString())
                .contains("h100 at johor for studio     transfer       LICENCE-TEST-MET   block")
                .contains("covered by licence EX-0001: 64 of 96 left, until 2027-06-30")
                .contains(
                        "Licence EX-0001 does not cover it: 32 are wanted and 16 are left of 96.");
        assertThat(check(EXAMPLE, "--date", "2026-08-15", "--act", "use")).isEqualTo(1);
        assertThat(terminal.out.toString()).doesNotContain("for studio");
    }

    @Test
    void plansShowWarningsOnTheirPage() throws IOException {
        var page = folder.resolve("plan.html");
        terminal.execute("plan", EXAMPLE, "--date", "2026-08-15", "--html", page.toString());

        var html = Files.readString(page);
        assertThat(html.substring(html.indexOf("id=\"rules\"")))
                .contains(">ascend</th>", "ATTENTION for use by R9 GP10 review")
                .contains("(BIS guidance of 2025-05-13)", "TPP 5,008 &gt;= 4,800")
                .contains("lab<small>notes</small>");
    }

    @Test
    void countsWhatIsClearWhereThereIsMuchOfIt() {
        check("../examples/hybrid", "--date", "2026-08-01");
        assertThat(terminal.out.toString())
                .containsPattern("\\d+ more cases are CLEAR-BY-NUMBERS; --verbose shows them")
                .doesNotContain("CLEAR-BY-NUMBERS  pass");
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        assertThat(check()).isEqualTo(2);
        assertThat(check("--chip", "a10", "--to", "XX")).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("--to: 'XX' is no country code");
        assertThat(check("--chip", "a10", "--act", "sell")).isEqualTo(2);
        assertThat(check("--chip", "a10", "--end-use", "games")).isEqualTo(2);
        assertThat(check("--hbm-density", "-1")).isEqualTo(2);
        assertThat(check(EXAMPLE, "--to", "CN")).isEqualTo(2);
        assertThat(check("--chip", "a11x")).isEqualTo(1);

        Files.writeString(folder.resolve("own.yaml"), "id: X");
        assertThat(check("--chip", "a10", "--rules", folder.toString())).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("own.yaml:1:1: field 'effectiveFrom'");
    }

    @Test
    void refusesStatesOfRulesThatAreNotForTheOperatorToSay() throws IOException {
        var fleet = Files.readString(Path.of(EXAMPLE, "fleet.yaml"));
        Files.writeString(folder.resolve("fleet.yaml"), fleet.replace("rule: R11", "rule: R2"));
        assertThat(check(folder.toString())).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("the state of 'R2' stands in its file");
        Files.writeString(folder.resolve("fleet.yaml"), fleet.replace("rule: R11", "rule: R111"));
        assertThat(check(folder.toString())).isEqualTo(2);
        assertThat(terminal.err.toString()).contains("'R111' is no rule set; maybe 'R11'");
    }

    @Test
    void tellsHowAClassChanged() {
        assertThat(terminal.execute("rules", "timeline", "a800")).isZero();
        assertThat(terminal.out.toString())
                .contains(
                        "2022-10-07  CLEAR-BY-NUMBERS", "2023-11-17  LICENCE-TEST-MET  R2 3A090.a");
        assertThat(terminal.execute("rules", "timeline", "a800", "--to", "DE", "--json")).isZero();
        assertThat(terminal.json().get("stretches").get(0).get("verdict").asString())
                .isEqualTo("CLEAR-BY-NUMBERS");
    }

    @Test
    void listsAndShows() {
        assertThat(terminal.execute("rules", "list")).isZero();
        assertThat(terminal.out.toString()).contains("R13", "CN-H20").doesNotContain("BILL-");
        assertThat(terminal.execute("rules", "list", "--date", "2025-06-01", "--json")).isZero();
        assertThat(terminal.json().get("ruleSets").size()).isEqualTo(8);
        assertThat(terminal.execute("rules", "show", "r2")).isZero();
        assertThat(terminal.out.toString()).contains("tpp >= 4800 or (tpp >= 1600 and pd >= 5.92)");
        assertThat(terminal.execute("rules", "show", "R99")).isEqualTo(1);
        assertThat(terminal.err.toString()).contains("No rule set is called 'R99'");
    }

    private int check(String... words) {
        return terminal.execute(with(new String[] {"rules", "check"}, words));
    }

    private static String[] with(String[] some, String... more) {
        var all = new java.util.ArrayList<>(java.util.List.of(some));
        all.addAll(java.util.List.of(more));
        return all.toArray(String[]::new);
    }
}
