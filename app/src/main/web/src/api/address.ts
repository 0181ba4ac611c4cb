type Query = Record<string, string | number | undefined | null>;

/// A path of the API, wherever the page lies.
export function apiPath(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      words.set(name, String(value));
    }
  }
  const tail = words.toString();
  return new URL(`api/v1/${path}`, document.baseURI).pathname + (tail === '' ? '' : `?${tail}`);
}
