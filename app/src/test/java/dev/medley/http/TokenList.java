package dev.medley.http;

import dev.medley.live.Tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps grants in memory.
final class TokenList implements Tokens {

    private final List<Grant> grants = new ArrayList<>();

    @Override
    public synchronized boolean add(Grant grant, String by) {
        return grants.stream().noneMatch(g -> g.name().equals(grant.name())) && grants.add(grant);
    }

    @Override
    public synchronized boolean revoke(String name, String by, long atMs) {
        return grants.removeIf(g -> g.name().equals(name));
    }

    @Override
    public synchronized Optional<Grant> find(String digest) {
        return grants.stream().filter(g -> g.digest().equals(digest)).findFirst();
    }

    @Override
    public synchronized List<Grant> list() {
        return List.copyOf(grants);
    }
}
