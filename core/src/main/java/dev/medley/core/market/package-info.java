/// The market: bids, supply and budgets in; one chosen bid per lot, prices, a proven bound and the
/// gap out. Every pool and budget has a price; at given prices each lot would take the bid with the
/// largest margin (value less what it uses at those prices), and what all lots gain together with
/// the worth of the supply is never below the best plan there is. So prices explain a plan and
/// prove how good it is. Pure and deterministic: the same input gives the same bytes.
///
/// Read [Auctioneer] first: it is the walk of one clearing.
@NullMarked
package dev.medley.core.market;

import org.jspecify.annotations.NullMarked;
