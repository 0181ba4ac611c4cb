const PLACE = 'medley.token';

/// Who asks: a token that lives as long as this tab, and whether the server wants one.
class Session {
  token = $state(kept());
  wanted = $state(false);
  /// Grows with each new token, so that views ask again.
  round = $state(0);

  /// The server answered 401.
  refused(): void {
    this.wanted = true;
  }

  accept(token: string): void {
    this.token = token.trim();
    try {
      sessionStorage.setItem(PLACE, this.token);
    } catch {
      // A browser that keeps nothing forgets the token with the page.
    }
    this.wanted = false;
    this.round += 1;
  }

  forget(): void {
    this.accept('');
  }
}

function kept(): string {
  try {
    return sessionStorage.getItem(PLACE) ?? '';
  } catch {
    return '';
  }
}

export const session = new Session();
