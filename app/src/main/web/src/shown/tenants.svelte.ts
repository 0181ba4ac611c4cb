import { live } from '../api/live.svelte';
import { Tints } from './tints';

let known: readonly string[] = [];
let made = new Tints([]);

/// Tints of the tenants that the server names.
export function tints(): Tints {
  const tenants = live.server?.tenants ?? [];
  if (tenants !== known) {
    known = tenants;
    made = new Tints(tenants);
  }
  return made;
}
