// What a walk finds: one line of JSON per check, which the JUnit test reads.

const SKIPPED = Symbol('skipped');

export class Report {
  failed = 0;

  /** Runs a check; what it returns is told as a detail, what it throws is a failure. */
  async check(name, body) {
    const from = performance.now();
    try {
      const detail = await body();
      this.say(name, detail === SKIPPED ? 'skipped' : 'ok', typeof detail === 'string' ? detail : '', from);
    } catch (thrown) {
      this.failed += 1;
      this.say(name, 'failed', thrown instanceof Error ? thrown.message : String(thrown), from);
    }
  }

  skip() {
    return SKIPPED;
  }

  say(name, outcome, detail, from) {
    console.log(JSON.stringify({ name, outcome, detail, ms: Math.round(performance.now() - from) }));
  }
}

export function hold(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

/** Waits until a condition in the page holds; says what it waited for where it never does. */
export async function until(what, body, limitMs = 10_000) {
  const from = performance.now();
  for (;;) {
    if (await body()) {
      return performance.now() - from;
    }
    hold(performance.now() - from < limitMs, `after ${limitMs} ms still not: ${what}`);
    await new Promise((resume) => setTimeout(resume, 15));
  }
}
