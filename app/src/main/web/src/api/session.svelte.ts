const PLACE = 'medley.token';
const RENEWAL = 'medley.renewal';

/// How a sign-in goes on; without `refresh` it ends when its token does.
export interface Renewal {
  refresh: string;
  /// When to ask for the next token, in milliseconds since 1970; null where the issuer did not say.
  atMs: number | null;
}

/// Who asks: a token that lives as long as this tab, and whether the server wants one.
class Session {
  token = $state(kept(PLACE));
  /// Null for a token that somebody brought.
  renewal = $state.raw<Renewal | null>(parsed(kept(RENEWAL)));
  wanted = $state(false);
  /// What went wrong with a sign-in, for whoever is asked for the next one.
  trouble = $state('');
  /// Grows with each new person, so that views ask again.
  round = $state(0);

  /// The server answered 401.
  refused(): void {
    if (this.trouble === '' && this.token !== '') {
      this.trouble =
        this.renewal === null
          ? 'The server did not take the token given before.'
          : 'Your sign-in has ended; sign in again.';
    }
    this.wanted = true;
  }

  /// @param renewal of a sign-in
  accept(token: string, renewal: Renewal | null = null): void {
    this.keep(token.trim(), renewal);
    this.trouble = '';
    this.wanted = false;
    this.round += 1;
  }

  /// The same person's next token.
  keep(token: string, renewal: Renewal | null): void {
    this.token = token;
    this.renewal = renewal;
    try {
      sessionStorage.setItem(PLACE, token);
      sessionStorage.setItem(RENEWAL, renewal === null ? '' : JSON.stringify(renewal));
    } catch {
      // A browser that keeps nothing forgets the token with the page.
    }
  }

  forget(): void {
    this.accept('');
  }
}

function kept(place: string): string {
  try {
    return sessionStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}

function parsed(text: string): Renewal | null {
  try {
    return text === '' ? null : (JSON.parse(text) as Renewal);
  } catch {
    return null;
  }
}

export const session = new Session();
