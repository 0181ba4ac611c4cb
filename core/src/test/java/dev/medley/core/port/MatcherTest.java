package dev.medley.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Of several signs that fit, the one that says most wins.
class MatcherTest {

    private static PortRule rule(String id, Sign... signs) {
        return new PortRule(id, id, "", false, List.of(signs), Map.of());
    }

    private static Sign name(String pattern) {
        return new Sign(ClueKind.NAME, pattern, List.of(), List.of());
    }

    private static final Matcher MATCHER =
            new Matcher(
                    List.of(
                            rule("wide", name("torch.cuda.*")),
                            rule("narrow", name("torch.cuda.amp.*"), name("torch.cuda.amp")),
                            rule("end", name("*softmax*")),
                            rule(
                                    "text",
                                    new Sign(ClueKind.TEXT, "cuda", List.of(), List.of("key"))),
                            rule(
                                    "test",
                                    new Sign(ClueKind.TEXT, "cuda", List.of("=="), List.of()))));

    private static String match(ClueKind kind, String text, String slot) {
        var rule = MATCHER.match(kind, text, slot);
        return rule == null ? "" : rule.id();
    }

    @Test
    void prefersTheLongerSign() {
        assertThat(match(ClueKind.NAME, "torch.cuda.init", "")).isEqualTo("wide");
        assertThat(match(ClueKind.NAME, "torch.cuda.amp.autocast", "")).isEqualTo("narrow");
        assertThat(match(ClueKind.NAME, "torch.cuda.amp", "")).isEqualTo("narrow");
    }

    @Test
    void matchesNothingElse() {
        assertThat(match(ClueKind.NAME, "torch.cuda", "")).isEmpty();
        assertThat(match(ClueKind.NAME, "mytorch.cuda.init", "")).isEmpty();
        assertThat(match(ClueKind.MODULE, "torch.cuda.init", "")).isEmpty();
        assertThat(match(ClueKind.NAME, "", "")).isEmpty();
    }

    @Test
    void matchesPatternsThatAreOpenAtBothEnds() {
        assertThat(match(ClueKind.NAME, "a.fused_softmax.b", "")).isEqualTo("end");
        assertThat(match(ClueKind.NAME, "\u00e9softmax", "")).isEqualTo("end");
    }

    @Test
    void mindsWhatAThingIsGivenTo() {
        assertThat(match(ClueKind.TEXT, "cuda", "device")).isEqualTo("text");
        assertThat(match(ClueKind.TEXT, "cuda", "==")).isEqualTo("test");
        assertThat(match(ClueKind.TEXT, "cuda", "key")).isEmpty();
    }

    @Test
    void endsOnPatternsThatAreHardToMatch() {
        assertThat(Sign.like("*a*a*a*a*b", "a".repeat(5000))).isFalse();
        assertThat(Sign.like("a*c", "abc")).isTrue();
        assertThat(Sign.like("a*", "a")).isTrue();
    }
}
