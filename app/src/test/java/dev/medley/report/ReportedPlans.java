package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.work.Priority;

/// Plans that tests of the page look at.
public final class ReportedPlans {

    private ReportedPlans() {}

    /// Some sixty works on eight pools.
    public static Plan hybrid() {
        return SamplePlans.hybrid();
    }

    /// So many works of fifty tenants.
    public static Plan large(int works) {
        return SamplePlans.large(works);
    }

    /// No fleet, no work.
    public static Plan nothing() {
        return new Sample().plan();
    }

    /// Six works run that a rule of this text wants known.
    public static Plan warned(String text) {
        var sample = new Sample().pool("ascend", Sample.H800, 64, 8, 18).tenant("lab");
        for (int i = 1; i <= 6; i++) {
            var terms = Sample.terms("notes-" + i, "lab", Priority.CORE);
            sample.trains(terms, 8, 1e10, 0, 8, 8);
        }
        return sample.warns("ascend", "lab", text).plan();
    }

    /// Names that would break a page that does not escape them.
    public static Plan hostile() {
        var sample =
                new Sample()
                        .pool("h800\"><img src=x onerror=alert(1)>", Sample.H800, 64, 8, 18)
                        .tenant("</td><script>alert(1)</script>")
                        .tenant("数据中心 & Söhne");
        for (var name : new String[] {"<b>bold", "a&b", "\"quoted'", "]]>", "对话服务", "bell\u0007"}) {
            var terms = Sample.terms(name, "数据中心 & Söhne", Priority.CORE);
            sample.trains(terms, 8, 1e10, 0, 8, 8);
        }
        return sample.plan();
    }
}
