// A colour per tenant that stays the same from one day and one browser to the next.

/// As many as `tokens.css` has in --t0, --t1 and so on.
export const TINTS = 11;

/// Beyond the colours, a mark within the cell tells apart those that share one.
export const MARKS = 3;

export interface Tint {
  colour: number;
  mark: number;
}

export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  // The last characters of names differ most; spread them over all bits.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/// Each tenant takes the slot that its name points to, or the next free one; names are served in
/// the order of the alphabet, so that the same tenants get the same tints everywhere.
export class Tints {
  private readonly taken = new Map<string, Tint>();

  constructor(tenants: readonly string[]) {
    const free: (string | undefined)[] = new Array<undefined>(TINTS * MARKS);
    for (const tenant of [...tenants].sort()) {
      const slot = place(free, hash(tenant), this.taken.size);
      free[slot] ??= tenant;
      this.taken.set(tenant, { colour: slot % TINTS, mark: Math.floor(slot / TINTS) });
    }
  }

  of(tenant: string): Tint {
    return this.taken.get(tenant) ?? { colour: hash(tenant) % TINTS, mark: 0 };
  }
}

function place(free: (string | undefined)[], wish: number, before: number): number {
  const round = Math.floor(before / TINTS) % MARKS;
  for (let step = 0; step < free.length; step++) {
    const from = round * TINTS;
    const slot = (from + ((wish + step) % TINTS) + Math.floor(step / TINTS) * TINTS) % free.length;
    if (free[slot] === undefined) {
      return slot;
    }
  }
  return wish % free.length;
}

/// Colour and mark of a work: neighbours nearly always differ.
export function tintOfWork(work: string): Tint {
  const value = hash(work);
  return { colour: value % TINTS, mark: (value >>> 8) % MARKS };
}
