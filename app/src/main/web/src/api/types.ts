// Shapes of the server's answers, as /openapi.yaml has them. What may be absent is optional or null:
// the page shows a dash for it, never a zero.

export type Maybe<T> = T | null | undefined;

export interface Pool {
  id: string;
  chip: string;
  site: string;
  simulated: boolean;
}

export interface ServerInfo {
  version: string;
  nowMs: number;
  startedMs: number;
  speed: number;
  demo: boolean;
  auth: boolean;
  currency: string;
  reference?: string;
  you: { name: string; tenant: Maybe<string>; role: string };
  tenants: string[];
  pools: Pool[];
  latestEntry: number;
}

export interface FleetPool extends Pool {
  devices: number;
  used: number;
  down: number;
  price: Maybe<number>;
  predicted?: Maybe<number>;
}

export interface FleetRun {
  /// Absent where the run is another tenant's, as work, tenant and priority are.
  id: Maybe<string>;
  work: Maybe<string>;
  tenant: Maybe<string>;
  pool: string;
  phase: string;
  priority: Maybe<string>;
}

export type NodeState = 'up' | 'cordoned' | 'draining' | 'drained' | 'lost' | 'leaving';

export interface FleetNode {
  id: string;
  pool: string;
  state: NodeState;
  /// An index into the runs, -1 where free, -2 where down.
  devices: number[];
}

export interface Fleet {
  nowMs: number;
  pools: FleetPool[];
  runs: FleetRun[];
  nodes: FleetNode[];
}

export interface Reason {
  code: string;
  text: string;
}

export const STATES = [
  'waiting',
  'starting',
  'running',
  'stopping',
  'done',
  'failed',
  'cancelled',
] as const;

export type WorkState = (typeof STATES)[number];

export interface WorkItem {
  name: string;
  /// Of work that is over and forgotten only name and end are known.
  kind: Maybe<string>;
  tenant: Maybe<string>;
  priority: Maybe<string>;
  state: WorkState;
  submittedMs: Maybe<number>;
  done: Maybe<number>;
  total: Maybe<number>;
  unit: Maybe<string>;
  replicas: Maybe<number>;
  wanted: Maybe<number>;
  pool: Maybe<string>;
  chip: Maybe<string>;
  devices: Maybe<number>;
  rate: Maybe<number>;
  price: Maybe<number>;
  reasons: Reason[];
}

export interface WorksPage {
  items: WorkItem[];
  next: Maybe<string>;
  total?: number;
  counts?: Partial<Record<WorkState, number>>;
}

export interface Band {
  low?: Maybe<number>;
  high?: Maybe<number>;
  low80?: Maybe<number>;
  high80?: Maybe<number>;
  basisRows?: Maybe<number>;
}

export interface RunDetail {
  id: string;
  pool: string;
  chip: string;
  shape: unknown;
  devices: number;
  seats: unknown;
  phase: string;
  placedMs: Maybe<number>;
  startedMs: Maybe<number>;
  rate: Maybe<number>;
  unit?: Maybe<string>;
  predicted: Maybe<number>;
  band: Maybe<Band | number[]>;
  binds?: Maybe<string>;
  ttftMs?: Maybe<number>;
  tpotMs?: Maybe<number>;
  watts?: Maybe<number>;
  costPerHour?: Maybe<number>;
  terms: Maybe<Record<string, number>>;
}

export interface WorkDetail extends WorkItem {
  spec: unknown;
  runs: RunDetail[];
  past?: PastRun[];
  life: { atMs: number; event: string; text: string }[];
  deadlineMs: Maybe<number>;
  failures: Maybe<number>;
}

/// A run that is over.
export interface PastRun {
  id: string;
  pool: Maybe<string>;
  devices: number;
  placedMs: number;
  endedMs: number;
  how: string;
}

export interface DocumentError {
  file?: Maybe<string>;
  line?: Maybe<number>;
  column?: Maybe<number>;
  field?: Maybe<string>;
  value?: unknown;
  rule?: Maybe<string>;
  text: string;
}

export interface PreviewFit {
  pool: string;
  chip: string;
  shape: unknown;
  devices?: Maybe<number>;
  rate: Maybe<number>;
  unit: Maybe<string>;
  low80: Maybe<number>;
  high80: Maybe<number>;
  costPerHour: Maybe<number>;
  watts: Maybe<number>;
  reasons: Maybe<Reason[]>;
}

export interface PreviewWork {
  work: string;
  fits: PreviewFit[];
  plan: Maybe<{ pool: string; devices: number; startsAt: Maybe<number> }>;
  waits: Maybe<Reason[]>;
}

export interface Preview {
  works: PreviewWork[];
  problems: DocumentError[];
}

/// What becomes of a work, as far as it was played; times are null where they do not come.
export interface Expected {
  state: string;
  startsAt?: Maybe<number>;
  endsAt?: Maybe<number>;
  pools?: string[];
  /// Held on average.
  devices?: Maybe<number>;
  waitedMs?: Maybe<number>;
}

export interface WhatIf {
  changes: { work: string; before: Maybe<Expected>; after: Maybe<Expected> }[];
  prices: { pool: string; before: Maybe<number>; after: Maybe<number> }[];
  waits: { work: string; reasons: Reason[] }[];
  fromMs?: number;
  untilMs?: number;
  works?: number;
  ms: number;
}

export interface Prices {
  pools: { id: string; points: [number, number | null][] }[];
}

export interface PlanPolicy {
  policy?: string;
  rule?: Maybe<string>;
  objective: Maybe<number>;
  bound?: Maybe<number>;
  gap?: Maybe<number>;
  running?: Maybe<number>;
  served?: Maybe<number>;
  deadlines?: Maybe<number>;
  costPerHour?: Maybe<number>;
}

export interface PlanBeside {
  medley: Maybe<PlanPolicy>;
  others: PlanPolicy[];
  works?: number;
  running?: number;
  waiting?: number;
  ms?: number;
}

export interface Ledger {
  tenants: LedgerLine[];
  pools: LedgerLine[];
  works?: LedgerLine[];
  worksLeftOut?: number;
}

export interface LedgerLine {
  work?: string;
  tenant?: string;
  pool?: string;
  id?: string;
  deviceHours: Maybe<number>;
  held?: Maybe<number>;
  energyKwh?: Maybe<number>;
  money?: Maybe<number>;
}

export interface Entry {
  number: number;
  atMs: number;
  kinds: string[];
  works: string[];
  nodes: string[];
  text: string;
}
