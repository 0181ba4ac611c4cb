package dev.medley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A server that takes tokens of an issuer of OpenID Connect, which runs on loopback.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {

    private LoopbackIssuer issuer;
    private House house;

    @BeforeAll
    void open() throws IOException {
        issuer = new LoopbackIssuer();
        house = house(issuer, "tenant", new TreeMap<>());
    }

    @AfterAll
    void close() throws IOException {
        house.close();
        issuer.close();
    }

    private static House house(
            LoopbackIssuer issuer, @Nullable String tenant, SortedMap<String, String> tenants)
            throws IOException {
        return house(issuer.url(), "sub", "roles", tenant, tenants);
    }

    private static House house(
            URI issuer,
            String name,
            String roles,
            @Nullable String tenant,
            SortedMap<String, String> tenants)
            throws IOException {
        var oidc = new Oidc(issuer, "medley", name, roles, Oidc.USUAL_ROLES, tenant, tenants, null);
        return House.with(new Options("127.0.0.1", 0, true, null, oidc, List.of(), House.LIMITS));
    }

    private HttpResponse<String> ask(String token) throws Exception {
        return house.send(house.as(token, "/api/v1/server"));
    }

    private String user(String tenant) {
        var claims = issuer.claims("ada", List.of("medley-user"));
        claims.put("tenant", tenant);
        return issuer.token(claims);
    }

    @Test
    void knowsNameRoleAndTenantOfATokenThatIsGood() throws Exception {
        var you = House.json(ask(user("us"))).get("you");
        assertThat(you.get("name").stringValue()).isEqualTo("oidc:ada");
        assertThat(you.get("role").stringValue()).isEqualTo("user");
        assertThat(you.get("tenant").stringValue()).isEqualTo("us");
        var work = BodyPublishers.ofString("{\"name\":\"vouched\",\"tenant\":\"default\"}");
        var sent = house.send(house.as(user("us"), "/api/v1/works").POST(work));
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(house.journal.entries())
                .anyMatch(
                        e ->
                                e.origin().by().equals("oidc:ada")
                                        && e.origin().tenant().equals("us"));
        var cordon = house.as(user("us"), "/api/v1/nodes/n0/cordon").POST(BodyPublishers.noBody());
        assertThat(house.send(cordon).statusCode()).isEqualTo(403);
    }

    @Test
    void boundsNoOperatorToATenant() throws Exception {
        var token = issuer.token(issuer.claims("eve", List.of("medley-viewer", "medley-operator")));
        var you = House.json(ask(token)).get("you");
        assertThat(you.get("role").stringValue()).isEqualTo("operator");
        assertThat(you.get("tenant").isNull()).isTrue();
    }

    @Test
    void takesMedleysOwnTokensBesideThem() throws Exception {
        var own = house.token("robot", Tokens.Role.VIEWER, null);
        assertThat(House.json(ask(own)).at("/you/name").stringValue()).isEqualTo("robot");
    }

    @Test
    void keepsOutWhomTheIssuerDoesNotVouchFor() throws Exception {
        var claims = issuer.claims("mallory", List.of("medley-operator"));
        refused(401, issuer.forged(claims), "its signature is not the issuer's");
        refused(401, issuer.unsigned(claims), "signed in a way that is not taken");
        refused(401, issuer.sharedSecret(claims), "signed in a way that is not taken");
        refused(401, "a.b.c", "no token that can be read");
    }

    @Test
    void keepsOutTokensForOthersAndOfOthers() throws Exception {
        var elsewhere = issuer.claims("ada", List.of("medley-operator"));
        elsewhere.put("aud", "others");
        refused(401, issuer.token(elsewhere), "not meant for 'medley'");
        var otherIssuer = issuer.claims("ada", List.of("medley-operator"));
        otherIssuer.put("iss", "https://login.example");
        refused(401, issuer.token(otherIssuer), "not issued by " + issuer.url());
    }

    @Test
    void keepsOutTokensThatHaveExpiredOrNeverWould() throws Exception {
        var old = issuer.claims("ada", List.of("medley-operator"));
        old.put("exp", Instant.now().getEpochSecond() - 60);
        refused(401, issuer.token(old), "expired");
        var endless = issuer.claims("ada", List.of("medley-operator"));
        endless.remove("exp");
        refused(401, issuer.token(endless), "expired");
        var early = issuer.claims("ada", List.of("medley-operator"));
        early.put("nbf", Instant.now().getEpochSecond() + 120);
        refused(401, issuer.token(early), "does not hold yet");
    }

    @Test
    void saysWhatSomebodyLacksWhoHasNothingToDoHere() throws Exception {
        refused(403, issuer.token(issuer.claims("ada", List.of("staff"))), "has no role here");
        var nobody = issuer.claims("ada", List.of("medley-user"));
        refused(403, issuer.token(nobody), "belongs to no tenant here");
        nobody.put("tenant", "strangers");
        refused(403, issuer.token(nobody), "belongs to no tenant here");
        nobody.put("tenant", List.of("us", "them"));
        refused(403, issuer.token(nobody), "belongs to several tenants ([them, us])");
        var unnamed = issuer.claims("ada", List.of("medley-user"));
        unnamed.remove("sub");
        refused(403, issuer.token(unnamed), "does not say 'sub'");
    }

    private void refused(int status, String token, String why) throws Exception {
        var answer = ask(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(House.json(answer).get("detail").stringValue()).contains(why);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void readsClaimsWhereTheyLieAndValuesAsTheyAreMapped() throws Exception {
        var tenants = new TreeMap<>(Map.of("/team-a", "us", "/everyone", "*"));
        var groups = new TreeMap<>(Map.of("ops", Tokens.Role.OPERATOR, "dev", Tokens.Role.USER));
        var oidc =
                new Oidc(
                        issuer.url(),
                        "medley",
                        "preferred_username",
                        "realm_access.roles",
                        groups,
                        "groups",
                        tenants,
                        null);
        var options = new Options("127.0.0.1", 0, true, null, oidc, List.of(), House.LIMITS);
        try (var other = House.with(options)) {
            var claims = issuer.claims("4711", List.of());
            claims.put("preferred_username", "grace");
            claims.put("realm_access", Map.of("roles", List.of("dev", "offline_access")));
            claims.put("groups", List.of("/team-a", "/choir"));
            var you = other.send(other.as(issuer.token(claims), "/api/v1/server"));
            assertThat(House.json(you).at("/you/name").stringValue()).isEqualTo("oidc:grace");
            assertThat(House.json(you).at("/you/tenant").stringValue()).isEqualTo("us");
            claims.put("groups", "/everyone");
            var all = other.send(other.as(issuer.token(claims), "/api/v1/server"));
            assertThat(House.json(all).at("/you/tenant").isNull()).isTrue();
        }
    }

    @Test
    void followsTheIssuerToNewKeysAndLetsOldOnesGo() throws Exception {
        try (var own = new LoopbackIssuer();
                var other = house(own, null, new TreeMap<>())) {
            var before = own.token(own.claims("ada", List.of("medley-viewer")));
            assertThat(status(other, before)).isEqualTo(200);
            own.rotate("second");
            var after = own.token(own.claims("ada", List.of("medley-viewer")));
            assertThat(status(other, after)).isEqualTo(200);
            Thread.sleep(1_100);
            assertThat(status(other, before)).isEqualTo(401);
            int asked = own.asked();
            for (int i = 0; i < 10; i++) {
                own.rotate("unpublished-" + i);
                var token = own.forged(own.claims("ada", List.of("medley-viewer")));
                assertThat(status(other, token)).isEqualTo(401);
            }
            assertThat(own.asked() - asked).isLessThanOrEqualTo(4);
        }
    }

    private static int status(House at, String token) throws Exception {
        return at.send(at.as(token, "/api/v1/fleet")).statusCode();
    }

    @Test
    void servesItsOwnTokensWhileTheIssuerIsAway() throws Exception {
        int port;
        String token;
        try (var soonGone = new LoopbackIssuer()) {
            port = soonGone.port();
            token = soonGone.token(soonGone.claims("ada", List.of("medley-viewer")));
        }
        var url = URI.create("http://127.0.0.1:%d/realm".formatted(port));
        try (var other = house(url, "sub", "roles", null, new TreeMap<>())) {
            var answer = other.send(other.as(token, "/api/v1/fleet"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("gives out no keys just now");
            var own = other.token("robot", Tokens.Role.VIEWER, null);
            assertThat(status(other, own)).isEqualTo(200);
        }
    }

    @Test
    void doesNotStartWithAnIssuerThatCallsItselfOtherwise() throws Exception {
        try (var liar = new LoopbackIssuer()) {
            liar.says("https://login.example");
            assertThatThrownBy(() -> house(liar, null, new TreeMap<>()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is that of 'https://login.example'");
            var nowhere = URI.create(liar.url() + "/nowhere");
            assertThatThrownBy(() -> house(nowhere, "sub", "roles", null, new TreeMap<>()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answers 404");
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(
                        () ->
                                house(
                                        URI.create("http://login.example"),
                                        "sub",
                                        "roles",
                                        null,
                                        new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an https URL");
        assertThatThrownBy(() -> house(issuer, null, new TreeMap<>(Map.of("a", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no claim is named");
    }
}
