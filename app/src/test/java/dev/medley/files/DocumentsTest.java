package dev.medley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Precision;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Policy;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class DocumentsTest {

    @TempDir private Path folder;

    @Test
    void readsEveryKind() throws IOException {
        var loaded = new Reader(folder).write("all.yaml", Texts.ALL).loaded();

        assertThat(loaded.fleet().name()).isEqualTo("hybrid");
        var h800 = loaded.fleet().pools().get(0);
        assertThat(h800.chip().id()).isEqualTo("nvidia-h800-sxm");
        assertThat(h800.stack()).isEqualTo("cuda");
        assertThat(h800.devicesPerNode()).isEqualTo(8);
        assertThat(h800.domainDevices()).isEqualTo(8);
        assertThat(h800.costPerDeviceHour()).isEqualTo(14.2);
        assertThat(h800.site().powerPricePerKwh()).isEqualTo(0.38);
        var ascend = loaded.fleet().pools().get(1);
        assertThat(ascend.devicesPerNode()).isEqualTo(16);
        assertThat(ascend.domainDevices()).isEqualTo(768);

        var portfolio = loaded.portfolio();
        assertThat(portfolio.tenants())
                .containsExactly(new Tenant("search", 2, false, "CN", 5000.0, 400));
        assertThat(portfolio.policy().floors())
                .containsEntry(Priority.STANDARD, 0.15)
                .containsEntry(Priority.SPARE, 0.01);
        assertThat(portfolio.policy().chipPrices()).containsEntry("nvidia-h20-96gb", 7.1);
        assertThat(portfolio.policy().poolPrices()).containsEntry("h800", 9.5);
        assertThat(portfolio.policy().switching())
                .isEqualTo(new Policy.Switching(1200 / 3600.0, 0.25, 48));
        assertThat(portfolio.works())
                .extracting(Work::name)
                .containsExactly("base", "chat", "score");
    }

    @Test
    void bindsWorkWithItsUnits() throws IOException {
        var works = new Reader(folder).write("all.yaml", Texts.ALL).loaded().portfolio().works();

        var training = (TrainingJob) works.get(0);
        assertThat(training.tokens()).isEqualTo(1.5e12);
        assertThat(training.batchTokens()).isEqualTo(4e6);
        assertThat(training.hoursToDeadline()).isEqualTo(2160.0);
        assertThat(training.terms().priority()).isEqualTo(Priority.CORE);
        assertThat(training.terms().allowedChips()).containsExactly("hopper");
        assertThat(training.terms().forbiddenChips()).containsExactly("nvidia-h20-96gb");
        var service = (InferenceService) works.get(1);
        assertThat(service.variants()).hasSize(3);
        assertThat(service.variants().get(1).weights()).isEqualTo(Precision.INT8);
        assertThat(service.variants().get(2).model().id()).isEqualTo("llama3-8b");
        assertThat(service.ttftMs()).isEqualTo(500);
        assertThat(service.sharedPrefix()).isEqualTo(0.3);
        var batch = (BatchJob) works.get(2);
        assertThat(batch.rates()).containsEntry("nvidia-h20-96gb", 0.4);
        assertThat(batch.hours()).isEqualTo(12);
        assertThat(batch.hoursToDeadline()).isEqualTo(30 * 24);
    }

    @Test
    void readsWorkAloneWithDefaults() throws IOException {
        var loaded = new Reader(folder).write("chat.yaml", Texts.SERVICE).loaded();
        assertThat(loaded.fleet().pools()).isEmpty();
        assertThat(loaded.portfolio().policy()).isEqualTo(Policy.defaults("CNY"));
        assertThat(loaded.portfolio().tenants()).containsExactly(Tenant.named("search"));
    }
}
