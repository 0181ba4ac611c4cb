/// Documents to begin with; each is complete but for the tenant.
export function samples(tenant: string): { name: string; text: string }[] {
  const head = (kind: string, name: string) =>
    `apiVersion: medley.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  tenant: ${tenant}\n  priority: standard\n`;
  return [
    {
      name: 'Batch job',
      text:
        head('BatchJob', 'my-batch') +
        '  command: [python, extract.py]\n  devices: 8\n  duration: 2h\n  deadline: 12h\n',
    },
    {
      name: 'Training job',
      text:
        head('TrainingJob', 'my-training') +
        '  model: llama3-8b\n  method: lora\n  tokens: 2e9 tokens\n  batchTokens: 1M tokens\n  sequenceLength: 8192\n  deadline: 72h\n',
    },
    {
      name: 'Inference service',
      text:
        head('InferenceService', 'my-service') +
        '  model: llama3-70b\n  requestsPerSecond: 4\n  inputTokens: 1800\n  outputTokens: 450\n  ttft: 3 s\n  tpot: 60 ms\n',
    },
  ];
}
