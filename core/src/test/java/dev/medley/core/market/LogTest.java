package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogTest {

    @Test
    void isTheLogarithmToTenDigits() {
        assertThat(Log.of(1)).isZero();
        for (double x = 1; x < 1e12; x *= 1.000_37) {
            double exact = StrictMath.log(x);
            assertThat(Log.of(x)).isCloseTo(exact, within(1e-10 * exact));
        }
    }

    @Test
    void neverFallsWhereItBendsIntoTheNextPower() {
        for (double edge = Math.sqrt(2); edge < 1e6; edge *= 2) {
            assertThat(Log.of(Math.nextUp(edge)))
                    .isCloseTo(Log.of(Math.nextDown(edge)), within(1e-10));
        }
    }
}
