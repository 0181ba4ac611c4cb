import { Problem } from './problem';
import { session } from './session.svelte';

export interface Question {
  method?: string;
  query?: Record<string, string | number | undefined | null>;
  /// Documents as they were written; their kind is told by their first character.
  documents?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/// Asks the server and reads its JSON. A 401 opens the token box; whoever asked sees the problem
/// and asks again once there is a token.
export async function ask<T>(path: string, question: Question = {}): Promise<T> {
  const response = await reach(path, question);
  if (response.status === 204) {
    return undefined as T;
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/// The answer as it comes, for text and streams.
export async function reach(path: string, question: Question = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...question.headers };
  if (session.token !== '') {
    headers.Authorization = `Bearer ${session.token}`;
  }
  if (question.documents !== undefined) {
    headers['Content-Type'] = /^\s*[[{]/.test(question.documents)
      ? 'application/json'
      : 'application/yaml';
  }
  const response = await fetch(address(path, question.query), {
    method: question.method ?? 'GET',
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    body: question.documents ?? null,
    signal: question.signal ?? null,
  });
  if (response.status === 401) {
    session.refused();
  }
  if (!response.ok) {
    throw await Problem.from(response);
  }
  return response;
}

function address(path: string, query: Question['query']): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') {
      words.set(name, String(value));
    }
  }
  const tail = words.toString();
  return new URL(`api/v1/${path}`, document.baseURI).pathname + (tail === '' ? '' : `?${tail}`);
}

/// A key under which the server takes a submission once, however often it is sent.
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
