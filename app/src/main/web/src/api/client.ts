import { apiPath } from './address';
import { Problem } from './problem';
import { session } from './session.svelte';
import { fresh, renewed } from './signin';

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

/// The answer as it comes, for text and streams. A sign-in is renewed before it expires, and once
/// more where the server takes its token no longer.
export async function reach(path: string, question: Question = {}): Promise<Response> {
  await fresh();
  const token = session.token;
  let response = await send(path, question, token);
  if (response.status === 401 && (await renewed(token))) {
    response = await send(path, question, session.token);
  }
  if (response.status === 401) {
    session.refused();
  }
  if (!response.ok) {
    throw await Problem.from(response);
  }
  return response;
}

function send(path: string, question: Question, token: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...question.headers };
  if (token !== '') {
    headers.Authorization = `Bearer ${token}`;
  }
  if (question.documents !== undefined) {
    headers['Content-Type'] = /^\s*[[{]/.test(question.documents)
      ? 'application/json'
      : 'application/yaml';
  }
  return fetch(apiPath(path, question.query), {
    method: question.method ?? 'GET',
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    body: question.documents ?? null,
    signal: question.signal ?? null,
  });
}

/// A key under which the server takes a submission once, however often it is sent.
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
