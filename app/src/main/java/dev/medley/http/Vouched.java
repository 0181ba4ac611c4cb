package dev.medley.http;

import dev.medley.live.Tokens;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Somebody for whom an issuer vouches: from a token to who it is here. Signature, algorithm,
/// issuer, audience and times are checked before any claim is looked at.
final class Vouched {

    private static final String UNREADABLE = "it is no token that can be read";
    private static final int SKEW_S = 30;
    private static final int LONGEST_NAME = 120;

    /// Keys of the issuer's alone make these; a shared secret, or none, does not.
    private static final List<String> ALGORITHMS =
            List.of(
                    AlgorithmIdentifiers.RSA_USING_SHA256,
                    AlgorithmIdentifiers.RSA_USING_SHA384,
                    AlgorithmIdentifiers.RSA_USING_SHA512,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                    AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
                    AlgorithmIdentifiers.EDDSA);

    private final Oidc oidc;
    private final Set<String> tenants;

    /// @param tenants of this server
    Vouched(Oidc oidc, Set<String> tenants) {
        this.oidc = oidc;
        this.tenants = tenants;
    }

    /// A token is not good.
    ///
    /// @param fresh whether newer keys of the issuer's may say otherwise
    record Bad(String why, boolean fresh) {}

    /// Who it is until when; or why not.
    sealed interface Outcome {
        record Good(Caller caller, long expiresMs) implements Outcome {}

        /// Nobody knows who it is.
        record Unknown(Bad bad) implements Outcome {}

        /// It is known who it is, and that they have nothing to do here.
        record Stranger(String why) implements Outcome {}
    }

    Outcome look(String token, List<JsonWebKey> keys) {
        var algorithm = algorithm(token);
        if (!ALGORITHMS.contains(algorithm)) {
            return new Outcome.Unknown(
                    new Bad(
                            algorithm.isEmpty()
                                    ? UNREADABLE
                                    : "it is signed in a way that is not taken (%s)"
                                            .formatted(Problem.shown(algorithm)),
                            false));
        }
        try {
            var claims = consumer(keys).processToClaims(token);
            return who(claims);
        } catch (InvalidJwtException bad) {
            return new Outcome.Unknown(why(bad));
        } catch (MalformedClaimException bad) {
            return new Outcome.Unknown(new Bad("a claim of it is malformed", false));
        }
    }

    /// What a token says of how it is signed, or "".
    private static String algorithm(String token) {
        try {
            var head = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            return Json.MAPPER.readTree(head).path("alg").asString("");
        } catch (IllegalArgumentException | JacksonException none) {
            return "";
        }
    }

    private JwtConsumer consumer(List<JsonWebKey> keys) {
        var resolver = new JwksVerificationKeyResolver(keys);
        resolver.setDisambiguateWithVerifySignature(true);
        return new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(SKEW_S)
                .setExpectedIssuer(true, oidc.issuer().toString())
                .setExpectedAudience(true, oidc.audience())
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new))
                .setVerificationKeyResolver(resolver)
                .build();
    }

    private Bad why(InvalidJwtException bad) {
        if (bad.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return new Bad("its signature is not the issuer's", true);
        }
        if (bad.hasErrorCode(ErrorCodes.ISSUER_INVALID)
                || bad.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return new Bad("it is not issued by " + oidc.issuer(), false);
        }
        if (bad.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
                || bad.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new Bad("it is not meant for '%s'".formatted(oidc.audience()), false);
        }
        if (bad.hasErrorCode(ErrorCodes.EXPIRED)
                || bad.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return new Bad("it has expired, or never would; sign in again", false);
        }
        if (bad.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return new Bad("it does not hold yet", false);
        }
        for (Throwable cause = bad; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return new Bad("it is signed with a key that the issuer does not have", true);
            }
        }
        return new Bad(UNREADABLE, false);
    }

    // --- what claims mean -----------------------------------------------------------------------

    private Outcome who(JwtClaims claims) throws MalformedClaimException {
        var names = values(claims, oidc.nameClaim());
        if (names.size() != 1 || !isName(names.getFirst())) {
            return new Outcome.Stranger(
                    "The token does not say '%s', by which people are called here."
                            .formatted(oidc.nameClaim()));
        }
        var name = "oidc:" + names.getFirst();
        var role = role(claims);
        if (role == null) {
            return new Outcome.Stranger(
                    "'%s' has no role here: '%s' of the token holds none of %s."
                            .formatted(name, oidc.roleClaim(), oidc.roles().keySet()));
        }
        long expires = claims.getExpirationTime().getValueInMillis() + SKEW_S * 1000L;
        var claim = oidc.tenantClaim();
        if (role == Tokens.Role.OPERATOR || claim == null) {
            return new Outcome.Good(new Caller(name, role, null), expires);
        }
        var found = tenants(values(claims, claim));
        if (found.contains(Oidc.EVERYBODY)) {
            return new Outcome.Good(new Caller(name, role, null), expires);
        }
        if (found.size() != 1) {
            return new Outcome.Stranger(
                    found.isEmpty()
                            ? "'%s' belongs to no tenant here: '%s' of the token names none."
                                    .formatted(name, claim)
                            : "'%s' belongs to several tenants (%s); '%s' must name one."
                                    .formatted(name, found, claim));
        }
        return new Outcome.Good(new Caller(name, role, found.first()), expires);
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private Tokens.@Nullable Role role(JwtClaims claims) {
        Tokens.Role highest = null;
        for (var value : values(claims, oidc.roleClaim())) {
            var role = oidc.roles().get(value);
            if (role != null && (highest == null || role.compareTo(highest) > 0)) {
                highest = role;
            }
        }
        return highest;
    }

    private SortedSet<String> tenants(List<String> values) {
        var found = new TreeSet<String>();
        for (var value : values) {
            var tenant = oidc.tenants().isEmpty() ? value : oidc.tenants().get(value);
            if (tenant != null
                    && (tenants.contains(tenant)
                            || (tenant.equals(Oidc.EVERYBODY) && !oidc.tenants().isEmpty()))) {
                found.add(tenant);
            }
        }
        return found;
    }

    /// The texts of a claim: of itself, or of what a path with dots leads to.
    private static List<String> values(JwtClaims claims, String claim) {
        Object value = claims.getClaimValue(claim);
        if (value == null) {
            value = claims.getClaimsMap();
            for (var step : claim.split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        var texts = new ArrayList<String>();
        if (value instanceof Collection<?> several) {
            several.forEach(one -> add(texts, one));
        } else {
            add(texts, value);
        }
        return texts;
    }

    private static void add(List<String> texts, @Nullable Object value) {
        if (value instanceof String text) {
            texts.add(text);
        }
    }
}
