import type { DocumentError } from './types';

/// What the server answered instead (RFC 9457), or why no answer came.
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: DocumentError[] = [],
  ) {
    super(detail === '' ? title : `${title}: ${detail}`);
  }

  static async from(response: Response): Promise<Problem> {
    const text = await response.text().catch(() => '');
    try {
      const body = JSON.parse(text) as Record<string, unknown>;
      const errors = Array.isArray(body.errors) ? (body.errors as DocumentError[]) : [];
      return new Problem(
        response.status,
        String(body.title ?? response.statusText),
        String(body.detail ?? ''),
        errors,
      );
    } catch {
      return new Problem(response.status, response.statusText || `Status ${response.status}`, '');
    }
  }

  static of(thrown: unknown): Problem {
    if (thrown instanceof Problem) {
      return thrown;
    }
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    return new Problem(0, 'The server does not answer', text);
  }
}

export function abandoned(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
