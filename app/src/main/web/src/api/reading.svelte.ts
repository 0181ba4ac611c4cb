import { untrack } from 'svelte';
import { live } from './live.svelte';
import { abandoned, Problem } from './problem';
import { session } from './session.svelte';

const GATHER_MS = 60;

/// An answer that follows the server: asked again after entries, at most once per `everyMs`, and
/// only while somebody looks.
export class Reading<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = -Infinity;
  private again = false;
  private asking: AbortController | null = null;

  /// To be made while a component starts: it ends with the component.
  constructor(
    private readonly load: (signal: AbortSignal) => Promise<T>,
    private readonly everyMs: number,
    /// What the question is made of: another one is asked at once.
    depends: () => unknown = () => null,
  ) {
    $effect(() => {
      depends();
      void session.round;
      void live.mended;
      untrack(() => void this.ask());
    });
    $effect(() => {
      if (live.entry !== null && Number.isFinite(everyMs)) {
        untrack(() => this.soon());
      }
    });
    $effect(() => {
      const seen = () => document.hidden || this.soon();
      document.addEventListener('visibilitychange', seen);
      return () => {
        document.removeEventListener('visibilitychange', seen);
        clearTimeout(this.timer);
        this.asking?.abort();
      };
    });
  }

  /// Asks now, in place of whatever was being asked.
  async ask(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.askedAt = performance.now();
    this.again = false;
    this.loading = true;
    try {
      this.data = await this.load(asking.signal);
      this.problem = null;
    } catch (thrown) {
      if (!abandoned(thrown) && this.asking === asking) {
        this.problem = Problem.of(thrown);
      }
    }
    if (this.asking === asking) {
      this.loading = false;
      this.asking = null;
      if (this.again) {
        this.soon();
      }
    }
  }

  private soon(): void {
    if (document.hidden) {
      return;
    }
    if (this.asking !== null) {
      this.again = true;
    } else if (this.timer === undefined) {
      const wait = Math.max(GATHER_MS, this.askedAt + this.everyMs - performance.now());
      this.timer = setTimeout(() => void this.ask(), wait);
    }
  }
}
