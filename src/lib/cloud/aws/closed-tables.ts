/**
 * Guards for what the ledger keeps of the large closed tables. The key says which evidence or
 * facts go with it; they were written by this code, so their inside is taken as it was written.
 */
import { FAULT_CODES } from '../../model/fault.ts';
import type { Finding, FindingKind, Unread } from '../../model/finding.ts';
import type { Notice, NoticeKind } from '../../model/notice.ts';
import type { Reason, ReasonKey } from '../../model/reason.ts';

const REASONS: Readonly<Record<ReasonKey, true>> = {
  'operator-managed': true,
  'owned-by': true,
  'spot-one-time': true,
  'instance-store-root': true,
  'dedicated-host': true,
  'capacity-block': true,
  'not-selected': true,
  ignored: true,
  gone: true,
  'keep-tag': true,
  'stop-protected': true,
  'too-young': true,
  'unreadable-tag': true,
  'instance-store-data': true,
  held: true,
  'hold-wants-running': true,
  'hold-wants-stopped': true,
  paused: true,
  'guard-warned': true,
  'guard-waiting': true,
  'guard-stop': true,
  'guard-closed': true,
  'guard-kept': true,
  'guard-withdrawn': true,
  'guard-restart': true,
  'guard-restart-waits': true,
  'stop-edge': true,
  'start-edge': true,
  'stop-edge-near': true,
  'stop-edge-waiting': true,
  'edge-adopted': true,
  'edge-answered': true,
  'edge-missed': true,
  'edge-person': true,
  'edge-not-ours': true,
  'edge-retry': true,
  'edge-gave-up': true,
  'schedule-adopted': true,
  enforced: true,
  'idle-warned': true,
  'idle-waiting': true,
  'warning-not-sent': true,
  idle: true,
  'idle-server': true,
  'idle-withdrawn': true,
  busy: true,
  'idle-unknown': true,
  'idle-off': true,
  'boot-grace': true,
  'cool-down': true,
  'nobody-to-warn': true,
  'in-transition': true,
  'over-limit': true,
  incomplete: true,
  'nothing-due': true,
  'address-in-place': true,
  'address-lost': true,
  'address-waits': true,
  'address-unknown': true,
  'address-elsewhere': true,
  'address-claimed-twice': true,
  'address-occupied': true,
  'address-no-interface': true,
  'address-managed': true,
  'address-border-group': true,
  'pool-empty': true,
  'address-left': true,
  'address-settled': true,
  'volume-left': true,
  'volume-kept': true,
  'volume-attached': true,
  'volume-going': true,
  'volume-waits': true,
  'volume-gone': true,
  exposed: true,
  'exposure-known': true,
  'exposure-ended': true,
  impaired: true,
  'impaired-lately': true,
  'well-lately': true,
  'well-again': true,
  'passing-again': true,
  'scheduled-event': true,
  'scheduled-event-over': true,
  'status-unknown': true,
  'notebook-longest': true,
  'notebook-idle': true,
  'notebook-idle-near': true,
  'notebook-busy': true,
  'notebook-unknown': true,
  'notebook-longest-near': true,
  'credits-charged': true,
  'credits-exhausted': true,
  outcome: true,
};

const NOTICES: Readonly<Record<NoticeKind, true>> = {
  'about-to-stop': true,
  stopped: true,
  started: true,
  'did-not-work': true,
  withdrawn: true,
  'address-restored': true,
  'address-missing': true,
  'volumes-left': true,
  'exposed-port': true,
  digest: true,
  'own-trouble': true,
  'allowance-threshold': true,
  notebook: true,
  health: true,
  'aws-health': true,
};

const FINDINGS: Readonly<Record<FindingKind, true>> = {
  'instance-elsewhere': true,
  'unattached-volume': true,
  'stopped-instance': true,
  'gp2-volume': true,
  'orphan-snapshot': true,
  'old-image': true,
  'idle-nat-gateway': true,
  'empty-load-balancer': true,
  'idle-address': true,
  'database-running': true,
  'database-stopped': true,
  cluster: true,
  'search-domain': true,
  lightsail: true,
  'idle-endpoint': true,
  'studio-app': true,
  'notebook-running': true,
};

type Fields = Readonly<Record<string, unknown>>;

const hasFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isRow = (table: object, key: unknown): boolean =>
  typeof key === 'string' && Object.hasOwn(table, key);

export const isReason = (value: unknown): value is Reason =>
  hasFields(value) && isRow(REASONS, value['key']) && hasFields(value['evidence']);

export const isNotice = (value: unknown): value is Notice =>
  hasFields(value) &&
  isRow(NOTICES, value['kind']) &&
  typeof value['dedupeKey'] === 'string' &&
  typeof value['at'] === 'number' &&
  (value['urgency'] === 'now' || value['urgency'] === 'digest') &&
  hasFields(value['facts']);

const isAmount = (value: unknown): boolean => value === null || typeof value === 'number';

export const isFinding = (value: unknown): value is Finding =>
  hasFields(value) &&
  isRow(FINDINGS, value['kind']) &&
  ['region', 'id', 'name'].every((field) => typeof value[field] === 'string') &&
  typeof value['foundAt'] === 'number' &&
  isAmount(value['since']) &&
  isAmount(value['monthlyMicroUsd']) &&
  hasFields(value['facts']);

export const isUnread = (value: unknown): value is Unread =>
  hasFields(value) &&
  typeof value['region'] === 'string' &&
  typeof value['family'] === 'string' &&
  FAULT_CODES.some((code) => code === value['code']) &&
  (value['permission'] === null || typeof value['permission'] === 'string');
