package dev.medley.files;

import dev.medley.core.units.Money;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SortedMap;

/// Converts money into the policy's currency.
///
/// @param rates what one unit of another currency is worth in it
record Exchange(String currency, SortedMap<String, Double> rates) {

    /// Money of a field in the policy's currency, or null where it is absent or wrong.
    ///
    /// @param plain currency of plain numbers
    @Nullable Double money(Fields fields, String name, Money.Per per, String plain) {
        var text = fields.text(name);
        if (text == null) {
            return null;
        }
        var known = new ArrayList<String>();
        known.add(currency);
        known.addAll(rates.keySet());
        if (!known.contains(plain)) {
            known.add(plain);
        }
        var written = fields.isNumber(name) ? String.valueOf(fields.number(name, 0)) : text;
        var money = fields.valueOr(name, Money.parse(written, per, plain, known), null);
        return money == null
                ? null
                : (Double) (money.amount() * rates.getOrDefault(money.currency(), 1.0));
    }
}
