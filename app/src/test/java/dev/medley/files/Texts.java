package dev.medley.files;

/// Right documents to start from.
final class Texts {

    static final String FLEET =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Fleet
            metadata:
              name: hybrid
            spec:
              currency: CNY
              sites:
                - name: north
                  country: CN
                  powerPricePerKwh: 0.38 CNY/kWh
                  pue: 1.2
              pools:
                - name: h800
                  site: north
                  chip: H800
                  devices: 512
                  costPerDeviceHour: 14.2 CNY/h
                - name: ascend
                  site: north
                  chip: huawei-ascend-910c
                  devices: 1536
                  domainDevices: 768
                  costPerDeviceHour: 4.5
            """;

    static final String TENANT =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Tenant
            metadata:
              name: search
            spec:
              weight: 2
              internal: false
              headquarters: CN
              budgetPerHour: 5000 CNY/h
              maxDevices: 400
            """;

    static final String POLICY =
            """
            apiVersion: medley.dev/v1alpha1
            kind: Policy
            metadata:
              name: usual
            spec:
              exchangeRates:
                USD: 7.1
              referenceChip: nvidia-h800-sxm
              alpha: 1
              floors:
                standard: 15 %
                spare: 0.01
              switching:
                training: 20 min
                horizon: 2d
              prices:
                - chip: H20
                  perDeviceHour: 1 USD/h
                - pool: h800
                  perDeviceHour: 9.5
            """;

    static final String TRAINING =
            """
            apiVersion: medley.dev/v1alpha1
            kind: TrainingJob
            metadata:
              name: base
            spec:
              tenant: search
              priority: core
              model: llama3-8b
              method: pretrain
              tokens: 1.5T tokens
              sequenceLength: 8192
              batchTokens: 4M
              deadline: 90d
              minDevices: 64
              stacks: [cuda]
              chips:
                allowed: [hopper]
                forbidden: [H20]
              sites:
                allowed: [north]
            """;

    static final String SERVICE =
            """
            apiVersion: medley.dev/v1alpha1
            kind: InferenceService
            metadata:
              name: chat
            spec:
              tenant: search
              weight: 1.5
              model: Qwen/Qwen3-32B
              variants:
                - precision: int8
                  quality: 0.99
                - model: llama3-8b
                  quality: 0.8
              qualityFloor: 0.9
              requestsPerSecond: 12 req/s
              inputTokens: 1500
              outputTokens: 300
              sharedPrefix: 30 %
              ttft: 500 ms
              tpot: 50 ms
            """;

    static final String BATCH =
            """
            apiVersion: medley.dev/v1alpha1
            kind: BatchJob
            metadata:
              name: score
            spec:
              tenant: search
              priority: spare
              command: [python, score.py]
              devices: 8
              rates:
                H800: 1
                H20: 0.4
              duration: 12h
              deadline: 2026-06-30
            """;

    static final String ALL = String.join("---\n", FLEET, TENANT, POLICY, TRAINING, SERVICE, BATCH);

    private Texts() {}
}
