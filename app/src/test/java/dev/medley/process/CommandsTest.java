package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.core.work.Recipe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.TreeMap;

/// A value becomes one argument or part of one, whatever it holds, or is refused.
class CommandsTest {

    private static List<String> filled(String model) throws Refused {
        var values = new TreeMap<String, String>();
        values.put("model", model);
        values.put("port", "8000");
        var template = List.of("vllm", "serve", "{model}", "--port={port}", "{ model }", "{}");
        return Commands.filled(template, values, "cuda");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a;reboot",
                "$(reboot)",
                "`reboot`",
                "a' 'b",
                "a\"b",
                "a|b&c>d",
                "{port}",
                "{model}{model}",
                "$1\\2",
                "../../etc/passwd",
                "*",
                "~",
                "模型"
            })
    void hostileNamesAreOneArgument(String name) throws Refused {
        assertThat(filled(name))
                .containsExactly("vllm", "serve", name, "--port=8000", "{ model }", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m",
                "--trust-remote-code",
                "--model=x",
                "a\nb",
                "a\0b",
                "a\u001b[31m",
                "a\u202eb",
                "a\u2028b",
                "\u200b-m",
                ""
            })
    void namesThatCouldBeTakenForSomethingElseAreRefused(String name) {
        assertThatThrownBy(() -> filled(name))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("The model");
    }

    @Test
    void aTemplateThatWantsMoreThanThereIsIsRefused() {
        assertThatThrownBy(() -> Commands.filled(List.of("{tokens}"), new TreeMap<>(), "cuda"))
                .hasMessage(
                        "The template wants {tokens} in '{tokens}', which this work does not"
                                + " have.");
    }

    @Test
    void aStackWithoutATemplateIsSaid() {
        assertThatThrownBy(() -> Commands.filled(List.of(), new TreeMap<>(), "zixiao"))
                .hasMessageContaining("'zixiao'")
                .hasMessageContaining("templates of the Policy");
    }

    @Test
    void whatStandsInBracesIsFound() {
        assertThat(Recipe.placeholders("--a={tp}:{port}{x} {\"json\":1} {}"))
                .containsExactly("tp", "port", "x");
    }
}
