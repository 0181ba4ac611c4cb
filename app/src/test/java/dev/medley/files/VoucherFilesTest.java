package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.VoucherHistory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class VoucherFilesTest {

    private static final String PROGRAMME =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Programme
            metadata: {name: own}
            spec:
              title: Own
              issuer: Zone
              unit: CNY
              tiers:
                - {items: [compute], share: 25 %}
              source: test
              confidence: low
            """;

    private static final String CONTRACT =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Contract
            metadata: {name: rent}
            spec:
              buyer: north
              supplier: seller
              affiliated: false
              signed: 2026-01-10
              first: 2026-02-01
              last: 2026-12-31
              usageFile: usage.csv
              invoices:
                - {number: i-1, day: 2026-03-02, delivery: d-1, delivered: 2026-03-03}
            """;

    private static final String VOUCHER =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Voucher
            metadata: {name: v}
            spec:
              programme: own
              company: north
              contract: rent
              applied: 2026-01-12
              granted: {on: 2026-01-20, amount: 1000 CNY, until: 2026-12-31}
              reserved: {on: 2026-02-01}
            """;

    private static final String USAGE =
            """
            line,day,item,chip,cardHours,price
            a,2026-02-10,compute,910C,10.5,1234.56
            b,2026-02-11,storage,,,200
            """;

    @TempDir private Path folder = Path.of("");

    private Reader reader() throws IOException {
        return new Reader(folder)
                .write("programme.yaml", PROGRAMME)
                .write("contract.yaml", CONTRACT)
                .write("voucher.yaml", VOUCHER)
                .write("usage.csv", USAGE);
    }

    @Test
    void readsProgrammesContractsUsageAndVouchers() throws IOException {
        var inputs = reader().loaded().vouchers();
        var line = inputs.contracts().getFirst().usage().getFirst();
        assertThat(line.amount()).isEqualTo(123_456);
        assertThat(line.cardSeconds()).isEqualTo(37_800);
        assertThat(line.chip()).isEqualTo("huawei-ascend-910c");
        assertThat(line.devicesPerCard()).isEqualTo(2);
        assertThat(inputs.contracts().getFirst().invoices().getFirst().lines())
                .containsExactly("a", "b");
        var day = Reader.PLAN_DATE;
        assertThat(VoucherHistory.until(day, inputs).refusals()).isEmpty();
        var claim = Claims.on(day, inputs).getFirst();
        assertThat(claim.ready()).isTrue();
        assertThat(claim.amount()).as("25 %% of 1,234.56").isEqualTo(30_864);
    }

    @Test
    void laysOwnProgrammesOverThoseThatComeWithMedley() throws IOException {
        var own = PROGRAMME.replace("name: own", "name: hangzhou-compute-vouchers");
        var inputs = reader().write("other.yaml", own).loaded().vouchers();
        assertThat(inputs.programmes())
                .filteredOn(programme -> programme.id().startsWith("hangzhou"))
                .extracting(Programme::issuer)
                .containsExactly("Zone");
        assertThat(inputs.programmes())
                .extracting(Programme::id)
                .contains("henan-compute-vouchers");
    }

    @Test
    void keepsWhatSourcesDoNotSayUnknown() {
        var all = ShippedProgrammes.all(Reader.catalog());
        assertThat(all).hasSize(18);
        for (var programme : all) {
            assertThat(programme.provenance().source()).isNotEmpty();
            if (programme.id().equals("beijing-compute-vouchers")) {
                assertThat(programme.poolCap()).isNull();
                assertThat(programme.companyCap()).isEqualTo(200_000_000);
                assertThat(programme.conditions().independentSupplier()).isTrue();
            }
            if (programme.id().equals("wuhan-token-vouchers")) {
                assertThat(programme.tiers()).isEmpty();
                assertThat(programme.unit().word()).isEqualTo("tokens");
            }
        }
    }

    @Test
    void tellsWhatIsWrongInDocuments() throws IOException {
        reader().write(
                        "voucher.yaml",
                        VOUCHER.replace("programme: own", "programme: owm")
                                .replace("contract: rent", "contract: rant"))
                .write("contract.yaml", CONTRACT.replace("2026-12-31", "2025-12-31"));
        assertThat(new Reader(folder).problems())
                .containsExactly(
                        "contract.yaml:10:9: spec.last: '2025-12-31' lies before the first day"
                                + " (2026-02-01); swap them",
                        "voucher.yaml:5:14: spec.programme: 'owm' is no document of that kind;"
                                + " maybe 'own'",
                        "voucher.yaml:7:13: spec.contract: 'rant' is no document of that kind;"
                                + " maybe 'rent'");
    }

    @Test
    void tellsWhatIsWrongInAmounts() throws IOException {
        reader().write("voucher.yaml", VOUCHER.replace("1000 CNY", "1000 tokens"));
        assertThat(new Reader(folder).problems())
                .containsExactly(
                        "voucher.yaml:9:37: spec.granted.amount: '1000 tokens' counts in tokens,"
                                + " but CNY is meant; write for example '2000000 CNY'");
    }

    @Test
    void tellsWhatIsWrongInUsageFiles() throws IOException {
        reader().write(
                        "usage.csv",
                        """
                        line,day,item,chip,cardHours,price
                        a,2026-02-10,compute,910D,many,1234.56
                        a,2026-02-31,compute,910C,1,1234.567
                        c,2026-02-12,computing,910C,1
                        """);
        assertThat(new Reader(folder).problems())
                .hasSize(6)
                .anySatisfy(p -> assertThat(p).startsWith("usage.csv:2:22: chip: '910D' is no"))
                .anySatisfy(
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "usage.csv:2:27: cardHours: 'many' is no number of"
                                                        + " cardHours; write for example 2400"))
                .anySatisfy(p -> assertThat(p).startsWith("usage.csv:3:1: line: 'a' is the id"))
                .anySatisfy(p -> assertThat(p).startsWith("usage.csv:3:3: day: '2026-02-31' is no"))
                .anySatisfy(p -> assertThat(p).startsWith("usage.csv:3:29: price: '1234.567' is"))
                .anySatisfy(p -> assertThat(p).startsWith("usage.csv:4:1: has 5 fields"));
    }

    @Test
    void saysThatAUsageFileIsMissing() throws IOException {
        reader().write("contract.yaml", CONTRACT.replace("usage.csv", "usag.csv"));
        assertThat(new Reader(folder).problems())
                .containsExactly(
                        "contract.yaml:11:14: spec.usageFile: 'usag.csv' does not exist;"
                                + " put it beside this document");
    }
}
