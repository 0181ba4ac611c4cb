package dev.medley.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The claim file of the example is the one that is written.
class VouchersExampleTest {

    private static final String CLAIM =
            "./medley vouchers examples/vouchers --date 2026-11-22 --claim ";

    @Test
    void theClaimFileIsTheOneThatIsWritten() throws IOException {
        Shown.run(CLAIM + "claim.csv");
        assertThat(Files.readAllLines(Shown.SCRATCH.resolve("claim.csv")))
                .isEqualTo(Files.readAllLines(Path.of("..", "examples", "vouchers", "claim.csv")));
    }

    @Test
    void theClaimAsJsonHoldsTheSameTotal() throws IOException {
        Shown.run(CLAIM + "claim.json");
        assertThat(Files.readString(Shown.SCRATCH.resolve("claim.json")))
                .contains("\"claimed\":\"412701.68\",\"unit\":\"CNY\"")
                .contains("\"contract\":\"scans/north-910c.pdf\"");
    }
}
