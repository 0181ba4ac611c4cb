import { ask } from '../api/client';
import { abandoned, Problem } from '../api/problem';
import type { WorkItem, WorksPage, WorkState } from '../api/types';

/// Longer pages come without reasons.
export const PAGE = 200;

interface Page {
  after: string;
  items: WorkItem[];
  next: string | null;
  stale: boolean;
}

/// A long list in pages: the next one is fetched when the reader comes near, and after a change
/// only the pages that are looked at are asked for again.
export class Pages {
  total = $state<number | null>(null);
  counts = $state.raw<Partial<Record<WorkState, number>> | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(false);
  items = $state.raw<WorkItem[]>([]);
  complete = $state(false);
  /// Whether the first answer to the present filter is here.
  ready = $state(false);

  private pages: Page[] = [];
  private filter: Record<string, string> = {};
  private asking: AbortController | null = null;
  private view: [number, number] = [0, 0];

  /// Begins again with another filter; what is shown stays until the answer is here.
  async show(filter: Record<string, string>): Promise<void> {
    this.asking?.abort();
    this.asking = null;
    this.filter = filter;
    this.ready = false;
    await this.work(async (signal) => {
      const first = await this.fetch('', signal);
      this.pages = [first];
      this.ready = true;
    });
    await this.look(...this.view);
  }

  /// The reader looks at these rows.
  async look(from: number, to: number): Promise<void> {
    this.view = [from, to];
    if (this.asking !== null || !this.ready) {
      return;
    }
    await this.work(async (signal) => {
      for (let round = 0; round < 1000 && (await this.step(signal)); round++) {
        this.publish();
      }
    });
  }

  /// Something changed on the server.
  async refresh(): Promise<void> {
    this.pages.forEach((page) => (page.stale = true));
    await this.look(...this.view);
  }

  end(): void {
    this.asking?.abort();
  }

  /// Fetches one page that the present view lacks; false where it lacks none.
  private async step(signal: AbortSignal): Promise<boolean> {
    let row = 0;
    for (const [index, page] of this.pages.entries()) {
      const seen = row <= this.view[1] && row + page.items.length >= this.view[0];
      row += page.items.length;
      if (page.stale && seen) {
        const fresh = await this.fetch(page.after, signal);
        if (fresh.next !== page.next) {
          // The list moved: what follows begins elsewhere now.
          this.pages.length = index + 1;
        }
        this.pages[index] = fresh;
        return true;
      }
    }
    const next = this.pages.at(-1)?.next ?? null;
    if (next !== null && row < this.view[1] + PAGE) {
      this.pages.push(await this.fetch(next, signal));
      return true;
    }
    return false;
  }

  private async fetch(after: string, signal: AbortSignal): Promise<Page> {
    const query = { ...this.filter, limit: PAGE, after };
    const page = await ask<WorksPage>('works', { query, signal });
    this.total = page.total ?? null;
    this.counts = page.counts ?? null;
    return { after, items: page.items, next: page.next ?? null, stale: false };
  }

  private async work(job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    this.loading = true;
    try {
      await job(asking.signal);
      this.problem = null;
    } catch (thrown) {
      if (!abandoned(thrown)) {
        this.problem = Problem.of(thrown);
      }
    }
    if (this.asking === asking) {
      this.asking = null;
      this.loading = false;
      this.publish();
    }
  }

  private publish(): void {
    this.items = this.pages.flatMap((page) => page.items);
    this.complete = this.pages.at(-1)?.next === null;
  }
}
