/// Where the reader is: the first word after `#/`, what follows it, and its query.
export interface Place {
  view: string;
  name: string;
  query: URLSearchParams;
}

function read(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [view = '', ...rest] = path.split('/');
  let name = rest.join('/');
  try {
    name = decodeURIComponent(name);
  } catch {
    // A broken escape is shown as it was typed.
  }
  return { view: view === '' ? 'fleet' : view, name, query: new URLSearchParams(query) };
}

class Router {
  place = $state.raw<Place>(read());

  constructor() {
    addEventListener('hashchange', () => this.again());
  }

  /// Reads the address once more.
  again(): void {
    this.place = read();
  }

  /// Changes the query without a step in the history.
  query(change: Record<string, string>): void {
    const query = new URLSearchParams(this.place.query);
    for (const [name, value] of Object.entries(change)) {
      if (value === '') {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    const tail = query.toString();
    const { view, name } = this.place;
    const path = name === '' ? view : `${view}/${encodeURIComponent(name)}`;
    history.replaceState(null, '', `#/${path}${tail === '' ? '' : `?${tail}`}`);
    this.place = read();
  }
}

export const router = new Router();

export function toWork(name: string): string {
  return `#/work/${encodeURIComponent(name)}`;
}
