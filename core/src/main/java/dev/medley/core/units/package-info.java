/// What figures are written in: sizes, counts, times, power, rates, shares and money, read from
/// text such as `80 GB` or `0.38 CNY/kWh` and printed back. A text that cannot be read is answered
/// with the rule it breaks and with what to write instead.
@NullMarked
package dev.medley.core.units;

import org.jspecify.annotations.NullMarked;
