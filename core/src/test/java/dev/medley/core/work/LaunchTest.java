package dev.medley.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

class LaunchTest {

    @Test
    void namesOfSecretsAreKnown() {
        assertThat(List.of("HF_TOKEN", "db_password", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY"))
                .allMatch(Launch::soundsSecret);
        assertThat(List.of("MAX_TOKENS", "TOKENIZERS_PARALLELISM", "KEY", "HF_TOKEN_PATH", "MODE"))
                .noneMatch(Launch::soundsSecret);
    }

    @Test
    void namesOfVariablesAreChecked() {
        assertThat(Launch.trouble("OMP_NUM_THREADS")).isEmpty();
        assertThat(Launch.trouble("A=B")).contains("no name of a variable");
        assertThat(Launch.trouble("")).contains("no name of a variable");
        assertThat(Launch.trouble("MEDLEY_RUN")).contains("by Medley itself");
    }

    @Test
    void aLaunchThatCannotBeIsRefused() {
        var env = new TreeMap<String, String>();
        env.put("A", "a\0b");
        assertThatThrownBy(
                        () ->
                                new Launch(
                                        List.of(),
                                        env,
                                        "",
                                        null,
                                        null,
                                        Launch.Checkpoint.UNSAID,
                                        null,
                                        null,
                                        null))
                .hasMessage("The environment variable 'A' holds a NUL.");
    }

    @Test
    void valuesStandInBracesOnce() {
        var values = new TreeMap<String, String>();
        values.put("tp", "{port}");
        values.put("port", "$1");
        assertThat(Recipe.filled("{tp} {port} {what} {", values)).isEqualTo("{port} $1 {what} {");
    }
}
