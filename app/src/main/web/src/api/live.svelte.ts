import { ask, reach } from './client';
import { Problem } from './problem';
import { session } from './session.svelte';
import { messages } from './stream';
import type { Entry, ServerInfo } from './types';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/// What the whole page knows of the server, and its stream of entries.
class Live {
  server = $state.raw<ServerInfo | null>(null);
  problem = $state.raw<Problem | null>(null);
  state = $state<'connecting' | 'live' | 'broken'>('connecting');
  /// The last entry heard of; views that depend on it ask again.
  entry = $state.raw<Entry | null>(null);
  nowMs = $state(0);
  /// How often the stream came back; what was missed meanwhile is asked for again.
  mended = $state(0);

  private broke = false;
  private heardAt = 0;
  private lastId = '';
  private pause = FIRST_PAUSE_MS;
  private ending = new AbortController();

  /// Keeps asking until it is told to end.
  async start(): Promise<void> {
    this.ending.abort();
    this.ending = new AbortController();
    const signal = this.ending.signal;
    while (!signal.aborted) {
      try {
        await this.greet(signal);
        await this.listen(signal);
        if (signal.aborted) {
          return;
        }
      } catch (thrown) {
        if (signal.aborted) {
          return;
        }
        this.problem = Problem.of(thrown);
        if (this.problem.status === 401) {
          this.state = 'broken';
          return;
        }
      }
      this.state = 'broken';
      this.broke = true;
      await new Promise((resume) => setTimeout(resume, this.pause));
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
    }
  }

  /// Until it is started again; what is missed meanwhile is asked for then.
  end(): void {
    this.ending.abort();
    this.broke = true;
  }

  /// Moves the server's clock on; its time may run faster than ours.
  tick(): void {
    if (this.server !== null) {
      const passed = performance.now() - this.heardAt;
      this.nowMs = this.server.nowMs + passed * (this.server.speed || 1);
    }
  }

  private async greet(signal: AbortSignal): Promise<void> {
    const server = await ask<ServerInfo>('server', { signal });
    this.server = server;
    this.heardAt = performance.now();
    this.nowMs = server.nowMs;
    this.problem = null;
    if (this.lastId === '') {
      this.lastId = String(server.latestEntry);
    }
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': this.lastId };
    const response = await reach('events', { headers, signal });
    this.state = 'live';
    if (this.broke) {
      this.broke = false;
      this.mended += 1;
    }
    this.pause = FIRST_PAUSE_MS;
    await messages(response, (message) => {
      this.lastId = message.id === '' ? this.lastId : message.id;
      if (message.event === 'entry') {
        this.entry = JSON.parse(message.data) as Entry;
      } else if (message.event === 'reset') {
        // More happened than the server remembers.
        this.mended += 1;
      }
    });
  }
}

export const live = new Live();

/// Whether the one who looks may do what a role may.
export function may(role: 'user' | 'operator'): boolean {
  const order = ['viewer', 'user', 'operator'];
  const mine = live.server?.you.role ?? 'viewer';
  return session.wanted ? false : order.indexOf(mine) >= order.indexOf(role);
}
