package dev.medley.core.runway;

import dev.medley.core.stock.Stock;

/// The world as it is, or with one thing decided otherwise.
///
/// @param variants services may take their smaller variants
/// @param anyStack the code of services runs on every stack
/// @param keepOut services leave the pools that train where they can
/// @param withoutSpare work of the spare class waits
record World(
        String name,
        Stock stock,
        boolean variants,
        boolean anyStack,
        boolean keepOut,
        boolean withoutSpare) {

    static World asIs(Stock stock) {
        return new World("as-is", stock, false, false, false, false);
    }

    World having(String other, Stock stock) {
        return new World(other, stock, variants, anyStack, keepOut, withoutSpare);
    }

    /// Whether works ask for the same in both worlds, whatever there is.
    boolean asksAs(World other) {
        return variants == other.variants
                && anyStack == other.anyStack
                && keepOut == other.keepOut
                && withoutSpare == other.withoutSpare;
    }
}
