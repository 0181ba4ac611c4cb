const PLACE = 'medley.theme';

export type Theme = 'auto' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');

/// Light or dark: as the system has it, unless the reader chose.
class Looks {
  theme = $state<Theme>(kept());
  private system = $state(dark.matches);

  constructor() {
    dark.addEventListener('change', () => (this.system = dark.matches));
    this.show();
  }

  get dark(): boolean {
    return this.theme === 'auto' ? this.system : this.theme === 'dark';
  }

  next(): void {
    this.theme = this.dark ? 'light' : 'dark';
    try {
      localStorage.setItem(PLACE, this.theme);
    } catch {
      // A browser that keeps nothing asks the system again next time.
    }
    this.show();
  }

  private show(): void {
    document.documentElement.dataset.theme = this.theme;
  }
}

function kept(): Theme {
  try {
    const theme = localStorage.getItem(PLACE);
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

export const looks = new Looks();

/// The colour that a custom property has at this moment, for canvases.
export function colours(names: readonly string[]): Map<string, string> {
  const probe = document.createElement('i');
  document.body.append(probe);
  const found = new Map<string, string>();
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    found.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return found;
}
