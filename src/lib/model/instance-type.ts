/** What the name of an instance type tells. Sources: the EC2 instance type pages, 2026-11. */
interface TypeName {
  /** `m5dn` of `m5dn.xlarge`. */
  readonly family: string;
  /** `dn` of `m5dn.xlarge`: additional capabilities, where `d` is instance-store storage. */
  readonly capabilities: string;
  readonly size: string;
}

const families = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** Families on the Xen hypervisor: they publish no EBS metrics in AWS/EC2. */
const XEN = families(
  't1 t2 m1 m2 m3 m4 c1 c3 c4 r3 r4 i2 i3 d2 h1 hs1 cr1 cc2 hi1 g2 g3 g3s p2 p3 x1 x1e f1',
);

/** Families whose every size has instance-store volumes, though no `d` says so. */
const INSTANCE_STORE = families(
  `m1 m2 m3 c1 c3 r3 g2 hs1 cr1 cc2 hi1 i2 i3 i3en i4i i4g i7i i7ie i8g i8ge im4gn is4gen d2 d3 d3en
   h1 x1 x1e f1 f2 g5 g6 g6e g6f gr6 gr6f g7e p4d p4de p5 p5e p5en p6-b200 p6-b300 p6e-gb200
   trn1 trn1n trn2 trn2u dl1`,
);

/** GPU and accelerator families: a quiet CPU says nothing about the device. */
const ACCELERATED = /^(g\d|gr\d|p\d|trn\d|inf\d|dl\d|vt\d|f\d)/;

/** The types that were seen: a few, and each is asked about in every pass. */
const known = new Map<string, TypeName>();

function parse(type: string): TypeName {
  const name = known.get(type) ?? parsed(type);
  known.set(type, name);
  return name;
}

function parsed(type: string): TypeName {
  const [family = type, size = ''] = type.split('.');
  const capabilities = /^[a-z]+\d+([a-z]*)/.exec(family)?.[1] ?? '';
  return { family, capabilities, size };
}

/** Nitro instances publish EBSReadOps and EBSWriteOps; Xen and bare metal do not. */
export function publishesEbsMetrics(type: string): boolean {
  const { family, size } = parse(type);
  return !XEN.has(family) && !size.startsWith('metal');
}

/** A stop loses what is on instance-store volumes. */
export function hasInstanceStore(type: string): boolean {
  const { family, capabilities } = parse(type);
  return INSTANCE_STORE.has(family) || capabilities.includes('d');
}

/** `t3` of a T type, which has CPU credits; null for all others (a t1 has none). */
export function burstableFamily(type: string): string | null {
  const { family } = parse(type);
  return /^t[2-9][a-z]*$/.test(family) ? family : null;
}

/**
 * The credits that a T instance earns in 24 hours, which is the most it can have besides launch
 * credits. T3a and T4g have T3's.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
 */
const MOST_CREDITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  t2: {
    nano: 72,
    micro: 144,
    small: 288,
    medium: 576,
    large: 864,
    xlarge: 1_296,
    '2xlarge': 1_958.4,
  },
  t3: {
    nano: 144,
    micro: 288,
    small: 576,
    medium: 576,
    large: 864,
    xlarge: 2_304,
    '2xlarge': 4_608,
  },
};

/** Null for types without credits, and for those of which nobody here knows. */
export function mostCredits(type: string): number | null {
  const { family, size } = parse(type);
  const row = family === 't3a' || family === 't4g' ? 't3' : family;
  return MOST_CREDITS[row]?.[size] ?? null;
}

export const isAccelerated = (type: string): boolean => ACCELERATED.test(type);
