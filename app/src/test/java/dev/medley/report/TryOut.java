package dev.medley.report;

import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

class TryOut {
    public static void main(String[] args) throws Exception {
        var plan =
                switch (args[0]) {
                    case "small" -> SamplePlans.small();
                    case "hybrid" -> SamplePlans.hybrid();
                    default -> SamplePlans.large(Integer.parseInt(args[0]));
                };
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PlanTable.print(plan, Sample.HEADING, new PlanTable.Options(false, false), out);
        out.flush();
        long a = System.nanoTime();
        try (var f = new FileOutputStream("/tmp/report/plan.json")) {
            PlanJson.write(plan, Sample.HEADING, f);
        }
        long b = System.nanoTime();
        try (var f = new FileOutputStream("/tmp/report/plan.cert")) {
            CertificateFile.write(plan.clearing().certificate(), f);
        }
        long c = System.nanoTime();
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("/tmp/report/plan.html"),
                dev.medley.report.page.PlanPage.of(plan, Sample.HEADING));
        System.out.println((System.nanoTime() - c) / 1e6 + " ms page");
        System.out.println((b - a) / 1e6 + " ms json, " + (c - b) / 1e6 + " ms certificate");
    }
}
