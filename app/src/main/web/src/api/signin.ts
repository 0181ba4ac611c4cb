import { apiPath } from './address';
import { Problem } from './problem';
import { session, type Renewal } from './session.svelte';

/// Signing in at an issuer of OpenID Connect: authorization code with PKCE, by a client without a
/// secret. The token goes where one that is pasted goes, and nowhere else.

const BEGUN = 'medley.signin';
const PATIENCE_MS = 15_000;
const SOON_MS = 5_000;

/// A token is renewed so long before it expires, or in the last third of a short life.
const EARLY_MS = 20_000;

export interface Issuer {
  id: string;
  client: string;
  scopes: string;
  authorizeUrl: string;
  tokenUrl: string;
}

/// What is remembered of a sign-in between leaving for the issuer and coming back.
interface Begun {
  state: string;
  verifier: string;
  hash: string;
}

/// Where people sign in, or null where they bring a token.
export async function issuer(): Promise<Issuer | null> {
  const response = await fetch(apiPath('signin'), { cache: 'no-store', credentials: 'same-origin' });
  if (!response.ok) {
    throw await Problem.from(response);
  }
  return ((await response.json()) as { issuer: Issuer | null }).issuer;
}

/// Leaves for the issuer; the page is loaded anew when it comes back.
export async function leave(to: Issuer): Promise<void> {
  if (crypto.subtle === undefined) {
    throw new Error('Browsers sign in on https or loopback only; this page came over plain http.');
  }
  const begun: Begun = { state: random(), verifier: random(), hash: location.hash };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier));
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  const url = new URL(to.authorizeUrl);
  const words = {
    response_type: 'code',
    client_id: to.client,
    redirect_uri: here(),
    scope: to.scopes,
    state: begun.state,
    code_challenge: base64(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  Object.entries(words).forEach(([name, value]) => url.searchParams.set(name, value));
  location.assign(url);
}

/// Ends what was begun, if the page comes from the issuer just now.
export async function arrive(): Promise<void> {
  const said = new URLSearchParams(location.search);
  if (!said.has('state') || !(said.has('code') || said.has('error'))) {
    return;
  }
  const begun = taken();
  // A code is of use once, and belongs into no history.
  history.replaceState(null, '', here() + (begun?.hash ?? ''));
  try {
    if (begun === null || said.get('state') !== begun.state) {
      throw new Error('This sign-in was not begun in this tab; sign in again.');
    }
    if (said.has('error')) {
      const more = said.get('error_description');
      throw new Error(`The issuer says ${said.get('error')}${more === null ? '' : `: ${more}`}.`);
    }
    const to = await issuer();
    if (to === null || (said.has('iss') && said.get('iss') !== to.id)) {
      throw new Error('This answer is not of the issuer that this server trusts.');
    }
    const code = said.get('code') ?? '';
    const words = { code, redirect_uri: here(), code_verifier: begun.verifier };
    const got = await tokens(to, 'authorization_code', words);
    session.accept(got.token, got.renewal);
  } catch (thrown) {
    session.forget();
    session.trouble = `You are not signed in. ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    session.wanted = true;
  }
}

/// Renews a sign-in that is about to expire.
export async function fresh(): Promise<void> {
  const atMs = session.renewal?.atMs ?? null;
  if (atMs !== null && Date.now() >= atMs) {
    await renewed(session.token);
  }
}

let renewing: Promise<void> | null = null;

/// Gets the next token in place of this one, once for all who ask; tells whether there is one.
export async function renewed(token: string): Promise<boolean> {
  const renewal = session.renewal;
  if (session.token === token && renewal !== null && renewal.refresh !== '') {
    renewing ??= renew(token, renewal).finally(() => (renewing = null));
    await renewing;
  }
  return session.token !== token && session.token !== '';
}

async function renew(token: string, renewal: Renewal): Promise<void> {
  let next: { token: string; renewal: Renewal };
  try {
    const to = await issuer();
    if (to === null) {
      return;
    }
    next = await tokens(to, 'refresh_token', { refresh_token: renewal.refresh });
    next.renewal.refresh ||= renewal.refresh;
  } catch (thrown) {
    // What the issuer refuses it will refuse again; silence may pass.
    const refused = thrown instanceof Refused;
    next = { token, renewal: { refresh: refused ? '' : renewal.refresh, atMs: refused ? null : Date.now() + SOON_MS } };
  }
  // Unless somebody left, or came, meanwhile.
  if (session.token === token) {
    session.keep(next.token, next.renewal);
  }
}

/// The issuer's answer was no.
class Refused extends Error {}

async function tokens(to: Issuer, grant: string, words: Record<string, string>): Promise<{ token: string; renewal: Renewal }> {
  const response = await fetch(to.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: grant, client_id: to.client, ...words }),
    headers: { Accept: 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) {
    const text = `The issuer says ${String(answer.error ?? response.status)}.`;
    throw response.status < 500 && response.status !== 429 ? new Refused(text) : new Error(text);
  }
  const token = answer.access_token;
  if (typeof token !== 'string' || String(answer.token_type).toLowerCase() !== 'bearer') {
    throw new Error('The issuer gave no bearer token.');
  }
  const lifeMs = typeof answer.expires_in === 'number' ? answer.expires_in * 1000 : null;
  const refresh = typeof answer.refresh_token === 'string' ? answer.refresh_token : '';
  const atMs = lifeMs === null || refresh === '' ? null : Date.now() + lifeMs - Math.min(EARLY_MS, lifeMs / 3);
  return { token, renewal: { refresh, atMs } };
}

function taken(): Begun | null {
  try {
    const text = sessionStorage.getItem(BEGUN);
    sessionStorage.removeItem(BEGUN);
    return text === null ? null : (JSON.parse(text) as Begun);
  } catch {
    return null;
  }
}

/// The page's own address, as the issuer knows it.
function here(): string {
  return new URL('./', location.origin + location.pathname).href;
}

function random(): string {
  return base64(crypto.getRandomValues(new Uint8Array(32)));
}

function base64(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
