package dev.medley.core.fit.serving;

import dev.medley.core.fit.TimeTerms;

/// Power of serving, from design power and how busy the device is.
///
/// Saturated servers draw 9.0 to 10.4 kW with eight 1,000 W parts (MLPerf Inference v5.1, wall):
/// the parts nearly at design power, and 0.2 of it plus some 100 W a part for host, fans and
/// supplies.
public final class ServingPower {

    private static final double IDLE_SHARE = 0.4;
    private static final double BUSY_SHARE = 0.55;
    private static final double NODE_SHARE = 0.2;
    private static final double NODE_WATTS = 100;

    /// Share of the time that a saturated server's parts compute or stream.
    private static final double SATURATED = 0.9;

    /// Share of the usual draw that a server capped for efficiency keeps.
    private static final double CAPPED = 0.8;

    private ServingPower() {}

    /// Watts at the plug for so many devices that spend their time like this, at a utilisation.
    public static double watts(Device device, int devices, TimeTerms terms, double utilisation) {
        return watts(device, devices, 1, terms, utilisation);
    }

    /// The same of parts of devices: all of a device's parts draw what it draws idle once.
    ///
    /// @param device one part
    /// @param parts that a device has
    static double watts(
            Device device, int devices, int parts, TimeTerms terms, double utilisation) {
        double busy = (terms.compute() + terms.memory()) / Math.max(terms.total(), 1e-12);
        return plug(device, devices, parts, busy * utilisation);
    }

    /// Watts at the plug of a saturated server.
    static double node(Setup setup, double packages) {
        double watts = plug(setup.device(), (int) packages, 1, SATURATED);
        return setup.software().endsWith("capped") ? watts * CAPPED : watts;
    }

    private static double plug(Device device, int devices, int parts, double busy) {
        double own = device.watts() * (IDLE_SHARE + BUSY_SHARE * busy);
        return devices * (own + NODE_SHARE * device.watts() + NODE_WATTS / parts);
    }
}
